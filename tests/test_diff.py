"""What two builds state differently, whatever their evidence."""

from __future__ import annotations

from facts import IOM, TEXT, agreement, page, stated
from oimgraph import terms
from oimgraph.graph.diff import diff
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority, run
from oimgraph.link import link
from oimgraph.model import Fact, Span


def test_equal_facts_on_other_evidence_are_no_difference() -> None:
    moved = [Fact(f.subject, f.predicate, f.object, "test.other", Span(1, len(TEXT))) for f in agreement()]
    one = list(quads(link(page(), agreement()), {}))
    other = list(quads(link(page(), moved), {"test.other": "0.5"}))
    assert not diff(one, [*other, *authority(other), *run()])


def test_lost_and_gained_facts_are_told_line_by_line() -> None:
    old = list(quads(link(page(), agreement(date="2014-08-05")), {}))
    new = list(quads(link(page(), [*agreement(date="2014-08-05")[:-1], stated(IOM, terms.ALT_LABEL, "IOM")]), {}))
    found = diff(old, new)
    name = "memorandum-of-understanding-iom-mli-ministere-de-la-justice-mli-2014-08-05"
    assert found.lines() == [
        f"- agreement/{name} mgo:status status:signed",
        '+ organization/iom skos:altLabel "IOM"@fr',
    ]
    assert (len(found.lost), len(found.gained)) == (1, 1)
    assert diff(new, old).lines()[0].startswith("+ agreement/")
