"""Office-holders: a name beside a post; never a name alone, never who is merely talked about.

Post first, then the name: "le Ministre Nzeyimana", "Chef de Mission de l'OIM, Anselm Corrigan"; or name, then the
post in apposition: "Christopher Gascon, chef de mission de l'OIM au Mexique". Later the surname alone will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import LOWER, OPENINGS, PARTICLES, UPPER
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.officials.posts import post_end, post_start
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Entity, Span

_CAP = rf"(?:{OPENINGS}?(?=[\w'’-]{{1,80}}?[{LOWER}])[{UPPER}][\w'’-]{{1,80}}+|[A-Z][a-z]?\.)"
_UPPER = rf"[{UPPER}][{UPPER}'’-]{{3,}}"
_NAME = re.compile(rf"{_CAP}(?: (?:{PARTICLES} )?(?:{_CAP}|{_UPPER})){{1,4}}")
_APPOSED = re.compile(rf"({_NAME.pattern})\s?,\s(?P<opening>[\w'’ ]{{0,26}})$")
_SIGNED = re.compile(rf"(?:^|\n)[ \t]{{0,8}}({_NAME.pattern})[ \t]{{0,8}},?[ \t]{{0,8}}\n[ \t]{{0,8}}$")
_BRACKETS = re.compile(r"(?: ?\([^()]{1,40}\))? ?,? ")
_IN = 10                    # characters before a place in which its preposition stands
_TITLE = 14                 # characters before a name in which a title stands
_SHORT = 3                  # letters that the last part of a name may share with a small word: "Tran Van An"
_BOUNDARY = re.compile(r"(?=[\s,.;:)»”\"]|$)")
_OF = " (?:{of}|{for})"
_AFTER_NAME = " (?:{of}|{and})"
_NEXT = ",? {and}?"
_JOINED = " {and}|, "
_BESIDE = r" ?\([^()]{1,30}\)|,? (?:{of}|{for})"


@dataclass(frozen=True, slots=True)
class Person:
    entity: Entity
    span: Span              # the name
    post: Span | None


def persons(reading: Reading, rules: Grammar) -> list[Person]:
    """Persons with their posts, in the order of the text; one who holds several there is found once for each."""
    found: dict[tuple[Span, Span | None], Person] = {}
    for sentence in reading.telling("persons", "post", "nouns"):
        for person in _with_posts(reading, sentence, rules):
            found.setdefault((person.span, person.post), person)
    return sorted(found.values(), key=lambda p: (p.span, p.post or p.span))


def _with_posts(reading: Reading, sentence: Span, rules: Grammar) -> Iterator[Person]:
    nouns, unfinished = (reading.words.pattern("persons", "post", key) for key in ("nouns", "unfinished"))
    taken: list[Span] = []                  # names behind their posts: "the Minister, N, the Director, M, and"
    holder: Span | None = None              # of the post before, should this one be joined to it
    last = sentence.start
    for noun in nouns.finditer(reading.folded, sentence.start, sentence.end):
        if noun.start() < last:
            continue
        post = Span(post_start(reading, noun.start()), post_end(reading, noun.end(), sentence.end, rules))
        if holder and _is_joined(reading, last, post.start):
            yield _person(reading, holder, _trimmed(reading, post))
            last = post.end
            continue
        holder = None
        names = _names(reading, noun, post, sentence, rules, taken)
        first = min((name.start for name in names), default=post.end)
        inside = any(name.overlaps(post) for name in names)     # "los ministros N, por el Perú, y M"
        for name in names:
            between = reading.flat[post.end : max(post.end, name.start)]    # "Minister of Social | Policy Ada Obi"
            start = first if inside or between.replace(" ", "").isalpha() else post.end
            held = _trimmed(reading, Span(post.start, max(noun.end(), start)))
            if right_before(unfinished, reading.folded, held):
                continue                    # "qui dirige le | foyer": half a post says nothing
            yield _person(reading, name, held)
            holder = name if name.end <= post.start else None
            taken += [name] if name.start >= post.end else []
            last = max(last, held.end, name.end if name.overlaps(post) else name.start)     # "Director, Professor N"


def _person(reading: Reading, name: Span, post: Span) -> Person:
    return Person(Entity("Person", " ".join(reading.fold(name).split())), name, post)


def _trimmed(reading: Reading, post: Span) -> Span:
    return Span(post.start, post.start + len(reading.text(post).rstrip(" ,\n")))


def _is_joined(reading: Reading, end: int, start: int) -> bool:
    """ "colonel et chef adjoint": a second post of the same person."""
    return reading.words.shape(_JOINED).fullmatch(reading.folded, end, max(end, start)) is not None


def _names(
    reading: Reading, noun: re.Match[str], post: Span, sentence: Span, rules: Grammar, taken: list[Span],
) -> list[Span]:
    """Who holds the post: the name before it, else the name behind it, else those that a plural announces."""
    plural = reading.words.pattern("persons", "post", "plural").match(noun[0])
    for at in (post.end, noun.end()) if plural else ():
        if several := _several(reading, at, sentence):
            return several
    before, after = _before(reading, post.start, sentence.start), _after(reading, post, sentence.end, rules)
    held = before and any(before.overlaps(name) for name in taken)
    for found in (after, before) if held else (before, after):
        name = found and _own_part(reading, found)
        if name and not name.overlaps(Span(*noun.span())) and not _is_other(reading, name):
            return [name]
    return []


def _is_other(reading: Reading, name: Span) -> bool:
    """Whether a state, body or instrument is named there; behind a title a state only lends a first name."""
    kinds = ("Organization", "LegalInstrument", "PolicyInstrument")
    named = reading.of_kind(*kinds, *(() if _is_titled(reading, name) else ("Country",)))
    return any(m.span.start <= name.start < m.span.end for m in named)


def _is_titled(reading: Reading, name: Span) -> bool:
    """ "Ms. Georgia Adams", "Sr. Israel Paz"; behind a comma what is a first name as well: "the Mayor, Jordan Bell"."""
    before = Span(max(0, name.start - _TITLE), name.start)
    first = reading.words.pattern("persons", "name", "first").match(reading.folded, name.start, name.end)
    if first and reading.flat.startswith(", ", name.start - 2):
        return True
    return right_before(reading.words.pattern("persons", "post", "titles"), reading.folded, before)


def _own_part(reading: Reading, name: Span) -> Span | None:
    """The name behind capitalised words that name posts and their fields, or a state: "Interior Minister Ada Obi"."""
    states = () if _is_titled(reading, name) else reading.of_kind("Country", within=name)
    state = next((m.span for m in states if m.span.start == name.start), None)
    region = reading.words.pattern("persons", "post", "regions").match(reading.folded, name.start, name.end)
    state = state or _where(reading, name) or (Span(*region.span()) if region else None)
    name = Span(state.end, name.end) if state and state.end < name.end else name
    title = reading.words.pattern("persons", "post", "titles").match(reading.folded, name.start, name.end)
    short = title and (title[0].endswith(".") or len(title[0]) <= _SHORT)       # "Me Sidiki Bah"
    name = Span(title.end() + 1, name.end) if title and short else name
    common, start = reading.words.pattern("persons", "name", "never"), name.start
    for word in re.finditer(r"[\w'-]+", reading.folded[name.start : name.end]):
        if common.fullmatch(word[0]) and (len(word[0]) > _SHORT or word.end() < name.end - name.start):
            start = name.start + word.end()
            start += reading.folded.startswith(".", start)
    start += len(reading.text(Span(start, name.end))) - len(reading.text(Span(start, name.end)).lstrip())
    written = " ".join(reading.text(Span(start, name.end)).split())
    return Span(start, name.end) if " " in written and _NAME.fullmatch(written) else None


def _where(reading: Reading, name: Span) -> Span | None:
    """ "a déclaré à Kinshasa Ada Obi": a place behind its preposition is no first name."""
    places = (m.span for m in reading.of_kind("Place", within=name) if m.span.start == name.start)
    lead = Span(max(0, name.start - _IN), name.start)
    told = right_before(reading.words.pattern("persons", "post", "prepositions"), reading.folded, lead)
    return next((span for span in places if told and " " in reading.text(Span(span.end, name.end)).strip()), None)


def _before(reading: Reading, at: int, floor: int) -> Span | None:
    """The name in "NAME, chef de mission": right before the post and a comma, or the end of a line of its own."""
    line = max(0, at - 90)
    if signed := _SIGNED.search(reading.page.text[line:at]):
        return Span(line + signed.start(1), line + signed.end(1))
    start = max(floor, line)
    match = _APPOSED.search(reading.flat[start:at])
    openings = reading.words.pattern("persons", "post", "openings")
    if not match or not (openings.fullmatch(opening := fold(match["opening"]).strip()) or not opening):
        return None
    return Span(start + match.start(1), start + match.end(1))


def _after(reading: Reading, post: Span, limit: int, rules: Grammar) -> Span | None:
    """The name in "le Ministre Kenji Morioka" (taken for a part of the post at first) or "chef de mission, M. NAME"."""
    glue = _BRACKETS.match(reading.folded, post.end, limit)
    titles = reading.words.pattern("persons", "post", "titles")
    if glue:
        rank = reading.words.pattern("persons", "post", "ranks").match(reading.folded, glue.end(), limit)
        at = rank.end() + 1 if rank and reading.flat.startswith(",", post.end) else glue.end()
        while title := titles.match(reading.folded, at, limit):
            at = title.end() + reading.folded.startswith(" ", title.end())
        name = _NAME.match(reading.flat, at, min(limit, post.end + 90))
        if name and _BOUNDARY.match(reading.flat, name.end()):
            return Span(*name.span())
    for name in _NAME.finditer(reading.flat, post.start, post.end):
        own = _own_part(reading, Span(*name.span()))        # behind "Mission" in "Chief of Mission Ada Obi"
        start = own.start if own else name.start()
        before = reading.folded[max(post.start, start - 12) : start].rstrip()
        links = [link for link in rules.connectors.finditer(f"{before} ") if link.end() == len(before)]
        linked = any(not before[: link.start()][-1:].isalpha() for link in links)
        if name.end() == post.end and not linked:
            whole = _NAME.match(reading.flat, name.start(), limit)     # with "de Zelaya", which no English post has
            return Span(*(whole or name).span())
    return _within(reading, post)


def _within(reading: Reading, post: Span) -> Span | None:
    """The name between a post and its body: "Minister Ada Obi of MMAF", "Colonel Ada Obi of the Ukrainian service"."""
    found = (Span(*name.span()) for name in _NAME.finditer(reading.flat, post.start, post.end))
    for name in filter(None, (_own_part(reading, found_name) for found_name in found)):
        held = [m for m in reading.of_kind("Organization") if m.span.end == post.end]
        if held and reading.words.shape(_OF).fullmatch(reading.folded, name.end, held[0].span.start):
            return name
        rank = reading.flat[post.start : name.start].replace(" ", "")
        if rank.isalpha() and reading.words.shape(_AFTER_NAME).match(reading.folded, name.end):
            return name
    return None


def _several(reading: Reading, at: int, sentence: Span) -> list[Span]:
    """ "les deux ministres du travail, NAME pour le Costa Rica et NAME pour le Panama"."""
    found: list[Span] = []
    following, beside = reading.words.shape(_NEXT), reading.words.shape(_BESIDE)
    while joint := following.match(reading.folded, at, sentence.end):
        name = _NAME.match(reading.flat, joint.end(), sentence.end)
        if not name or joint.end() == joint.start() or _is_other(reading, Span(*name.span())):
            break
        found.append(Span(*name.span()))
        extra = beside.match(reading.folded, name.end(), sentence.end)
        state = [m for m in reading.of_kind("Country") if extra and m.span.start == extra.end()]
        at = state[0].span.end if state else name.end()
    return found if len(found) > 1 else []
