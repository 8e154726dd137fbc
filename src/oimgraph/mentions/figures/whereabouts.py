"""The country of a figure: listed with it, counting it, named in its own words, or that of the page."""

from __future__ import annotations

from collections.abc import Sequence

from oimgraph.mentions.figures.attribution import counting
from oimgraph.mentions.figures.series import Figure
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import glued, right_before
from oimgraph.mentions.status import clause
from oimgraph.model import Entity, Mention, Span

_SUBJECT = 4                # characters at the start of a sentence that an article takes
_ADVERBIAL = 40             # characters in which it says where all that follows happened
_PEOPLE = 40                # characters behind a number in which it is told whose people it counts
_BEFORE = 24                # characters before a name in which it is said what it is the name of


def counted_in(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> str:
    """Where it was counted: the country listed with it, that counts it, the only one of its words or of its sentence;
    where the sentence names none, that of a public source."""
    sentence = reading.sentence(figure.quantity.span)
    state = counting(reading, figure, "Country")
    if figure.country or state:
        return figure.country or state[0].key
    own, named = _states(reading, figure.stretch.span), _states(reading, sentence)
    if told := _right_behind(reading, figure, own) or _home(reading, figure) or _opening(reading, figure, named):
        return told
    if reading.says(figure.stretch.span, "figures", "area", "home"):        # "in the country"
        return reading.country
    if reading.says(figure.stretch.span, "figures", "area", "there"):
        return _that(reading, figure)
    if own:
        states = {m.entity.key for m in _where(reading, figure, own)}
        return states.pop() if len(states) == 1 else ""
    return next(filter(None, (_of_body(reading, body, sentence) for body in _acting(reading, figure, sources))), "")


def _where(reading: Reading, figure: Figure, own: list[Mention]) -> list[Mention]:
    """Of several states of a figure's words, those of its clause, and of these those in which people are: "52,000 live
    in Namibia, most of them from Angola"."""
    if len({m.entity for m in own}) == 1:
        return own
    near = clause(reading, figure.quantity.span)
    own = [m for m in own if near.covers(m.span)] or own
    behind = [m for m in own if m.span.start > figure.quantity.span.end and _stands_after(reading, m, "placed")]
    return behind + [m for m in own for one in behind if glued(reading, one.span.end, m.span.start)] or own


def of_page(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> str:
    """The country of the title, where it was counted if nothing else is said: not for shares, nor what is told of the
    sea and of the world or by the authorities of another state."""
    sentence = reading.sentence(figure.quantity.span)
    foreign = any(reading.classes.get(body) == "GovernmentBody" and reading.countries.get(body, "") != reading.country
                  for body in _acting(reading, figure, sources) if reading.countries.get(body))
    wider = reading.says(sentence, "figures", "area", "wider", "there")
    if foreign or wider or figure.quantity.unit or _states(reading, sentence) or not _is_titled(reading):
        return ""
    return reading.country


def _acting(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> Sequence[Entity]:
    return sources or counting(reading, figure, "Organization", "did")


def _right_behind(reading: Reading, figure: Figure, named: Sequence[Mention]) -> str:
    """ "16,610 in El Salvador, most of them from Mexico": the country that follows the number."""
    placed = reading.words.pattern("figures", "area", "placed").match(reading.folded, figure.quantity.span.end + 1)
    return next((m.entity.key for m in named if placed and 0 <= m.span.start - placed.end() <= 1), "")


def _that(reading: Reading, figure: Figure) -> str:
    """ "in that country": the one named last, in the sentence or the one before."""
    number = reading.number(figure.quantity.span)
    before = Span(reading.sentences[max(0, number - 1)].start, figure.quantity.span.start)
    return next((m.entity.key for m in reversed(reading.of_kind("Country", within=before))), "")


def _home(reading: Reading, figure: Figure) -> str:
    """ "700,000 Kyrgyz work abroad, chiefly in Russia", "citizens of Kyrgyzstan": whose people are counted."""
    around, end = figure.stretch.span, figure.quantity.span.end
    people = reading.of_kind("Demonym", "Country", within=Span(end, min(around.end, end + _PEOPLE)))
    own = [m for m in people if m.entity.kind == "Demonym" or _stands_after(reading, m, "of")]
    return own[0].entity.key if own and reading.says(around, "figures", "area", "abroad") else ""


def _of_body(reading: Reading, body: Entity, sentence: Span) -> str:
    """The state of a public body, when the page is about that state or the body's name says it: "of Zimbabwe",
    "the South African Department"."""
    code = reading.countries.get(body, "") if reading.classes.get(body) == "GovernmentBody" else ""
    named = [m for m in reading.of_kind("Country", within=sentence) if m.entity.key == code]
    told = any(_stands_after(reading, mention, "of") for mention in named) or any(
        m.entity.key == code for name in reading.by_entity.get(body, ()) if sentence.covers(name.span)
        for m in reading.of_kind("Demonym", within=name.span))
    return code if code and (code == reading.country or told) else ""


def _states(reading: Reading, around: Span) -> list[Mention]:
    """The countries that a span names, but for those inside the names of bodies and those that people head for."""
    besides = reading.words.pattern("figures", "link", "besides").search(reading.folded, around.start, around.end)
    around = Span(around.start, besides.start() if besides else around.end)
    bodies = [m.span for m in reading.of_kind("Organization", within=around)]
    named = [m for m in reading.of_kind("Country", within=around) if not any(body.covers(m.span) for body in bodies)]
    givers = _givers(reading, around) if named else set()
    aims = [m for m in named if _stands_after(reading, m, "toward")]
    either = reading.words.shape(" {or}{the}?")
    aims += [m for m in named for aim in aims if glued(reading, aim.span.end, m.span.start)
             or either.fullmatch(reading.folded, aim.span.end, m.span.start)]
    return [m for m in named if m not in aims and m.span not in givers] + _zones(reading, around)


def _givers(reading: Reading, around: Span) -> set[Span]:
    """The states that only pay: "the hotline, which Norway has financed since 2010, has handled"."""
    told = payments(reading, reading.sentence(around))
    return {giver.span for payment in told if not payment.money for giver in payment.givers}


def _zones(reading: Reading, around: Span) -> list[Mention]:
    """ "dans la région tchadienne", "on the Yemeni coast": a part of a country, told by the adjective."""
    soil = reading.words.pattern("figures", "area", "soil")
    return [Mention(m.span, Entity("Country", m.entity.key)) for m in reading.of_kind("Demonym", within=around)
            if _stands_after(reading, m, "zone") or soil.match(reading.folded, m.span.end + 1)]


def _stands_after(reading: Reading, mention: Mention, key: str) -> bool:
    before = Span(max(0, mention.span.start - _BEFORE), mention.span.start)
    return right_before(reading.words.pattern("figures", "area", key), reading.folded, before)


def _opening(reading: Reading, figure: Figure, named: list[Mention]) -> str:
    """The country that opens the sentence, or is said before the first number to be where all happened."""
    before = [m for m in named if m.span.end <= figure.quantity.span.start]
    if not before:
        return ""
    sentence = reading.sentence(figure.quantity.span)
    first = before[0]
    placed = _stands_after(reading, first, "placed")
    lead = first.span.start - sentence.start
    alone = len({m.entity for m in before}) == 1
    return first.entity.key if alone and (lead <= _SUBJECT or (placed and lead <= _ADVERBIAL)) else ""


def _is_titled(reading: Reading) -> bool:
    """Whether the title names the country that the page is about, as a state, a people or a place."""
    found = reading.of_kind("Country", "Demonym", "Place", within=reading.title)
    return any(reading.country in (m.entity.key, reading.countries.get(m.entity)) for m in found)
