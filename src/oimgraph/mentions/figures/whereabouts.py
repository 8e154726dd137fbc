"""The country of a figure: listed with it, counting it, named in its own words, or that of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from oimgraph.mentions.figures.attribution import counting
from oimgraph.mentions.figures.series import Figure
from oimgraph.mentions.figures.states import is_of, of_body, stands_after, states, where, without_origins
from oimgraph.mentions.funding.payments import payments
from oimgraph.mentions.reading import Reading, inside
from oimgraph.mentions.slots import outermost
from oimgraph.model import Entity, Mention, Span

_SUBJECT = 4                # characters at the start of a sentence that an article takes
_ADVERBIAL = 40             # characters in which it says where all that follows happened
_PEOPLE = 40                # characters behind a number in which it is told whose people it counts
_BACK = 3                   # sentences in which the country was spoken of
_SELDOM = 2                 # times: another state is named so much more often
_WORLD = 20_000_000         # so many are counted in the world, not in the country of the page
_RELATIVE = 80              # characters of a clause behind "where"
_ASIDE = re.compile(r"\)?,? ")
_OTHER = "[;:]| {and}{the}| {that}"      # where a subject gives way to another: "the Ministry met, and the number of"


def counted_in(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> str:
    """Where it was counted: the country listed with it, that counts it, the only one of its words or of its sentence;
    where the sentence names none but those that people come from, that of a public body."""
    sentence = reading.sentence(figure.quantity.span)
    state = counting(reading, figure, "Country")
    if figure.country or state:
        return figure.country or state[0].key
    own, named = states(reading, figure.stretch.span), states(reading, sentence)
    if told := (_right_behind(reading, figure, own) or _home(reading, figure) or _relative(reading, figure)
                or _acted(reading, figure, own) or _opening(reading, sentence, figure.quantity.span.start, named)):
        return told
    if (taken := _taken_up(reading, figure)) is not None:
        return taken
    own = where(reading, figure.quantity.span, own)
    public = "" if without_origins(reading, own) else _of_public(reading, figure, sources)
    named_alone = {m.entity.key for m in own}
    alone = len(named_alone) == 1 and not _is_elsewhere(reading, figure, own)
    return public or (named_alone.pop() if alone else "") or _remitted(reading, figure, own)


def _is_elsewhere(reading: Reading, figure: Figure, own: Sequence[Mention]) -> bool:
    """Whether people come from the only states left, and the words name other places: "citizens of Honduras were held
    in Chiapas, on the border with Guatemala"."""
    around = figure.stretch.span
    left = {m.entity.key for m in own}
    towns = [m for m in reading.of_kind("Place", within=around) if stands_after(reading, m, "placed")]
    other = len(states(reading, around, mentioned=True)) > len(own) or any(
        reading.state_of(town) not in left for town in towns)
    return bool(own) and other and not without_origins(reading, own)


