"""Publications by their title, and the noun that tells what each is: "the report “Far from Home”", "“Sin rumbo”, un
estudio de la OIM", "a manual that IOM issued in 2014 under the title “Safe Steps”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oimgraph.mentions.instruments.grammar import name_grammar
from oimgraph.mentions.instruments.identity import Head, Instrument
from oimgraph.mentions.instruments.issuing import published_by
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Entity, Span

_QUOTED = re.compile(r"[«“\"]\s?([^«»“”\"]{5,160}?)\s?[»”\"]|‘((?:[^‘’]|’(?=\w)){5,160})’")
_SMALL = r"(?>(?:{and}|{of}|{the}|{in}|{on}|{for}|{to}|{a}|{with}|{between}){0,3})"
_CAPITALS = rf"[A-Z0-9][\w'&-]{{0,40}}(?::? {_SMALL}[A-Z0-9][\w'&-]{{0,40}}){{1,19}}"
_WRITTEN = rf"(?:{_CAPITALS})(?=[,.;)]|$)"
_BEFORE_NOUN = rf"(?:[A-Z0-9][\w'&-]{{0,40}}:? {_SMALL}){{2,20}}?[\w'&-]{{1,40}}$"
_DESCRIBED = r"(?:{the}|{a}|{its})(?:[\w'-]+ ){0,2}"            # "the first annual (survey)"
_CLOSE = re.compile(r",?(?: [\w']{1,30}){0,4},? ?")           # between a noun and its title
_APPOSED = re.compile(r"[^.;:\"?!]{0,80}, ")
_WORD = re.compile(r" ([\w'-]{1,30})")
_YEAR = re.compile(r"\b((?:19|20)\d\d) $")
_YEARS = 6                  # characters of a year, what parts it from the words before among them
_OTHERS = ("project", "event")
_BESIDE = 20                # characters between a title and the noun that tells what it is
_FAR = 160                  # the same, where a word such as "entitled" leads to the title; characters of a title
_BEFORE = 12                # characters of an article


@dataclass(frozen=True, slots=True)
class Title:
    entity: Entity
    span: Span
    name: str
    noun: Span | None       # that tells what it is, with the body that owns it before it: "IOM report"
    year: str = ""          # right before that noun: "a 2016 IOM report"

    def parts(self) -> Iterator[Instrument]:
        """The title with its name, and the noun, around which stands who issued it, and when."""
        yield Instrument(self.entity, self.span, (self.name,), "report", (self.year, ""), self.span)
        if self.noun:
            yield Instrument(self.entity, self.noun, (), "report", ("", ""), self.noun)


def publications(reading: Reading) -> list[Title]:
    found: dict[Span, Title] = {}
    for title in (*_quoted(reading), *_capitalised(reading)):
        if not any(title.span.overlaps(span) for span in found):
            found[title.span] = title
    return [found[span] for span in sorted(found)]


def is_apposed(head: Head, titles: Sequence[Title]) -> bool:
    """Whether a noun only tells what a title beside it stands for: "“Below Deck”, a study by IOM"."""
    return head.table == "publication" and any(
        0 <= head.span.start - title.span.end <= _BESIDE or 0 <= title.span.start - head.span.end <= _BESIDE
        for title in titles
    )


def called_by_title(reading: Reading, found: Sequence[Instrument], titles: Sequence[Title]) -> list[Instrument]:
    """ "IOM published a report on ... The report, “Far from Home”, ...": what was not named before has that title."""
    definite = reading.words.pattern("instruments", "name", "definite")
    own = {title.entity for title in titles}
    same: dict[Entity, Entity] = {}
    for title in titles:
        noun = title.noun
        if noun and right_before(definite, reading.folded, Span(max(0, noun.start - _BEFORE), noun.start)):
            told, number = reading.fold(noun), reading.number(noun)
            generic = reading.words.pattern("instruments", "words", "generic").fullmatch(told)
            earlier = [one.entity for one in found if one.span.end <= noun.start and one.entity.kind == "Publication"
                       and one.entity not in own and (reading.fold(one.head) == told or (
                           generic and number - reading.number(one.span) <= 1))]
            same |= dict.fromkeys(earlier[-1:], title.entity)
    return [replace(one, entity=same[one.entity], names=()) if one.entity in same else one for one in found]


def _title(reading: Reading, span: Span, noun: Span | None) -> Title:
    name = " ".join(reading.text(span).split())
    entity = Entity("Publication", f"publication:{' '.join(reading.fold(span).split())}")
    year = _YEAR.search(reading.folded, max(0, noun.start - _YEARS), noun.start) if noun else None
    return Title(entity, span, name, noun, year[1] if year else "")


def _quoted(reading: Reading) -> Iterator[Title]:
    """By quotation marks, with a noun before or behind, or with who brought it out."""
    published = reading.words.pattern("instruments", "words", "published")
    for sentence in reading.sentences:
        for quoted in _QUOTED.finditer(reading.page.text, sentence.start, sentence.end):
            title = Span(*quoted.span(quoted.lastindex or 0))
            if not reading.text(title)[0].isupper() or reading.text(title)[-1] in ".,":
                continue
            noun = _noun_before(reading, Span(sentence.start, quoted.start()))
            behind = Span(quoted.end() + (2 if reading.folded.startswith(",", quoted.end()) else 1), sentence.end)
            noun = noun or _noun_behind(reading, behind)
            if noun or published.match(reading.folded, behind.start, behind.end):
                yield _title(reading, title, noun)


def _noun_before(reading: Reading, before: Span) -> Span | None:
    """The noun that a title follows: at once, behind "entitled", or between commas."""
    leading = reading.words.pattern("instruments", "words", "titled")
    led = right_before(leading, reading.folded, before)
    end = max((match.start() for match in leading.finditer(reading.folded, before.start, before.end) if led),
              default=before.end)
    near = Span(max(before.start, before.end - _FAR), before.end)
    for noun in reversed([*reading.matches(near, "instruments", "words", "publication")]):
        between = reading.folded[noun.end() : before.end]
        rest = Span(noun.end(), end)            # "the study belongs to the project “X”"
        other = any(right_before(reading.words.pattern("nominals", table), reading.folded, rest) for table in _OTHERS)
        if not other and (led or _CLOSE.fullmatch(between) or _APPOSED.fullmatch(between)):
            return _owned(reading, Span(*noun.span()))
        return None
    return None


def _noun_behind(reading: Reading, behind: Span) -> Span | None:
    """The noun right behind a title that describes it: "a new study"."""
    noun = next(reading.matches(behind, "instruments", "words", "publication"), None)
    described = noun and reading.words.shape(_DESCRIBED).fullmatch(reading.folded, behind.start, noun.start())
    return Span(*noun.span()) if noun and described else None


def _owned(reading: Reading, noun: Span) -> Span:
    """With the body right before it: "the IOM report"."""
    body = next((m for m in reading.of_kind("Organization") if m.span.end == noun.start - 1), None)
    return body.span.to(noun) if body else noun


def _capitalised(reading: Reading) -> Iterator[Title]:
    """Without quotation marks: "The report, Far from Home, was", "Better Borders: A Survey, a report released by"."""
    words = reading.words
    if not name_grammar(words.language).bare:               # elsewhere a title has capitals like a body's name
        return
    others = reading.of_kind("Organization", "Person", "Country", "Place")
    known = {m.span.start for m in others}
    for sentence in reading.telling("instruments", "words", "publication"):
        for noun in (Span(*match.span()) for match in reading.matches(sentence, "instruments", "words", "publication")):
            end = next((body.span.end for body in published_by(reading, noun)), noun.end)
            told = words.shape(_WRITTEN).match(reading.cased, end + 2, sentence.end)
            if told and reading.folded.startswith(", ", end) and told.start() not in known:
                yield _title(reading, Span(*told.span()), _owned(reading, noun))
            right = words.shape(_CAPITALS).match(reading.cased, noun.end + 1, sentence.end)
            fits = right and right[0].count(" ") > 1 and right.start() not in known and reading.folded[noun.end] == " "
            if right and fits and sentence != reading.title and reading.cased[noun.start].islower():
                yield _title(reading, Span(*right.span()), _owned(reading, noun))       # "IOM's report Lost at Sea"
            before = _before_apposition(reading, sentence, noun)
            if before and not any(m.span.end == before.end for m in others):       # "In Sierra Leone, a report ..."
                yield _title(reading, before, noun)
        for led in reading.matches(sentence, "instruments", "words", "titled"):
            told = words.shape(_CAPITALS).match(reading.cased, led.end() + 1, sentence.end)
            owner = _noun_before(reading, Span(sentence.start, led.end())) if told else None
            if told and owner:
                yield _title(reading, Span(*told.span()), owner)


def _before_apposition(reading: Reading, sentence: Span, noun: Span) -> Span | None:
    """The capitals before ", a new report", should no other noun follow: "Jane Doe, the study coordinator"."""
    rules, floor = name_grammar(reading.words.language), max(sentence.start, noun.start - _FAR)
    described = reading.words.shape(f", {_DESCRIBED}$").search(reading.folded, floor, noun.start)
    word = _WORD.match(reading.folded, noun.end, sentence.end)
    if not described or (word and not rules.stop.fullmatch(word[1])):
        return None
    title = reading.words.shape(_BEFORE_NOUN).search(reading.cased[floor : described.start()])
    if title:
        return Span(floor + title.start(), described.start())
    active = reading.words.pattern("enactment", "issue", "active")
    brought = list(active.finditer(reading.folded, floor, described.start()))
    named = Span(brought[-1].end() + 1, described.start()) if brought else None
    written = named and reading.words.shape(_WRITTEN).match(reading.cased, named.start)    # "released Leaving Well, a"
    return named if named and written and written.end() == named.end else None
