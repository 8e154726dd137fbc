"""Posts: how far their words reach."""

from __future__ import annotations

import re
from collections.abc import Mapping

from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.acronyms import BRACKETED
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.phrases import name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Span

_PLACE = re.compile(rf"[{UPPER}][\w'’-]{{1,40}}(?: [{UPPER}][\w'’-]{{1,40}})?(?= ?[,.;»”\"])")
_QUALIFIED = r"(?:[A-Z][\w'’&-]{1,30} {and}?){1,5}$"      # over text with its capitals
_AND = r"\b([a-z'-]{1,30}) {and}"
_OPENED = "(?:, |'s | (?:{the}|{its}|{a}))$"
_BEFORE = 90                # characters before a post in which the words that qualify it stand
_LEAD = 90                  # characters from a post to the body in which it is held
_LEADS = r"(?: [^\W\d_][\w'-]*){0,6}? (?:{of}|{in})(?:[^\W\d_][\w'-]* ){0,2}"
_OF = "(?<= ){of}"
_SMALL = r"(?<= )(?:{of}|{in}|{to})"
_IN = " ?(?:{the}|{contracted}|{of})?"
_AND_IN = ",? ?{and}?{in}?(?:{the}|{of})?"
_REST = re.compile(r"(?: [^\W\d_][\w'-]*){1,6}(?= ?[,.;:\"]|$)")


def post_start(reading: Reading, at: int) -> int:
    """In English the body may stand before the post: "IOM Viet Nam Chief of Mission", and what qualifies it: "IOM's
    Regional Migration Health Coordinator"."""
    if reading.page.language != "en":
        return at
    before: dict[int, int] = {}
    for mention in reading.of_kind("Country", "Demonym", "Organization"):
        before[mention.span.end] = min(mention.span.start, before.get(mention.span.end, at))
    start = _owner_start(reading, at, before)
    qualified = _qualified(reading, at, before) if start == at else at
    return _owner_start(reading, qualified, before) if qualified < at else start


def _owner_start(reading: Reading, at: int, before: Mapping[int, int]) -> int:
    while True:
        end = at - len("'s ") if reading.folded.startswith("'s ", at - 3) else at - 1
        start = before.get(end)
        if start is None or start >= at:
            return at
        at = start


def _qualified(reading: Reading, at: int, before: Mapping[int, int]) -> int:
    """Where the capitalised words begin that qualify a post, behind its body, a comma or an article."""
    floor = max(0, at - _BEFORE)
    words = reading.words
    found = words.shape(_QUALIFIED).search(reading.flat, floor, at) if reading.flat[at].isupper() else None
    if not found:
        return at
    owned = [end + len("'s") * reading.folded.startswith("'s", end) for end in before if found.start() <= end < at]
    start = max(owned) + 1 if owned else found.start()
    head = words.pattern("institutions", "head")
    for joint in words.shape(_AND).finditer(reading.folded, start, at):     # "for the Ministry and Chief of Mission N"
        start = joint.end() if head.fullmatch(joint[1]) else start
    if start >= at or words.shape("{and}").match(reading.folded, start):
        return at
    opened = owned or words.shape(_OPENED).search(reading.folded, floor, start)
    return start if opened and start < at else at


def post_end(reading: Reading, start: int, limit: int, rules: Grammar) -> int:
    """A post goes on like the name of a body, by "par intérim", and by "au Mexique", "pour l'Afrique de l'Ouest"."""
    words, folded = reading.words, reading.folded
    suffixes, units = (words.pattern("persons", "post", key) for key in ("suffixes", "units"))
    quality = words.pattern("persons", "post", "qualities").match(folded, start + 1, limit)
    end = quality.end() if quality and folded[start] == " " else start      # "gobernador | regional | de Tumbes"
    while True:
        reached = end
        end = _before_title(reading, start, name_end(reading.page.text, folded, end, limit, rules))
        bodies = reading.of_kind("Organization", within=Span(start, limit))
        inner = (m.span.end for m in bodies if m.span.start <= end + 1)
        end = max(end, *inner, end)
        if suffix := suffixes.match(folded, end + 1, limit):
            end = suffix.end()
        owned = end + (len("'s ") if folded.startswith("'s ", end) else 1)
        if unit := units.match(folded, owned, limit):
            end = unit.end()
        end = _through(reading, end, limit, named=end > start)
        end = max(end, _where(reading, _bracketed(reading, end), limit))
        if end == reached:
            return _rest(reading, end, limit, rules)


