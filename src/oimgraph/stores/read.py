"""A dataset out of a server, by SPARQL: every answer is counted, since a server may cut it without a word."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from oimgraph.errors import StoreError
from oimgraph.stores.client import Client

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_PAGE = 1000
# Other graphs may stand beside ours: a server's own, another project's.
_OURS = '(CONTAINS(STR(?g), "/document/") || CONTAINS(STR(?g), "/graph/"))'


def read(client: Client) -> list[ox.Quad]:
    """All quads of our graphs. Raises StoreError where the server gives less than it says it has."""
    return [quad for graph in graphs(client) for quad in _graph(client, graph)]


def graphs(client: Client) -> list[str]:
    """The names of our graphs, page by page: each page starts after the last name, so no answer is long."""
    found: list[str] = []
    while True:
        after = f' && STR(?g) > "{found[-1]}"' if found else ""
        page = _select(client, f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({_OURS}{after}) }}"
                               f" ORDER BY STR(?g) LIMIT {_PAGE}")
        new = [row[0].value for row in page if isinstance(row[0], ox.NamedNode)]
        if not new:
            break
        found += new
    _compare(client, f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({_OURS}) }}",
             len(set(found)), "names of graphs")
    return found


def _graph(client: Client, graph: str) -> list[ox.Quad]:
    """A graph at once, or by property where the answer was cut."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    rows = _select(client, f"SELECT ?s ?p ?o {{ {pattern} }}")
    count = _count(client, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    if len(rows) != count:
        rows = list(_by_property(client, pattern))
        _compare(client, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", len(rows), f"triples of {graph}")
    return [ox.Quad(*_triple(row), ox.NamedNode(graph)) for row in rows]


def _by_property(client: Client, pattern: str) -> Iterator[tuple[Term, ...]]:
    for row in _select(client, f"SELECT DISTINCT ?p {{ {pattern} }}"):
        yield from _select(client, f"SELECT ?s ?p ?o {{ {pattern} FILTER(?p = {row[0]}) }}")


def _triple(row: tuple[Term, ...]) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    subject, predicate, value = row
    if not (isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode)
            and isinstance(value, ox.NamedNode | ox.Literal)):
        raise StoreError(f"the store holds {subject} {predicate} {value}, which is no fact of ours")
    return subject, predicate, value


def _compare(client: Client, count: str, got: int, what: str) -> None:
    have = _count(client, count)
    if got != have:
        raise StoreError(f"{client.url} gives {got} of {have} {what}",
                         "raise the limit of its answers (in Virtuoso: ResultSetMaxRows)")


def _count(client: Client, query: str) -> int:
    ((number,),) = _select(client, query)
    return int(number.value) if isinstance(number, ox.Literal) else -1


def _select(client: Client, query: str) -> list[tuple[Term, ...]]:
    """The rows of an answer; every variable of our queries is bound."""
    try:
        answer = ox.parse_query_results(client.select(query), format=ox.QueryResultsFormat.JSON)
        if not isinstance(answer, ox.QuerySolutions):
            raise StoreError(f"{client.url} answers a SELECT without rows")
        return [tuple(term for term in row if term is not None) for row in answer]
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{client.url} does not answer in SPARQL JSON: {error}",
                         "give the address of its SPARQL queries") from None
