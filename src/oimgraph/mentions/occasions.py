"""How pages go on speaking of an event: "the gathering", "it will be held", "y ont pris part", "en Lima y en Cusco".

Goes over the text once, in order: each of these takes up the event spoken of last, in this sentence or shortly before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.mentions.nouns import is_participle, is_planned_later, is_plural
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.retold import told_twice
from oimgraph.mentions.series import places_of_series
from oimgraph.model import Entity, Mention, Span

# sentences back to the event; the last two stand for one more of its kind
_REACH = {
    "generic": 8, "part": 8, "journey": 3, "pronoun": 1, "subjectless": 1, "implied": 2, "participle": 1, "session": 8,
    "ellipsis": 2,
}
_BARE = ("subjectless", "implied", "participle")
_NOUNS = ("generic", "part", "session", "journey")
_BESIDE = 40                # characters behind an ellipsis in which its place stands
_TO_PLACE = 7               # characters from an event to the place that tells which one it is


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    table: str              # of occasions.toml
    takes_up: bool          # or stands for one more of its kind


def occasions(reading: Reading) -> tuple[list[Mention], dict[Entity, str]]:
    """All mentions of events: those found so far and what takes them up or shares their noun; and the new types."""
    found: list[Mention] = []
    types: dict[Entity, str] = {}
    same: dict[Entity, Entity] = {}         # what a verb told of an event known before, and what takes that up
    told = _by_place(reading, reading.of_kind("Event"))
    for one in _in_order([*told, *_words(reading)]):
        item = one._replace(entity=same.get(one.entity, one.entity)) if isinstance(one, Mention) else one
        last = _last(reading, item, found)
        if isinstance(item, Mention):
            again = told_twice(reading, item, found)
            same |= {item.entity: again.entity} if again else {}
            types |= _named(reading, again, item) if again else {}
            series = [] if again else places_of_series(reading, item)
            found += sorted([again or _renamed(reading, item, last), *series], key=lambda mention: mention.span.start)
            types |= {place.entity: reading.types[item.entity] for place in series}
        elif _is_told_by_place(reading, item, found) or (
                last and item.table == "journey" and (reading.types | types)[last.entity] != "study-visit"):
            continue
        elif last and (item.takes_up or _is_apposed(reading, item, found[-1])):
            found.append(Mention(item.span, last.entity, definite=True))
        elif last or (item.table == "session" and not item.takes_up):
            found.append(Mention(item.span, Entity("Event", f"event@{item.span.start}"), definite=False))
            types[found[-1].entity] = _type_of(reading, last, types) if last else "meeting"
    return found, types


def _is_told_by_place(reading: Reading, word: _Word, found: list[Mention]) -> bool:
    """ "Two seminars, one in Lima, the other in Cusco": the place behind the word is that of one of the series."""
    behind = Span(word.span.end, word.span.end + _BESIDE)
    return word.table == "ellipsis" and any(
        m.span == place.span for place in reading.of_kind("Place", within=behind)[:1] for m in found)


def _named(reading: Reading, told: Mention, item: Mention) -> dict[Entity, str]:
    """ "Reporters learned at a seminar how to": the noun tells better what it was than the verb before it."""
    verbs = reading.words.pattern("nominals", "verb")
    first, second = (verbs.match(reading.folded, int(one.entity.key.partition("@")[2])) for one in (told, item))
    return {told.entity: reading.types[item.entity]} if first and not second else {}


def _type_of(reading: Reading, last: Mention, types: dict[Entity, str]) -> str:
    """ "Officers are trained in two workshops, the first in Lima": the type of the noun, if a verb was first."""
    told = reading.words.pattern("nominals", "verb").match(reading.folded, int(last.entity.key.partition("@")[2]))
    noun = reading.words.key("nominals", "event", reading.fold(last.span)) if told else ""
    return noun or (reading.types | types)[last.entity]


def _in_order(items: list[Mention | _Word]) -> Iterator[Mention | _Word]:
    """As they stand in the text; a word that overlaps a mention is none of its own."""
    ends = [0, *(item.span.end for item in items if isinstance(item, Mention))]
    starts = [-1, *(item.span.start for item in items if isinstance(item, Mention))]
    for item in sorted(items, key=lambda item: (item.span.start, -item.span.end)):
        if isinstance(item, Mention) or ends[bisect_left(starts, item.span.end) - 1] <= item.span.start:
            yield item


def _by_place(reading: Reading, told: list[Mention]) -> list[Mention]:
    """ "The Lima conference", "la rencontre d'Abidjan": the latest event told with that place."""
    found: list[Mention] = []
    for mention in told:
        near = Span(mention.span.end, mention.span.end + _TO_PLACE)
        place = next((m for m in reading.of_kind("Place") if near.start < m.span.start <= near.end), None)
        alike = [m for m in found if place and mention.definite and not reading.title.covers(m.span)
                 and any(p.entity == place.entity for p in reading.of_kind("Place", within=reading.sentence(m.span)))]
        found.append(mention._replace(entity=alike[-1].entity) if alike else mention)
    return found


def _words(reading: Reading) -> Iterator[_Word]:
    """Nouns that take up an event are definite; "une seconde session" and "la troisième" are one more of its kind."""
    for table in _REACH:
        for _, match in reading.found("occasions", table):
            if table in _NOUNS and is_participle(reading, Span(*match.span())):
                continue
            definite = table in ("pronoun", *_BARE) or _is_definite(reading, match.start())
            opens = table == "part" and reading.sentence(Span(*match.span())).start == match.start()
            definite = (definite or opens) and not _is_another(reading, match.end())
            if table == "ellipsis":
                yield _Word(Span(*match.span()), table, takes_up=False)
            elif definite or table == "session":
                yield _Word(Span(*match.span()), table, takes_up=definite or match[0].endswith("s"))


def _is_another(reading: Reading, end: int) -> bool:
    """ "La session qui devait suivre à Douala": as it is said to be planned, no other is meant that was told before."""
    return bool(reading.words.pattern("nominals", "own", "planned").match(reading.folded, end + 1))


def _is_definite(reading: Reading, start: int) -> bool:
    before = reading.folded[max(reading.sentence(Span(start, start + 1)).start, start - 24) : start]
    definite = [m.end() for m in reading.words.pattern("nominals", "determiners", "definite").finditer(before)]
    indefinite = [m.end() for m in reading.words.pattern("nominals", "determiners", "indefinite").finditer(before)
                  if not before.startswith("-", m.end())]       # "the two-day event"
    last = max(definite, default=-1)
    return last > max(indefinite, default=-1) and len(before[last:].split()) <= 1 and "," not in before[last:]


def _is_apposed(reading: Reading, word: _Word, last: Mention) -> bool:
    """ "The workshop, the fourth in a series of six, was hosted": the ordinal tells of the same one."""
    beside = reading.fold(Span(last.span.end, max(last.span.end, word.span.start))) == ", "
    return beside and word.table == "ellipsis" and last.definite is True and not is_plural(reading, last.span)


def _renamed(reading: Reading, mention: Mention, last: Mention | None) -> Mention:
    """ "La rencontre" after a training: the noun is new, the event is not."""
    noun = reading.words.pattern("occasions", "generic").match(reading.folded, mention.span.start)
    fresh = mention.entity.key == f"event@{mention.span.start}"
    whole = noun and noun.end() >= mention.span.end        # "the study visit" after a training is another one
    whole = whole and not is_planned_later(reading, mention.span)
    return mention._replace(entity=last.entity) if last and whole and fresh and mention.definite else mention


def _last(reading: Reading, item: Mention | _Word, found: list[Mention]) -> Mention | None:
    """The event that a word can take up; what is only implied speaks of none when its sentence names one.

    Words for any event pass over those told without a noun: "the second, in Lima" is not "the gathering".
    """
    table = "generic" if isinstance(item, Mention) else item.table
    latest = found[-1] if found and not reading.title.covers(found[-1].span) else None
    if latest is None or (table in _BARE and _has_own(reading, item, latest)):
        return None
    for last in reversed(found):
        if reading.title.covers(last.span) or _sentences_between(reading, last, item) > _REACH[table]:
            break
        if table not in _NOUNS or not _is_elliptic(reading, last):
            return last
    return latest if _sentences_between(reading, latest, item) <= _REACH[table] else None


def _has_own(reading: Reading, word: Mention | _Word, latest: Mention) -> bool:
    """Whether the sentence names the event that is spoken of, or for a verb without a subject, any other subject."""
    sentence = reading.sentence(word.span)
    if isinstance(word, Mention) or word.table != "subjectless":
        apart = reading.folded.rfind("; ", sentence.start, word.span.start)     # "a course was held; 60 took part"
        return bool(reading.of_kind("Event", within=Span(max(apart, sentence.start), sentence.end)))
    behind, before = Span(word.span.end, sentence.end), Span(max(sentence.start, latest.span.end), word.span.start)
    named = any(m.definite is False for m in reading.of_kind("Event", within=behind))       # "tuvo lugar un taller"
    return named or bool(reading.of_kind("Organization", within=before))


def _is_elliptic(reading: Reading, mention: Mention) -> bool:
    start = int(mention.entity.key.partition("@")[2])
    return bool(reading.words.pattern("occasions", "ellipsis").match(reading.folded, start))


def _sentences_between(reading: Reading, first: Mention, second: Mention | _Word) -> int:
    return reading.number(second.span) - reading.number(first.span)