def _before_title(reading: Reading, start: int, end: int) -> int:
    """Where a post ends that a title with its full stop follows: "Vice President | Dr. Ana Lado"."""
    titles = reading.words.pattern("persons", "post", "titles").finditer(reading.folded, start, end + 1)
    return next((title.start() - 1 for title in titles if title[0].endswith(".") and title.start() > start), end)


def _bracketed(reading: Reading, end: int) -> int:
    """Behind the acronym of the body that closes a post: "Regional Director of the Organization (IOM) | for Asia"."""
    acronym = BRACKETED.match(reading.flat, end)
    return acronym.end() if acronym else end


def _through(reading: Reading, end: int, limit: int, *, named: bool) -> int:
    """The end of the body that small words lead to: "jefe de la oficina | de terreno de la OIM", "head | of the local
    Red Cross"; behind a capital a verb may follow, since the word may be a name."""
    body = next((m.span for m in reading.of_kind("Organization", within=Span(end, min(limit, end + _LEAD)))), None)
    words, between = reading.words, reading.folded[end : body.start] if body else ""
    if not body or not words.shape(_LEADS).fullmatch(between) or any(map(str.isupper, reading.flat[end : body.start])):
        return end
    opened = words.shape(_OF).match(between, 1)     # "coordinadora de respuesta a emergencias de la OIM"
    if named and not opened and reading.flat[reading.flat.rfind(" ", 0, end) + 1].isupper():
        return end
    small = words.shape(_SMALL if opened else _OF).sub("", between)
    return end if words.pattern("persons", "post", "stops").search(small) else body.end


def _where(reading: Reading, end: int, limit: int) -> int:
    """The end of "in Mozambique", "para Centroamérica y el Caribe" behind a post."""
    words, folded = reading.words, reading.folded
    joint = words.shape(_AND_IN)
    opening = words.pattern("persons", "post", "prepositions").match(folded, end + 1, limit)
    found = words.shape(_IN).match(folded, opening.end(), limit) if opening and folded[end] == " " else None
    regions = words.pattern("persons", "post", "regions").finditer(folded, max(0, end - 60), end)
    if not found and any(region.end() == end for region in regions):
        found = joint.match(folded, end, limit)
    reached = end
    for number in range(4):
        known = number > 0                  # what a list goes on with is no person: "in Dushanbe, Yves Bargeton, and"
        stop = _area(reading, found.end(), limit, known=known) if found and found.end() > found.start() else 0
        if not stop:
            break
        reached = stop
        found = joint.match(folded, stop, limit)
    return reached


def _area(reading: Reading, at: int, limit: int, *, known: bool) -> int:
    """The end of the state, place, body or part of the world that stands here; 0 when none does, or none that is
    known."""
    named = [m.span.end for m in reading.of_kind("Country", "Place", "Organization") if m.span.start == at]
    region = reading.words.pattern("persons", "post", "regions").match(reading.folded, at, limit)
    place = None if known else _PLACE.match(reading.flat, at, limit)
    end = max([region.end() if region else 0, place.end() if place and not named and not region else 0, *named])
    body = reading.words.pattern("institutions", "head").match(reading.folded, end + 1) if named else None
    return body.end() if body else end              # "at the Lesotho | ministry"


def _rest(reading: Reading, end: int, limit: int, rules: Grammar) -> int:
    """What is left of the post up to its comma, when no verb or pronoun stands there: "des pays | membres"; behind a
    capital a verb may follow, since the word may be a name."""
    rest = _REST.match(reading.folded, end, limit)
    if not rest or reading.flat[reading.flat.rfind(" ", 0, end) + 1].isupper():
        return end
    stops = reading.words.pattern("persons", "post", "stops")
    written = reading.text(Span(*rest.span()))
    small = not any(word[0].isupper() for word in written.split())
    known = rules.stop & set(rest[0].split())
    return rest.end() if small and not known and not stops.search(rest[0]) and rest.end() < limit else end
