"""The sums of a sentence in relation to words of giving: right before or behind them, or before a relative clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oimgraph import terms
from oimgraph.mentions.funding.topic import PAID
from oimgraph.mentions.reading import Reading, inside
from oimgraph.model import Entity, Fact, Mention, Money, Span, Value

LEAST = 1000                # smaller sums are paid to people
_NEAR = 60                  # characters between a verb and its sum
_BESIDE = 45                # characters between a giver and the sum that stands behind it
_WORTH = 22                 # characters before a sum in which it is said that something is worth it
_PAID_FOR = 70              # characters between what things are worth and words of paying for them
_AGO = 40                   # characters between a sum and the relative clause that tells who gave it
_RIGHT = 14                 # characters between a sum and the project that it is the size of: "a USD 900,000 project"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)")
_COMPLEMENT = r"(?:{of}|{for})[\w'-]+ (?:{and}{of}[\w'-]+ )?"
_SIDE_BY_SIDE = r"(?: ?\([^()]{0,40}\))?(?:,? | ?\(|: |,? {with})"


def is_filler(reading: Reading, span: Span) -> bool:
    """Whether nothing but sums, dates and small words stands there."""
    rest = reading.fold(span)
    if re.search(r"[;:.]\s", rest):
        return False
    funds = [m for m in reading.of_kind("Organization", within=span) if reading.classes.get(m.entity) == "Fund"]
    parts = [one for one in reading.quantities if one.unit]
    known = [one.span for table in (reading.money, reading.moments, parts, funds) for one in inside(table, span)]
    for found in known:
        start, end = found.start - span.start, found.end - span.start
        rest = rest[:start] + " " * (end - start) + rest[end:]
    small = reading.words["funding"]["paid"]["filler"]
    return all(word in small for word in _WORD.findall(rest))


def is_side_by_side(reading: Reading, between: Span) -> bool:
    """ "Germany EUR 48 million", "the Swiss Agency (SDC), CHF 2 million", "Italy (EUR 3 million)"."""
    return bool(reading.words.shape(_SIDE_BY_SIDE).fullmatch(reading.fold(between)))


def sum_behind(reading: Reading, giver: Mention, sentence: Span) -> Money | None:
    """ "par X, à hauteur de 240 000 dollars"; before another giver."""
    behind = reading.of_kind("Organization", "Country", within=Span(giver.span.end, sentence.end))
    others = [m.span.start for m in behind if m.entity != giver.entity and reading.classes.get(m.entity) != "Fund"]
    limit = min([giver.span.end + _BESIDE, *others])
    money = next(iter(inside(reading.money, Span(giver.span.end, sentence.end))), None)
    if not money or money.span.start >= limit or right_behind(reading, money):
        return None
    aside = _ASIDE.match(reading.folded, giver.span.end, money.span.start)      # "the Bank (CDB) with a grant of"
    between = Span(aside.end() if aside else giver.span.end, money.span.start)
    beside = is_side_by_side(reading, between) or is_filler(reading, between)
    return money if beside else None


def sum_beside(reading: Reading, at: int, sentence: Span) -> list[Money]:
    """The sum of "a USD 2 million grant", "850,000 dollars in funding"."""
    sums = [m for m in inside(reading.money, sentence) if 0 <= at - m.span.end <= 12]
    return [m for m in sums if is_filler(reading, Span(m.span.end, at))]


def sum_before(reading: Reading, at: int, sentence: Span) -> list[Money]:
    """The sum that is the subject of a participle: "a further 300,000 euros will be contributed by"; not what
    something is worth."""
    sums = [m for m in inside(reading.money, sentence) if 0 <= at - m.span.end <= _NEAR]
    worth = reading.words.pattern("funding", "open", "worth")
    return [m for m in sums[-1:] if not worth.search(reading.folded, max(0, m.span.start - _WORTH), m.span.start)
            or _is_of_money(reading, m)]


def _is_of_money(reading: Reading, money: Money) -> bool:
    """ "The grant, worth EUR 2 million,": a sum that is the size of what is given."""
    near = Span(max(0, money.span.start - _NEAR), money.span.start)
    nouns = list(reading.matches(near, "funding", "gift", "money", "help"))
    return bool(nouns) and is_filler(reading, Span(nouns[-1].end(), money.span.start))


def sum_worth(reading: Reading, at: int, sentence: Span) -> list[Money]:
    """What things are worth that someone pays for: "the equipment, which cost EUR 650,000, was financed by"."""
    sums = [m for m in inside(reading.money, Span(sentence.start, at)) if at - m.span.end <= _PAID_FOR]
    worth = reading.words.pattern("funding", "open", "worth")
    told = [m for m in sums[-1:] if worth.search(reading.folded, max(0, m.span.start - _WORTH), m.span.start)]
    start = max(sentence.start, reading.folded.rfind("; ", sentence.start, at))
    return [] if told and reading.of_kind("Project", "Event", within=Span(start, at)) else told


def sums_of(reading: Reading, verb: Span, givers: Sequence[Mention], sentence: Span) -> list[Money]:
    """The sums behind a verb, or the one before the relative clause in which it stands."""
    sums = list(inside(reading.money, sentence))
    behind = [m for m in sums if 0 <= m.span.start - verb.end < _NEAR]
    if behind:
        between = Span(verb.end, behind[0].span.start)
        own = not _is_described(reading, between) and not reading.says(between, "funding", "pays", "sum")
        return sums[sums.index(behind[0]) :] if own else []
    first = min(giver.span.start for giver in givers)
    before = [m for m in sums if 0 <= min(first, verb.start) - m.span.end <= _AGO and not _is_budget(reading, m)]
    links = reading.words.pattern("funding", "pays", "relative")
    return [m for m in before[-1:] if links.search(reading.folded, m.span.end, first)]


def right_behind(reading: Reading, money: Money) -> Entity | None:
    """The project that a sum is the size of: English puts it first, "a USD 900,000 project"."""
    after = reading.of_kind(*PAID, within=Span(money.span.end, money.span.end + _RIGHT + 12))
    found = [m for m in after if m.span.start - money.span.end <= _RIGHT]
    beside = [m for m in found if is_filler(reading, Span(money.span.end, m.span.start))]
    between = reading.folded[money.span.end : beside[0].span.start] if beside else ""
    adjacent = beside and len(between.split()) <= 1 and beside[0].entity.kind == "Project"
    return beside[0].entity if adjacent and reading.page.language == "en" else None


def is_size(reading: Reading, between: Span) -> bool:
    """Whether a project is of the size of the sum behind it: "programme (d'aide) de 2 millions"."""
    size = reading.words.pattern("funding", "project", "size")
    words = reading.fold(between).strip()
    lead = reading.words.shape(_COMPLEMENT).match(words)
    return bool(size.fullmatch(words) or (lead and size.fullmatch(words[lead.end() :])))


def _is_budget(reading: Reading, money: Money) -> bool:
    """ "a programme of EUR 2 million that X and Y finance": what the programme costs, not what each gave."""
    near = reading.of_kind("Project", within=Span(max(0, money.span.start - _NEAR), money.span.start))[-1:]
    return any(is_size(reading, Span(project.span.end, money.span.start)) for project in near)


def _is_described(reading: Reading, between: Span) -> bool:
    """Whether a relative clause brings the sum in: "pays 80 per cent of the budget, which amounts to"."""
    relatives = reading.matches(between, "funding", "pays", "which")
    cost = any(is_filler(reading, Span(worth.end(), between.end))       # "paid for the equipment, which cost"
               for worth in reading.matches(between, "funding", "open", "worth"))
    return not cost and any(reading.folded.endswith(", ", between.start, match.start()) for match in relatives)


def sum_facts(owner: Entity, predicate: str, money: Money, rule: str, span: Span) -> Iterator[Fact]:
    """A sum as an entity of its own, with value and currency, that belongs to a grant or project. One that is told with
    two sums has two entities; 400000.00 and USD 400,000 are one."""
    told = f"{predicate.rpartition('#')[2]}/{money.currency}{money.amount.normalize():f}"
    entity = Entity("MonetaryAmount", f"{owner.key}/{told}")
    yield Fact(owner, predicate, entity, rule, span)
    yield Fact(entity, terms.TYPE, Entity("Class", "schema:MonetaryAmount"), rule, span)
    yield Fact(entity, terms.VALUE, Value(format(money.amount, "f"), "decimal"), rule, money.span)
    yield Fact(entity, terms.CURRENCY, Value(money.currency), rule, money.span)
