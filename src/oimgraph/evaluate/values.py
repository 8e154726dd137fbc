"""What values are compared by: labels without typography, numbers and dates by value, codes in any case."""

from __future__ import annotations

import re
import string
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache

Key = tuple[str, str]                   # ("country", "MEX"), ("date", "2010-08")

UNIFY = str.maketrans({**dict.fromkeys("’‘ʼ´`′", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00ad": None,
                       "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
EDGES = string.punctuation + string.whitespace + "«»“”„…·•"
ARTICLE = re.compile(r"(?:(?:les?|la|the|el|los|las) |l' ?)")
DATE = re.compile(r"(\d{4}(?:-\d\d){0,2}|--\d\d(?:-\d\d)?|\.\.)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?")
CONCEPT = re.compile(r"(?:^|[/#])scheme/([^/#]+)/([^/#]+)$")
COUNTRY = re.compile(r"(?:^|[/#])country/([A-Z]{3})$")


@cache
def normal(text: str) -> str:
    """A label as compared: without case, accents, typographic variants, outer punctuation, leading article."""
    text = unicodedata.normalize("NFKC", text.translate(UNIFY)).casefold()
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = " ".join(text.split()).strip(EDGES)
    return ARTICLE.sub("", text, count=1).strip(EDGES) if ARTICLE.match(text) else text


def literal_key(value: str, raw: object) -> Key:
    """The key of a literal for that kind of value; ValueError if it is malformed."""
    text = str(raw).strip()
    if value == "text":
        return value, normal(text)
    if value == "code":
        return value, text.casefold()
    if value == "date":                 # also START/END; time and zone are dropped
        parts = [part[1] for part in map(DATE.fullmatch, text.split("/")) if part]
        if 0 < len(parts) == text.count("/") + 1 < 3:
            return value, "/".join(parts)
    if value == "number":
        try:
            return value, format(Decimal(text).normalize(), "f")
        except InvalidOperation:
            pass
    raise ValueError(f"not a {value}: {text!r}")
