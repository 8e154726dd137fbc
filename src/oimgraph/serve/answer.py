"""The answer to a query in the format that the client likes best; made in a worker."""

from __future__ import annotations

from pyoxigraph import Store

from oimgraph.errors import InputError
from oimgraph.query import Question, Rows, Triples, ask
from oimgraph.query.render import render
from oimgraph.serve.accept import chosen
from oimgraph.serve.limits import Declined, Limits
from oimgraph.serve.protocol import Asked
from oimgraph.serve.worker import Reply

# media type -> format of query.render; the first is what a client gets that has no wish
YES_NO = {
    "application/sparql-results+json": "json", "application/json": "json",
    "application/sparql-results+xml": "xml", "application/xml": "xml", "text/xml": "xml",
}
ROWS = YES_NO | {"text/csv": "csv", "text/tab-separated-values": "tsv"}
GRAPHS = {
    "text/turtle": "turtle", "application/n-triples": "ntriples", "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}


def answer(dataset: Store, wanted: Asked, accept: str, limits: Limits) -> Reply:
    """Raises Declined, InputError."""
    if not chosen(accept, [*ROWS, *GRAPHS]):
        raise Declined(406, "no format that the client accepts is one of SPARQL's", f"accept one of {', '.join(ROWS)}")
    found = ask(dataset, Question("", wanted.text), scope=wanted.scope, most=limits.rows)
    offered = ROWS if isinstance(found, Rows) else GRAPHS if isinstance(found, Triples) else YES_NO
    media = chosen(accept, [*offered])
    if not media:
        raise Declined(406, "this kind of answer has no format that the client accepts",
                       f"accept one of {', '.join(offered)}")
    try:
        body = render(found, offered[media])
    except InputError as error:         # XML cannot hold every answer
        raise Declined(406, error.what, error.hint) from None
    return Reply(typed(media), body.encode())


def typed(media: str) -> str:
    """With the encoding, which texts are asked to state."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
