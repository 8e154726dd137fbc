"""What a query answers: rows of terms, triples, or yes and no."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT; a cell is None where the variable is not bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, str]]:
        """Each row as plain text by column, IRIs whole, "" where nothing is bound: ready for a table library."""
        return [{name: plain(cell) for name, cell in zip(self.columns, row, strict=True)} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE, sorted, each once."""

    triples: tuple[Triple, ...]

    def __len__(self) -> int:
        return len(self.triples)


Answer = Rows | Triples | bool


def plain(term: Term | None) -> str:
    """An IRI without brackets, a literal's lexical form; "" for what is not bound."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
