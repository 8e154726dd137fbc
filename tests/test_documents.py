"""Pages with one text are one document; pages with one name are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facts import TEXT, page
from oimgraph import terms
from oimgraph.graph.quads import quads
from oimgraph.link import link
from oimgraph.link.documents import documents
from oimgraph.model import Copy, Page

PAGES = st.builds(page, st.sampled_from([TEXT, "autre", "otra"]), st.sampled_from(["a", "A", "b"]),
                  st.sampled_from(["", "https://example.org/a"]))


@given(st.lists(PAGES, max_size=8))
def test_every_page_given_is_a_document_or_a_copy_of_one(pages: list[Page]) -> None:
    found = documents(pages)
    assert len(pages) == sum(1 + len(document.copies) for document in found)
    assert len({document.key.lower() for document in found}) == len({page.text for page in pages}) == len(found)


@given(st.lists(PAGES, max_size=8))
def test_the_order_of_pages_does_not_matter(pages: list[Page]) -> None:
    assert documents(pages) == documents(sorted(pages, key=lambda page: page.identifier)) == documents(pages[::-1])


def test_the_same_text_under_two_names_is_one_document_with_both() -> None:
    (found,) = documents([page(TEXT, "b"), page(TEXT, "a"), page(TEXT, "c", "https://example.org/c")])
    assert (found.identifier, found.copies) == ("c", (Copy("a"), Copy("b")))
    told = [(quad.predicate.value, str(quad.object)) for quad in quads(link(found, []), {})]
    assert [name for predicate, name in told if predicate == terms.IDENTIFIER] == ['"c"', '"a"', '"b"']


def test_two_texts_in_files_of_one_name_are_two_documents() -> None:
    one, two = documents([page("un", "mali"), page("one", "mali")])
    assert link(one, []).document != link(two, []).document
    assert one.key.startswith("mali-")
    assert documents([page("un", "mali")])[0].key == "mali"
