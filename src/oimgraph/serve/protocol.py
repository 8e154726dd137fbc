"""SPARQL 1.1 Protocol, its query operation: what a request asks. Updates are refused."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request

from oimgraph.query import Scope
from oimgraph.serve.limits import BODY, TEXT, Declined

_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_FIELDS = 1000
_READ_ONLY = "this endpoint answers queries; nothing can be changed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that it is put to, where the request names some."""

    text: str
    scope: Scope | None = None


async def asked(request: Request) -> Asked | None:
    """The query of a request; None where it has none and wants the service described. Raises Declined."""
    fields = parameters(request.url.query)
    if request.method == "POST":
        fields += await _posted(request)
    if any(name == "update" for name, _ in fields):
        raise Declined(400, _READ_ONLY)
    texts = [value for name, value in fields if name == "query"]
    if not texts and request.method != "POST":
        return None
    if len(texts) != 1:
        raise Declined(400, f"the request has {len(texts)} queries", "give one, as 'query'")
    if len(texts[0].encode()) > TEXT:
        raise Declined(413, f"the query is longer than {TEXT} bytes", "ask for less at a time")
    return Asked(texts[0], _scope(fields))


def parameters(text: str) -> list[tuple[str, str]]:
    """Names and values of a URL's query or of a form, in order. Raises Declined."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError:          # bytes that are no UTF-8 as well
        raise Declined(400, "the parameters are no UTF-8, or too many") from None


async def _posted(request: Request) -> list[tuple[str, str]]:
    media, _, options = request.headers.get("content-type", "").lower().partition(";")
    media = media.strip()
    if media not in {_FORM, _QUERY}:
        raise Declined(415, _READ_ONLY if "update" in media else f"{media or 'a body without a type'} is no query",
                       f"send {_QUERY} or {_FORM}")
    if "charset" in options and "utf-8" not in options:
        raise Declined(415, "only UTF-8 is read")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            raise Declined(413, f"the body is longer than {BODY} bytes", "ask for less at a time")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Declined(400, "the body is no UTF-8") from None
    return parameters(text) if media == _FORM else [("query", text)]


def _scope(fields: list[tuple[str, str]]) -> Scope | None:
    default, named = (tuple(_graph(value) for name, value in fields if name == f"{kind}-graph-uri")
                      for kind in ("default", "named"))
    return Scope(default, named) if default or named else None


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise Declined(400, f"{iri[:100]} is no name of a graph", "give a whole IRI") from None
