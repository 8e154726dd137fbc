"""Where a name ends that no noun opens ("Tamkeen for Legal Aid"), and whether it can be the name of a body."""

from __future__ import annotations

import re

from oimgraph.lexicon import any_of
from oimgraph.lexicon.names import CAUSES, JOINTS, LOWER, OF_BODIES, UPPER
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

WORD = rf"[{UPPER}][\w&’'-]{{1,40}}+"
_OPENING = re.compile(WORD)
_MORE = re.compile(rf" {WORD}(?: {WORD}){{0,2}}")
_PERSON = re.compile(rf"[{UPPER}][{LOWER}'’-]{{1,40}}(?:\s[{UPPER}][{LOWER}'’-]{{1,40}}){{1,2}}")
_SMALL, _CAUSE, _JOINT = any_of(OF_BODIES), any_of(CAUSES), any_of(JOINTS)
_LINKED = 4                 # further words with a capital that a name has at most


def named(reading: Reading, at: int, limit: int, rules: Grammar, *, placed: bool = False) -> Span | None:
    """The name that begins here, with all of its cause: "Tamkeen for Legal Aid and Human Rights"; None where something
    else is known to stand, or words that are no name. `placed`: whether it may end with its state, "Saathi Nepal"."""
    end = capitalised(reading, at, limit)
    if end == at or rules.heads.match(reading.folded, at):
        return None
    words = reading.words
    cause = _CAUSE.search(reading.folded, at, end)
    joints = _JOINT if cause else words.pattern("institutions", "proper", "foreign")    # "l'organisation Hope and Help"
    joint = joints.match(reading.folded, end + 1, limit)
    more = _MORE.match(reading.flat, joint.end(), limit) if joint else None
    if more and not rules.heads.search(reading.folded, more.start(), more.end()):
        end = more.end()
    end -= len("'s") if reading.folded.endswith("'s", at, end) else 0
    span, first = Span(at, end), re.match(r"[\w'-]+", reading.folded[at:end])
    domain = is_domain(reading, span, rules)
    common = words.pattern("institutions", "proper", "never").match(reading.folded, at)
    posts = words.pattern("persons", "name", "never")
    post = first and posts.fullmatch(first[0]) and not rules.article.match(reading.folded, at)
    free = ("Concept", "Place") if domain else ("Concept",)
    taken = any(m.span.overlaps(span) for m in reading.mentions
                if m.entity.kind not in free and not ((placed or domain) and _closes_with(m, span)))
    dated = any(moment.span.overlaps(span) for moment in reading.moments)
    return None if ((common or post) and not domain) or taken or dated else span


def _closes_with(mention: Mention, name: Span) -> bool:
    return mention.entity.kind == "Country" and name.start < mention.span.start and mention.span.end == name.end


def capitalised(reading: Reading, at: int, limit: int) -> int:
    """Where the words with a capital end that begin here, joined by nothing or by small words; `at` when none does."""
    word = _OPENING.match(reading.flat, at, limit)
    end, further = word.end() if word else at, 0
    while word and further < _LINKED and reading.flat.startswith(" ", end):
        linked = _SMALL.match(reading.folded, end + 1, limit)
        at = linked.end() if linked else end
        word = _OPENING.match(reading.flat, at + (reading.folded[at : at + 1] in {" ", "'"}), limit)
        end, further = word.end() if word else end, further + 1
    return end


def is_domain(reading: Reading, name: Span, rules: Grammar) -> bool:
    """Whether a part of a state acts: "the City of Dakar", in English also "Edo State"."""
    domain = reading.words.pattern("institutions", "proper", "domain")
    noun = domain.match(reading.folded, name.start, name.end)
    if noun and not rules.bare and reading.flat[noun.end() + 1 : noun.end() + 2].isupper():
        return noun.end() < name.end        # "la Région Bretagne"
    last = reading.folded.rfind(" ", name.start, name.end) + 1
    closed = rules.bare and last > name.start and domain.fullmatch(reading.folded, last, name.end)
    return bool(closed or (noun and rules.connectors.match(reading.folded, noun.end() + 1, name.end)))


def may_be_person(reading: Reading, name: Span, rules: Grammar) -> bool:
    """Whether a name has the form of a person's: two or three words, each with a capital and nothing else."""
    return bool(_PERSON.fullmatch(reading.text(name))) and not is_domain(reading, name, rules)
