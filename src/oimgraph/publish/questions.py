"""The questions that oimgraph ships, each with its SPARQL and what the dataset answers."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from oimgraph.export.tables import to_csv
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.here import Here, Site, render
from oimgraph.query import Question, Rows, ask, merge, questions
from oimgraph.query.answers import plain

_ROWS = 150                 # of a page; the table beside it has all
_ROOM = 100_000             # bytes of cells


def question_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """A page for each question in each language, and its rows as CSV. A dataset that memory does not hold is not asked:
    its questions are told without answers."""
    store = merge(site.index.quads()) if site.index.is_small else None
    for language in LANGUAGES:
        here = Here(site, "questions/", language)
        yield here.file, render("questions.html", here, questions=questions()).encode()
    for question in questions():
        answer = ask(store, question) if store else None
        yield from _files(site, question, answer if isinstance(answer, Rows) else None)


def _files(site: Site, question: Question, rows: Rows | None) -> Iterator[tuple[str, bytes]]:
    path = f"questions/{question.name}/"
    shown = _shown(rows) if rows else []
    for language in LANGUAGES:
        here = Here(site, path, language)
        yield here.file, render("question.html", here, question=question, rows=rows, shown=shown).encode()
    if rows is not None:
        yield f"{path}rows.csv", to_csv(rows.columns, [[plain(cell) for cell in row] for row in rows.rows])


def _shown(rows: Rows) -> list[tuple[ox.NamedNode | ox.Literal | None, ...]]:
    """The first rows, as many as a page bears."""
    room, found = _ROOM, []
    for row in rows.rows[:_ROWS]:
        cells = tuple(cell if isinstance(cell, ox.NamedNode | ox.Literal) else None for cell in row)
        room -= sum(60 + 3 * len(plain(cell)) for cell in cells)
        if room < 0:
            break
        found.append(cells)
    return found
