"""Pages with one text are one document; pages that only share an address are not. Whatever the number of pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facts import TEXT, page
from oimgraph import terms
from oimgraph.graph.quads import quads
from oimgraph.link import link
from oimgraph.model import Copy
from oimgraph.shards.catalogue import Catalogue, Chosen
from oimgraph.shards.plan import Settings, Shard
from oimgraph.shards.survey import Seen


def seen(text: str, identifier: str, url: str = "") -> Seen:
    return Seen(0, identifier, url, "", hashlib.sha256(text.encode()).hexdigest())


def documents(pages: Sequence[Seen], shard_size: int = 3) -> tuple[list[Chosen], list[str]]:
    """The documents of these pages in the order of keys, and the names that were given before."""
    catalogue = Catalogue()
    shards: list[Shard] = []
    for first in range(0, len(pages), shard_size):
        shards.append(Shard(len(shards), str(first), (), Settings()))
        catalogue.add_shard(shards[-1])
        for position, one in enumerate(pages[first : first + shard_size]):
            catalogue.add_page(shards[-1], replace(one, position=position))
    catalogue.decide()
    found = [chosen for shard in catalogue.shards() for chosen in catalogue.chosen(shard)]
    repeated = list(catalogue.repeated())
    catalogue.close()
    return sorted((replace(one, position=0) for one in found), key=lambda one: one.key), repeated


TEXTS = st.sampled_from([TEXT, "autre", "otra"])
URLS = st.sampled_from(["", "https://example.org/a"])
PAGES = st.lists(st.builds(seen, TEXTS, st.sampled_from("abcdAB"), URLS), max_size=8)
NAMED_APART = st.lists(st.builds(seen, TEXTS, st.sampled_from("abcdAB"), URLS), max_size=6,
                       unique_by=lambda one: one.identifier)


@given(PAGES)
def test_every_page_given_is_a_document_or_a_copy_of_one_or_refused(pages: list[Seen]) -> None:
    found, repeated = documents(pages)
    assert len(pages) == sum(1 + len(document.copies) for document in found) + len(repeated)
    assert len({document.key.lower() for document in found}) == len(found)


@given(NAMED_APART, st.integers(1, 4))
def test_neither_the_order_of_pages_nor_the_size_of_shards_matters(pages: list[Seen], size: int) -> None:
    backwards = sorted(pages, key=lambda page: page.identifier)
    assert documents(pages) == documents(pages[::-1], size) == documents(backwards, size)
    assert len(documents(pages)[0]) == len({page.sha256 for page in pages})


def test_the_same_text_under_two_names_is_one_document_with_both() -> None:
    (found,), _ = documents([seen(TEXT, "b"), seen(TEXT, "a"), seen(TEXT, "c", "https://example.org/c")])
    assert found.copies == (Copy("a"), Copy("b"))
    linked = link(replace(page(TEXT, "c", "https://example.org/c"), key=found.key, copies=found.copies), [])
    told = [(quad.predicate.value, str(quad.object)) for quad in quads(linked, {})]
    assert [name for predicate, name in told if predicate == terms.IDENTIFIER] == ['"c"', '"a"', '"b"']


def test_two_texts_under_one_address_are_two_documents() -> None:
    (one, two), _ = documents([seen("un", "a", "https://example.org/a"), seen("one", "b", "https://example.org/a")])
    (alone,), _ = documents([seen("un", "a", "https://example.org/a")])
    assert one.key.startswith(alone.key)
    assert two.key.startswith(alone.key)
    assert one.key != two.key


def test_a_second_page_of_one_name_is_refused() -> None:
    found, repeated = documents([seen("un", "mali"), seen("one", "mali")])
    assert [document.key for document in found] == ["mali"]
    assert repeated == ["mali"]
