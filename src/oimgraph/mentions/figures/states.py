"""The states that a figure's words name, and in which of them people were counted: not those that people head for or
come from, that pay, or that only border on the place."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.bodies.belonging import MARKS
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import glued, right_before
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Mention, Span

_BEFORE = 24                # characters before a name in which it is said what it is the name of
_FROM = 40                  # characters before it in which it is said that people come from there
_WHOSE = r"(?<!\w){genitive}"
_FROM_THERE = " {of}?{the}?"
_LISTED = "(?:, |,? (?:{and}|{or}))(?:{in}|{of}|{to})?{the}?"


def states(reading: Reading, around: Span, *, mentioned: bool = False) -> list[Mention]:
    """The countries that a span names, but for those inside the names of bodies, those that people head for and, if
    these need not be `mentioned`, those of what is only a part or lies beside."""
    besides = next(reading.matches(around, "figures", "link", "besides"), None)
    around = Span(around.start, besides.start() if besides else around.end)
    bodies = [m.span for m in reading.of_kind("Organization", within=around)]
    named = [m for m in reading.of_kind("Country", within=around) if not any(body.covers(m.span) for body in bodies)]
    asides = _asides(reading, around) if named and not mentioned else []
    keys = ("toward",) if mentioned else ("toward", "beside")
    givers = _givers(reading, around) if named else set()
    aims = _listed(reading, named, [m for m in named if any(aside.covers(m.span) for aside in asides) or (
        stands_after(reading, m, *keys) and not stands_after(reading, m, "sent"))])
    return [m for m in named if m not in aims and m.span not in givers] + _zones(reading, around)


def _listed(reading: Reading, named: Sequence[Mention], first: Sequence[Mention]) -> list[Mention]:
    """These and the states that are listed behind them: "from Djibouti, Somalia or the Sudan"."""
    listed = reading.words.shape(_LISTED)
    found: list[Mention] = []
    for mention in named:
        joined = found and (listed.fullmatch(reading.folded, found[-1].span.end, mention.span.start)
                            or glued(reading, found[-1].span.end, mention.span.start))
        if mention in first or joined:
            found.append(mention)
    return found


def _asides(reading: Reading, around: Span) -> list[Span]:
    """ ", most of them from Angola,": words that tell of a part of the people counted, up to the next comma."""
    found = []
    for match in reading.matches(around, "figures", "link", "mostly"):
        if reading.folded.endswith(", ", around.start, match.start()):
            comma = reading.folded.find(",", match.end(), around.end)
            found.append(Span(match.start(), comma if comma >= 0 else around.end))
    return found


def where(reading: Reading, number: Span, own: list[Mention]) -> list[Mention]:
    """Of several states of a figure's words, those of its clause; of these those that people do not come from, and of
    these those in which they are: "52,000 live in Namibia, most of them from Angola"."""
    if len({m.entity for m in own}) == 1:
        return own
    near = clause(reading, number)
    if whole := [m for m in own if _is_led(reading, m, "economy") and m.span.start > number.end]:
        return whole[:1]                    # "24 % du PIB des Comores"
    own = [m for m in own if near.covers(m.span)] or own
    own = without_origins(reading, own) or own
    behind = [m for m in own if m.span.start > number.end and stands_after(reading, m, "placed")]
    return behind + [m for m in own for one in behind if glued(reading, one.span.end, m.span.start)] or own


def without_origins(reading: Reading, named: Sequence[Mention]) -> list[Mention]:
    """Without the states that people come from, or of which they are nationals."""
    left = _listed(reading, named, [m for m in named if _is_led(reading, m, "origin")])
    return [m for m in named if m not in left]


def _is_led(reading: Reading, state: Mention, key: str) -> bool:
    """Whether words of [area], and an article or "of" behind them, lead to a name: "from the", "du PIB des"."""
    before = Span(max(reading.sentence(state.span).start, state.span.start - _FROM), state.span.start)
    leads = reading.words.shape(_FROM_THERE)
    return any(leads.fullmatch(reading.folded, match.end(), before.end)
               for match in reading.matches(before, "figures", "area", key))


def of_body(reading: Reading, body: Entity, sentence: Span) -> str:
    """The state of a public body, when the page is about that state or the body's name says it: "of Zimbabwe",
    "the South African Department", "Kenya's Directorate"."""
    if reading.classes.get(body) != "GovernmentBody":
        return ""
    names = [name.span for name in reading.by_entity.get(body, ()) if sentence.covers(name.span)]
    owners = [m.entity.key for m in reading.of_kind("Country", within=sentence)
              for name in names if reading.folded.startswith(MARKS, m.span.end)
              and (name.covers(m.span) or name.start == m.span.end + len(MARKS[0]))]
    code = owners[0] if owners else reading.countries.get(body, "")
    named = [m for m in reading.of_kind("Country", within=sentence) if m.entity.key == code]
    told = owners or any(is_of(reading, mention) for mention in named) or any(
        m.entity.key == code for name in names for m in reading.of_kind("Demonym", within=name))
    return code if code and (code == reading.country or told) else ""


def _givers(reading: Reading, around: Span) -> set[Span]:
    """The states that only pay: "the hotline, which Norway has financed since 2010, has handled"."""
    told = payments(reading, reading.sentence(around))
    return {giver.span for payment in told if not payment.money for giver in payment.givers}


def _zones(reading: Reading, around: Span) -> list[Mention]:
    """ "dans la région tchadienne", "on the Yemeni coast": a part of a country, told by the adjective."""
    soil = reading.words.pattern("figures", "area", "soil")
    return [Mention(m.span, Entity("Country", m.entity.key)) for m in reading.of_kind("Demonym", within=around)
            if stands_after(reading, m, "zone") or soil.match(reading.folded, m.span.end + 1)]


def stands_after(reading: Reading, mention: Mention, *keys: str) -> bool:
    """Whether words of [area] stand right before a name."""
    before = Span(max(0, mention.span.start - _BEFORE), mention.span.start)
    return right_before(reading.words.pattern("figures", "area", *keys), reading.folded, before)


def is_of(reading: Reading, mention: Mention) -> bool:
    """ "of Zimbabwe", "d'Haïti"."""
    end = mention.span.start
    whose = reading.words.shape(_WHOSE).finditer(reading.folded, max(0, end - _BEFORE), end)
    return any(match.end() == end for match in whose)
