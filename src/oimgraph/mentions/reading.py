"""A page as it was read: its sentences and what is mentioned in them. All extractors look at this and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce, wraps
from operator import or_
from typing import Protocol, TypeVar, cast

from oimgraph.lexicon import Lexicon
from oimgraph.lexicon.fold import fold_cased
from oimgraph.model import Entity, Label, Mention, Moment, Money, Office, Page, Quantity, Quotation, Span


class Spanned(Protocol):
    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=Spanned)
H = TypeVar("H", bound=Hashable)
R = TypeVar("R")


@dataclass(frozen=True)
class Reading:
    """What was found on a page, each list in the order of the text.

    mentions     names of countries, organizations, persons, places, crimes and themes (kind "Concept"), instruments,
                 publications; nominal mentions of agreements, events and projects, taken-up ones included
    sentences    spans of the title and the body, in order; hard line breaks inside of them are only spaces
    needles      what the sieve of the lexicon has found in each sentence
    labels       what the page calls an entity, the fullest form first
    classes      Organization, instrument or publication entity -> class of the vocabulary
    types        nominal or instrument entity -> slug of its type scheme, as "workshop"; "capital" of a capital
    countries    Organization or Place entity -> alpha-3 code, when the page or the register ties it to a country
    years        instrument or publication entity -> start and end year that stand with its name
    offices      persons in their posts
    dateline     span of the dateline: its place is the issuing office, not where things happened
    beneficiaries    the countries in a project page's line of benefiting states
    values           the concepts, of any scheme, that the value of a field stands for
    """

    page: Page
    words: Lexicon
    folded: str
    sentences: tuple[Span, ...]
    needles: tuple[int, ...]
    mentions: tuple[Mention, ...] = ()
    moments: tuple[Moment, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    money: tuple[Money, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    labels: dict[Entity, tuple[Label, ...]] = field(default_factory=dict)
    classes: dict[Entity, str] = field(default_factory=dict)
    types: dict[Entity, str] = field(default_factory=dict)
    countries: dict[Entity, str] = field(default_factory=dict)
    years: dict[Entity, tuple[str, str]] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    dateline: Span | None = None
    beneficiaries: tuple[Mention, ...] = ()
    values: dict[Span, tuple[Entity, ...]] = field(default_factory=dict)

    @cached_property
    def by_entity(self) -> dict[Entity, list[Mention]]:
        found: dict[Entity, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity, []).append(mention)
        return found

    @cached_property
    def country(self) -> str:
        """The country that the page is about: the only one of its title, or the one that it names by far the most.

        Places speak for their country; names of bodies and instruments do not. A dateline outdoes a title that
        names another country less often than the page does ("Canada funds ...", issued in Haiti). A dateline, or a
        people or place in the title, decides for the country that is named most, if not by far.
        """
        named = [m.span for m in self.of_kind("Organization", "PolicyInstrument", "LegalInstrument")]
        free = [m for m in self.of_kind("Country", "Place") if not any(span.covers(m.span) for span in named)]
        counts = Counter(filter(None, map(self.state_of, free)))
        titled = {m.entity.key for m in inside(free, self.title) if m.entity.kind == "Country"}
        issued = {self.state_of(m) for m in inside(free, self.dateline)} if self.dateline else set()
        if len(titled) == 1:
            ranked = Counter({code: counts[code] for code in titled | (issued if len(issued) == 1 else set())})
            return min(ranked, key=lambda code: (-ranked[code], code not in titled))
        most = counts.most_common(2)
        told = issued | {self.state_of(m) for m in inside(self.of_kind("Demonym", "Place"), self.title)}
        lead = most[0][1] - most[1][1] if len(most) == 2 else 0
        clear = most and (len(most) == 1 or lead >= most[1][1] or (lead > 0 and most[0][0] in told))
        if clear:
            return most[0][0]
        benefiting = {m.entity.key for m in self.beneficiaries}
        return benefiting.pop() if len(benefiting) == 1 else ""

    @cached_property
    def flat(self) -> str:
        """The text with its line breaks as spaces, for patterns that care for case."""
        return self.page.text.replace("\n", " ")

    @cached_property
    def cased(self) -> str:
        """The folded text with the capitals of the text, for shapes that care for case."""
        return fold_cased(self.page.text)

    def state_of(self, mention: Mention) -> str:
        """The code of a state that is named, or to which a place belongs; "" when none is told."""
        if mention.entity.kind in ("Country", "Demonym"):
            return mention.entity.key
        return self.countries.get(mention.entity, "")

    def text(self, span: Span) -> str:
        return span.of(self.page.text)

    def fold(self, span: Span) -> str:
        return span.of(self.folded)

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins (the span itself, should it stand outside of all)."""
        index = self.number(span)
        return self.sentences[index] if index >= 0 and self.sentences[index].end > span.start else span

    def number(self, span: Span) -> int:
        """The index of the last sentence that does not begin behind a span, -1 before the first."""
        return bisect_right(self._starts, span.start) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @property
    def title(self) -> Span:
        return self.page.title

    def of_kind(self, *kinds: str, within: Span | None = None) -> list[Mention]:
        """Mentions of these kinds, all or those inside a span."""
        known = self._by_kinds.get(kinds)
        if known is None:
            found = [m for m in self.mentions if m.entity.kind in kinds]
            known = self._by_kinds[kinds] = found, [m.span.start for m in found]
        held, starts = known
        if within is None:
            return list(held)
        end = within.end
        first = bisect_left(starts, within.start)
        return [m for m in held[first : bisect_left(starts, end, first)] if m.span.end <= end]

    @cached_property
    def _by_kinds(self) -> dict[tuple[str, ...], tuple[list[Mention], list[int]]]:
        """Mentions of kinds that were asked for, and where each begins."""
        return {}

    @cached_property
    def told(self) -> dict[tuple[object, Hashable], object]:
        """What was worked out of spans and mentions, by whom: see once()."""
        return {}

    def matches(self, within: Span, *key: str) -> Iterator[re.Match[str]]:
        """Every term of a table (file, table, keys; or all) that stands in a span."""
        if self._is_told(within, key):
            return self.words.pattern(*key).finditer(self.folded, within.start, within.end)
        return iter(())

    def says(self, within: Span, *key: str) -> bool:
        """Whether any term of a table (file, table, keys; or all) stands in a span."""
        found = self._is_told(within, key) and self.words.pattern(*key).search(self.folded, within.start, within.end)
        return bool(found)

    def _is_told(self, within: Span, key: tuple[str, ...]) -> bool:
        """False in a sentence in which no such term can stand."""
        index = bisect_right(self._starts, within.start) - 1
        inside_one = index >= 0 and within.end <= self.sentences[index].end
        return not inside_one or self.needles[index] & self.words.sieve.wanted(*key) != 0

    @cached_property
    def _anywhere(self) -> int:
        return reduce(or_, self.needles, 0)

    def telling(self, *key: str) -> list[Span]:
        """The sentences in which a term of a table (file, table, keys; or all) may stand; in others none does."""
        wanted = self.words.sieve.wanted(*key)
        if not wanted & self._anywhere:
            return []
        return [sentence for sentence, held in zip(self.sentences, self.needles, strict=True) if held & wanted]

    def stated(self, *key: str) -> Iterator[re.Match[str]]:
        """Every term of a table (file, table, keys; or all) that stands in a sentence."""
        pattern = self.words.pattern(*key)
        for sentence in self.telling(*key):
            yield from pattern.finditer(self.folded, sentence.start, sentence.end)

    def found(self, file: str, table: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Every term of a table that stands in a sentence, with its key; the keys in their order."""
        return ((key, match) for key in self.words[file][table] for match in self.stated(file, table, key))


def once(find: Callable[[Reading, H], R]) -> Callable[[Reading, H], R]:
    """Work out of a span or a mention only once what several ask of it."""
    @wraps(find)
    def ask(reading: Reading, asked: H) -> R:
        if (find, asked) not in reading.told:
            reading.told[find, asked] = find(reading, asked)
        return cast(R, reading.told[find, asked])
    return ask


def inside(items: Sequence[S], span: Span | None) -> Iterator[S]:
    """What lies inside a span, in order; everything when there is none."""
    return (item for item in items if span is None or span.covers(item.span))
