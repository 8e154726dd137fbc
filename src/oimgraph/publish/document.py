"""The page of a document: what the dataset quotes of it, in the order of its text, with the facts that rest on each
passage.

The text itself is not in the dataset, and is others' to publish (docs/decisions/014).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph import terms
from oimgraph.graph.facts import Term
from oimgraph.publish.evidence import Description
from oimgraph.publish.here import Here, data_block, render
from oimgraph.publish.index import Index
from oimgraph.publish.linked import schema_org
from oimgraph.publish.passages import Passage, passages

_ROOM = 130_000             # bytes of passages and facts; behind it, passages stand without their facts
_PIECE, _FACT = 60, 520     # what each weighs beside its words


Facts = dict[str, list[tuple[str, Term]]]       # by subject, in the order of the text


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what was read in it. `facts` of a passage are left out where there is no room."""

    iri: str
    about: Description
    passages: tuple[tuple[Passage, Facts], ...]
    links: tuple[tuple[str, str], ...]
    left_out: int


def read(index: Index, iri: str) -> Read:
    found = passages(index.said_in(iri))
    room = _ROOM - sum(2 * passage.weight + _PIECE * len(passage.pieces) for passage in found)
    shown = tuple(_with_facts(found, room))
    left_out = sum(not facts for _, facts in shown)
    return Read(iri, index.described(iri), shown, tuple(index.incoming(iri)), left_out)


def _with_facts(found: list[Passage], room: int) -> Iterator[tuple[Passage, Facts]]:
    for passage in found:
        facts: Facts = {}
        for subject, predicate, value in dict.fromkeys(one[:3] for one in passage.said):
            facts.setdefault(subject, []).append((predicate, value))
            room -= _FACT + len(value.value)
        yield passage, facts if room > 0 else {}


def document_page(document: Read, here: Here) -> str:
    about = document.about
    return render(
        "document.html", here, document=document, title=here.name(document.iri), source=here.source(document.iri),
        dates=about.get(terms.DATE, []), kinds=about.get(terms.DOCUMENT_TYPE, []),
        stems=about.get(terms.IDENTIFIER, []),
        languages=[value.value for value in about.get(terms.LANGUAGE, [])], hashes=about.get(terms.SHA256, []),
        linked=data_block(schema_org(document.iri, about, here)),
    )
