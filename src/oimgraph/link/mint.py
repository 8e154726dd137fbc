"""Every IRI is made here. Slugs are lower-case ASCII letters, digits and hyphens; what they lose a hash keeps apart."""

from __future__ import annotations

import hashlib
import re

from oimgraph.errors import InputError
from oimgraph.lexicon.fold import fold

_MAX = 90                   # characters of a slug
_BASE = re.compile(r"https?://[a-zA-Z0-9.-]{1,200}(?::\d{1,5})?/[\w./~-]{0,200}")


def check_base(base: str) -> str:
    """The base itself, when data IRIs can start with it. Raises InputError."""
    if not _BASE.fullmatch(base) or not base.endswith("/"):
        raise InputError(f"{base} cannot be the base of IRIs", "give an http(s) address that ends in '/'")
    return base


def slug(text: str) -> str:
    """ "Bureau du procureur général" -> "bureau-du-procureur-general"; a text without letters becomes its hash."""
    plain = fold(text).replace("œ", "oe").replace("æ", "ae")
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(words) > _MAX:
        return f"{words[:_MAX].rstrip('-')}-{digest(plain, 8)}"
    return words or digest(text, 12)


def digest(text: str, size: int) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:size]


def document_key(identifier: str, url: str = "") -> str:
    """The slug of the address's path if known, else of the file's stem; a hash where the slug loses something."""
    written = re.sub(r"^https?://[^/]{0,255}", "", url).strip("/") or identifier
    made = slug(written)
    return made if made == re.sub(r"[/_]", "-", written) else f"{made}-{digest(written, 8)}"
