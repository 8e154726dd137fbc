"""Every IRI is made here. Slugs are lower-case ASCII letters, digits and hyphens; what they lose a hash keeps apart."""

from __future__ import annotations

import hashlib
import re

from oimgraph.errors import InputError
from oimgraph.lexicon.fold import fold
from oimgraph.model import Span
from oimgraph.privacy import shows_contact

_SLUG_MAX = 90              # characters of a slug
_KEY_MAX = 160              # characters of what follows the base and the kind
_BASE = re.compile(r"https?://[a-zA-Z0-9.-]{1,200}(?::\d{1,5})?/(?:[a-zA-Z0-9._~-]{1,100}/){0,9}", re.ASCII)
_STEM = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{_SLUG_MAX - 1}}}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
_REGISTERED = re.compile(r"(?:organization|fund|place|instrument|publication)/[a-z0-9-]{1,100}")


def check_base(base: str) -> str:
    """The base itself, when data IRIs can start with it. Raises InputError."""
    if not _BASE.fullmatch(base):
        raise InputError(f"{base!a} cannot be the base of IRIs", "give an http(s) address that ends in '/'")
    return base


def slug(text: str) -> str:
    """ "Bureau du procureur général" -> "bureau-du-procureur-general"; a text without letters becomes its hash."""
    plain = fold(text).replace("œ", "oe").replace("æ", "ae")
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(words) > _SLUG_MAX:
        return f"{words[:_SLUG_MAX].rstrip('-')}-{digest(plain, 8)}"
    return words or digest(text, 12)


def digest(text: str, size: int) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:size]


def _hashed(words: str, text: str) -> str:
    """The words and eight digits of the hash of a text. Where both together would be a phone number, the digits begin
    with a letter; where the words alone are one, the hash stands alone."""
    whole = hashlib.sha256(text.encode()).hexdigest()
    lettered = whole.lstrip("0123456789")
    choices = f"{words}-{whole[:8]}", f"{words}-{lettered[:8]}", lettered[:12]
    return next((choice for choice in choices if not shows_contact(choice)), choices[-1])


def joined(*parts: str) -> str:
    """The parts that are not empty, with hyphens; bounded, with a hash of what is cut off."""
    whole = "-".join(filter(None, parts))
    return whole if len(whole) <= _KEY_MAX else _hashed(whole[:_KEY_MAX].rstrip("-"), whole)


def code(written: str) -> str:
    """A project's code as printed, "IB.0279"; a slug where it has other characters."""
    return written if _CODE.fullmatch(written) else _hashed(slug(written), written)


def is_registered(key: str) -> bool:
    """Whether a key is the last two steps of an IRI of the register."""
    return _REGISTERED.fullmatch(key) is not None


def document_key(identifier: str, url: str = "") -> str:
    """The slug of the address's path, with a hash of the address, if it is known; else the file's stem.

    Stems that are no slugs get a hash, so that "Mali 1" and "mali-1" stay two documents, on every file system.
    """
    if url:
        path = re.sub(r"^[a-z]{1,10}://[^/]{0,255}", "", url)
        return _hashed(slug(path), url)
    return identifier if _STEM.fullmatch(identifier) else _hashed(slug(identifier), identifier)


def excerpt_iri(document: str, span: Span) -> str:
    """A fragment of RFC 5147: code points of the document's text."""
    return f"{document}#char={span.start},{span.end}"


def assertion_iri(base: str, *terms: str) -> str:
    """The hash of subject, predicate, object (as N-Triples write them) and excerpt: a rebuild gives the same."""
    return f"{base}assertion/{digest(' '.join(terms), 16)}"


def graph_iri(base: str, name: str) -> str:
    """A graph that documents share: "authority" or "run"."""
    return f"{base}graph/{name}"