def of_page(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> str:
    """The country of the title, where it was counted if nothing else is said: not for shares, nor what is told of the
    sea and of the world or by the authorities of another state."""
    sentence = reading.sentence(figure.quantity.span)
    foreign = any(reading.classes.get(body) == "GovernmentBody" and reading.countries.get(body, "") != reading.country
                  for body in _acting(reading, figure, sources) if reading.countries.get(body))
    foreign = foreign or any(m.entity.key != reading.country for m in _authorities(reading, sentence))
    wider = reading.says(sentence, "figures", "area", "wider", "there")
    untold = figure.quantity.unit or figure.quantity.value >= _WORLD or states(reading, sentence, mentioned=True)
    return "" if foreign or wider or untold or not _is_titled(reading) else reading.country


def _acting(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> Sequence[Entity]:
    return sources or counting(reading, figure, "Organization", "did")


def _of_public(reading: Reading, figure: Figure, sources: Sequence[Entity]) -> str:
    """The state of the public body that counted or acted, or is the subject of the sentence: "The Ministry of Welfare
    of Zimbabwe runs nine shelters"."""
    sentence = reading.sentence(figure.quantity.span)
    before, other = Span(sentence.start, figure.quantity.span.start), reading.words.shape(_OTHER)
    opening = [m.entity for m in outermost(reading.of_kind("Organization", "Country", within=before))
               if m.span.start - sentence.start <= _SUBJECT and m.entity.kind == "Organization"
               and not other.search(reading.folded, m.span.end, before.end)]
    bodies = [*_acting(reading, figure, sources), *opening]
    return next(filter(None, (of_body(reading, body, sentence) for body in bodies)), "")


def _right_behind(reading: Reading, figure: Figure, named: Sequence[Mention]) -> str:
    """ "16,610 in El Salvador, most of them from Mexico": the country that follows the number."""
    placed = reading.words.pattern("figures", "area", "placed").match(reading.folded, figure.quantity.span.end + 1)
    return next((m.entity.key for m in named if placed and 0 <= m.span.start - placed.end() <= 1), "")


def _relative(reading: Reading, figure: Figure) -> str:
    """ "in Portugal and Korea, where 2,100 are employed": the last country before the "where" of the figure."""
    sentence, number = reading.sentence(figure.quantity.span), figure.quantity.span.start
    near = Span(max(sentence.start, number - _RELATIVE), number)
    for where_ in reading.matches(near, "figures", "area", "where"):
        named = reading.of_kind("Country", within=Span(sentence.start, where_.start()))
        if named and _ASIDE.fullmatch(reading.folded, named[-1].span.end, where_.start()):
            return named[-1].entity.key if _reaches(reading, Span(where_.end(), number)) else ""
    return ""


def _reaches(reading: Reading, clause: Span) -> bool:
    """Whether what begins with "where" goes on up to the number: no comma ends it but one behind a date."""
    first, last = (find(", ", clause.start + 1, clause.end) for find in (reading.folded.find, reading.folded.rfind))
    dated = first == last and any(inside(reading.moments, Span(clause.start, max(clause.start, first))))
    return ";" not in reading.folded[clause.start : clause.end] and (first < 0 or dated)


def _acted(reading: Reading, figure: Figure, own: Sequence[Mention]) -> str:
    """ "Moldovan courts convicted 30 traffickers", "les tribunaux togolais": whose state's authorities did it."""
    before = Span(figure.stretch.span.start, figure.quantity.span.start)
    acting = _authorities(reading, before)
    behind = Span(acting[-1].span.end, before.end) if acting else before
    alone = len({m.entity.key for m in acting}) == 1 and not without_origins(reading, own)
    did = alone and (reading.says(behind, "figures", "verb") or reading.says(behind, "figures", "source", "did"))
    return acting[0].entity.key if did else ""


def _authorities(reading: Reading, around: Span) -> list[Mention]:
    """Demonyms of those who act in the name of a state: "Moldovan courts"."""
    acting = reading.words.pattern("figures", "area", "acting")
    return [m for m in reading.of_kind("Demonym", within=around)
            if acting.match(reading.folded, m.span.end + 1) or stands_after(reading, m, "acting")]


def _taken_up(reading: Reading, figure: Figure) -> str | None:
    """ "The country's courts", "in the country", "in that country", "y": a state that was named before, "" when it is
    not sure which; None where the words take up none."""
    around, start = figure.stretch.span, reading.sentence(figure.quantity.span).start
    if reading.words.pattern("figures", "area", "subject").match(reading.folded, start):
        return _spoken_of(reading, figure)
    if reading.says(around, "figures", "area", "home"):
        return reading.country if _spoken_of(reading, figure) == reading.country else ""
    if reading.says(around, "figures", "area", "there"):
        return _that(reading, figure, "Country")
    therein = reading.says(around, "figures", "area", "therein")
    return (therein and _that(reading, figure, "Country", "Place")) or None


def _spoken_of(reading: Reading, figure: Figure) -> str:
    """ "The country's courts": the one with which the last sentence that names any opens, else that of the page."""
    number = reading.number(figure.quantity.span)
    for earlier in reversed(reading.sentences[max(0, number - _BACK) : number]):
        named = states(reading, earlier)
        if named and earlier != reading.title and not payments(reading, earlier):
            return _opening(reading, earlier, earlier.end, named) or reading.country
    return reading.country


def _that(reading: Reading, figure: Figure, *kinds: str) -> str:
    """ "in that country", "y": the state, or that of the place, named last in the sentence or the one before."""
    number = reading.number(figure.quantity.span)
    before = Span(reading.sentences[max(0, number - 1)].start, figure.quantity.span.start)
    return next(map(reading.state_of, reversed(reading.of_kind(*kinds, within=before))), "")


def _home(reading: Reading, figure: Figure) -> str:
    """ "700,000 Kyrgyz work abroad, chiefly in Russia", "citizens of Kyrgyzstan": whose people are counted."""
    around, end = figure.stretch.span, figure.quantity.span.end
    people = reading.of_kind("Demonym", "Country", within=Span(end, min(around.end, end + _PEOPLE)))
    own = [m for m in people if m.entity.kind == "Demonym" or is_of(reading, m)]
    return own[0].entity.key if own and reading.says(around, "figures", "area", "abroad") else ""


def _remitted(reading: Reading, figure: Figure, own: Sequence[Mention]) -> str:
    """ "Filipino nurses sent home 2 billion dollars": whose people money comes from, if no state is named."""
    people = {m.entity.key for m in reading.of_kind("Demonym", within=figure.stretch.span)}
    money = figure.quantity.unit not in ("", "%")
    return people.pop() if money and not own and len(people) == 1 else ""


def _opening(reading: Reading, sentence: Span, number: int, named: Sequence[Mention]) -> str:
    """The country that opens a sentence, or is said before the first number to be where all happened."""
    before = [m for m in named if m.span.end <= number]
    if not before:
        return ""
    first = before[0]
    placed = stands_after(reading, first, "placed")
    lead = first.span.start - sentence.start
    alone = len({m.entity for m in before}) == 1
    return first.entity.key if alone and (lead <= _SUBJECT or (placed and lead <= _ADVERBIAL)) else ""


def _is_titled(reading: Reading) -> bool:
    """Whether the title names the country that the page is about, as a state, a people or a place: not one that pays
    ("Japan Funds Training of Judges") or of which the rest of the page hardly speaks."""
    code = reading.country
    named = Counter(m.entity.key for m in reading.of_kind("Country"))
    seldom = max(named.values(), default=0) > _SELDOM * max(named[code], 1)
    pays = any(giver.entity.key == code for paid in payments(reading, reading.title) for giver in paid.givers)
    titled = reading.of_kind("Country", "Demonym", "Place", within=reading.title)
    return not (seldom or pays) and any(code in (m.entity.key, reading.countries.get(m.entity)) for m in titled)
