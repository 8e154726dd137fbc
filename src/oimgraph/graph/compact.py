"""IRIs as people read and write them: mgo:Agreement, crime:trafficking-in-persons, organization/iom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oimgraph import terms

_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]{0,200}[A-Za-z0-9_])?")
_RELATIVE = re.compile(r"[a-z]+(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")
_SCHEME = re.compile(re.escape(terms.SCHEME) + r"([a-z](?:[a-z-]{0,60}[a-z])?)/")
_PREFIXES = {namespace: prefix for prefix, namespace in terms.PREFIXES.items()}


def curie(iri: str) -> tuple[str, str] | None:
    """The prefix and the local part of an IRI of a known namespace; None for others."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1       # a local part has neither of them
    namespace, local = iri[:cut], iri[cut:]
    scheme = _SCHEME.fullmatch(namespace)
    prefix = scheme[1] if scheme else _PREFIXES.get(namespace, "")
    return (prefix, local) if prefix and _LOCAL.fullmatch(local) else None


def namespace(prefix: str) -> str:
    """What a prefix stands for; prefixes that are not in `terms` are concept schemes."""
    return terms.PREFIXES.get(prefix) or f"{terms.SCHEME}{prefix}/"


def relative(iri: str, base: str) -> str:
    """The IRI as seen from the base, or "" where it does not lie below it."""
    rest = iri.removeprefix(base) if base and iri.startswith(base) else ""
    return rest if _RELATIVE.fullmatch(rest) else ""


def short(iri: str, base: str = terms.ID) -> str:
    """For people: "mgo:signatory", "organization/iom", or the IRI itself."""
    found = curie(iri)
    return ":".join(found) if found else relative(iri, base) or iri


def base_of(iris: Iterable[str]) -> str:
    """The base under which a dataset's own IRIs stand: what comes before "graph/run" or "document/…"; or ours."""
    marked = (re.match(r"(.{1,400}?/)(?:graph/(?:run|authority)$|document/)", iri) for iri in iris)
    return next((found[1] for found in marked if found), terms.ID)
