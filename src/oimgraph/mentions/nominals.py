"""Agreements, events and projects as pages speak of them: "un accord", "this workshop", "dicho proyecto".

An indefinite noun brings something new; a definite one takes up the latest that fits, and is new when none does.
What the title speaks of is taken up by the first that the body brings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph.mentions.phrases import Grammar, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Label, Mention, Span

KINDS = {"agreement": "Agreement", "event": "Event", "project": "Project"}
_LOOK_BACK = 45             # characters in which the determiner stands before its noun
_ACRONYM = r"(?:\s?\(([A-Z][\w -]{1,25})\))?"
_QUOTED = re.compile(rf"(?:[ \n,][^.;:«»“”\"]{{0,60}}?)?[«“\"]\s?([^«»“”\"]{{4,160}}?)\s?[»”\"]{_ACRONYM}")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_LINK = r"(?:de la|de los|de las|del|de|la|las|los|y|en|para|contra|sobre|con|du|des|et|pour|sur|au|aux|à|and|of|for|in|to|from|on)"
_CAPITALS = re.compile(rf",?\s({_WORD}(?:\s(?:{_LINK}\s)?{_WORD}){{2,12}}){_ACRONYM}")
_CALLED = re.compile(rf"(?:[Bb]aptisé|[Ii]ntitulé|[Dd]énommé|[Dd]enominado|[Ll]lamado|[Tt]itulado|[Cc]alled|[Tt]itled|[Nn]amed)e?,? "
                     rf"[«“\"]\s?([^«»“”\"]{{4,160}}?)\s?[»”\"]{_ACRONYM},? (?:ce|le|el|este|this|the) (?:[\w-]+ ){{0,2}}$")
_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*(?: (?:and|of|for|to|in) (?=[A-Z]))? ?){1,8}$")
_AND_BODY = re.compile(r" (?:et|y) (?:de l[’']|du |de la |del? |de )[A-Z]{2,}\b")
_CLEAN = re.compile(r"\s?(?:[,.;:)(»”\"]|$)|\s(?:est|a|ont|qui|que|sera|es|fue|ha|se|dans|en|par|por)\b")
_WORDS = 3                  # a noun with fewer is no name: "the Programme"
_ALIKE = (                  # types of event whose nouns may speak of the same one
    frozenset({"workshop", "training", "seminar"}),
    frozenset({"workshop", "meeting", "conference", "seminar", "forum"}),
)


@dataclass(frozen=True, slots=True)
class _Noun:
    span: Span
    table: str
    type: str               # empty for an ellipsis
    definite: bool | None   # None: no determiner, as in titles


def nominals(reading: Reading, rules: Grammar) -> tuple[list[Mention], dict[Entity, str]]:
    """Mentions in the order of the text, and the type of each entity, as the latest telling noun has it."""
    found: list[Mention] = []
    types: dict[Entity, str] = {}
    for noun in sorted(_candidates(reading), key=lambda noun: (noun.span.start, -noun.span.end)):
        if found and noun.span.start < found[-1].span.end:
            continue
        if not noun.type:
            earlier = _spoken_of(reading, noun, found)
            if not earlier:
                continue
            noun = replace(noun, type=types[earlier])
        kind = KINDS[noun.table]
        name = _name(reading, noun.span, rules) if kind == "Project" else None
        unnamed = _unnamed(reading, noun, found) if name else None
        if unnamed:
            entity = unnamed
        elif name:
            entity = Entity(kind, f"project:{' '.join(reading.fold(name[0].span).split())}")
        elif kind == "Project" and reading.page.kind == "project-page" and noun.definite:
            entity = Entity(kind, "project@page")
        else:
            entity = _antecedent(reading, noun, found, types) or Entity(kind, f"{noun.table}@{noun.span.start}")
        if types.get(entity) in (None, "agreement", "meeting") or noun.definite is False:
            types[entity] = noun.type
        found.append(Mention(noun.span, entity, noun.definite))
    return found, types


def _candidates(reading: Reading) -> Iterator[_Noun]:
    nouns = list(_nouns(reading))
    yield from nouns
    yield from _ellipses(reading)
    busy = {reading.sentence(noun.span) for noun in nouns if noun.table == "event"}
    for noun in _verbs(reading):
        if noun.type != "meeting" or reading.sentence(noun.span) not in busy:       # "the workshop brought together"
            yield noun


def _ellipses(reading: Reading) -> Iterator[_Noun]:
    """ "La deuxième, à Douala": one more of the last kind, whose type is still to be found."""
    for table in reading.words["nominals"]["ellipsis"]:
        pattern = reading.words.pattern("nominals", "ellipsis", table)
        for sentence in reading.sentences:
            for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
                yield _Noun(Span(*match.span()), table, "", definite=False)


def _spoken_of(reading: Reading, noun: _Noun, found: list[Mention]) -> Entity | None:
    """What an ellipsis is one more of: the last of its kind, in this sentence or the one before."""
    last = next((m for m in reversed(found) if m.entity.kind == KINDS[noun.table]), None)
    if last is None or reading.title.covers(last.span):
        return None
    here = reading.sentences.index(reading.sentence(noun.span))
    return last.entity if here - reading.sentences.index(reading.sentence(last.span)) <= 1 else None


def _nouns(reading: Reading) -> Iterator[_Noun]:
    named = [m.span for m in reading.of_kind("Organization", "PolicyInstrument", "LegalInstrument", "Publication")]
    for table in KINDS:
        for slug in reading.words["nominals"][table]:
            pattern = reading.words.pattern("nominals", table, slug)
            for sentence in reading.sentences:
                for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
                    span = Span(match.start(), match.end())
                    if not any(other.covers(span) for other in named) and not _is_other(reading, span):
                        yield _Noun(span, table, slug, _definite(reading, span, sentence))


def titles(reading: Reading, found: list[Mention], rules: Grammar) -> dict[Entity, tuple[Label, ...]]:
    """What projects are called, each by the name that stands with it first."""
    named: dict[Entity, tuple[Label, ...]] = {}
    for mention in found:
        if mention.entity.kind == "Project" and (labels := _name(reading, mention.span, rules)):
            named.setdefault(mention.entity, labels)
    return named


def _name(reading: Reading, noun: Span, rules: Grammar) -> tuple[Label, ...]:
    """What a project is called, and its acronym: in quotation marks or capitals behind its noun ("le projet de l'OIM
    « … » (CBMM)"), in quotation marks before it ("baptisé « … », ce projet"), or with the noun itself ("Joint Labour
    Migration Programme (JLMP)", "l'Initiative conjointe UE-OIM pour …")."""
    if reading.title.covers(noun):
        return ()
    text, sentence = reading.page.text, reading.sentence(noun)
    behind = _QUOTED.match(text, noun.end, sentence.end) or _CAPITALS.match(text, noun.end, sentence.end)
    match = behind or _CALLED.search(text, sentence.start, noun.start)
    if match:
        spans = [Span(*match.span(group)) for group in (1, 2) if match[group]]
    else:
        spans = _own_name(reading, noun, sentence, rules)
    return tuple(Label(" ".join(reading.text(span).split()), span) for span in spans)


def _unnamed(reading: Reading, noun: _Noun, found: list[Mention]) -> Entity | None:
    """The project that the name of this one is told of later: "baptisé « … », ce projet", or one of the title."""
    last = next((m for m in reversed(found) if m.entity.kind == "Project" and "@" in m.entity.key), None)
    called = _CALLED.search(reading.page.text, reading.sentence(noun.span).start, noun.span.start)
    return last.entity if last and noun.definite and (called or reading.title.covers(last.span)) else None


def _own_name(reading: Reading, noun: Span, sentence: Span, rules: Grammar) -> list[Span]:
    """The name that a noun with a capital opens or, in English, closes."""
    text = reading.page.text
    before = _BEFORE.search(text, max(sentence.start, noun.start - 90), noun.start) if rules.bare else None
    start = before.start() if before else noun.start
    if not text[noun.start].isupper() or start == sentence.start:
        return []
    end = name_end(text, reading.folded, noun.end, sentence.end, rules)
    while joined := _AND_BODY.match(text, end, sentence.end):
        end = name_end(text, reading.folded, joined.end(), sentence.end, rules)
    if len(text[start:end].split()) < _WORDS or not (rules.bare or _CLEAN.match(reading.folded, end)):
        return []
    acronym = re.compile(_ACRONYM).match(text, end)
    return [Span(start, end), *([Span(*acronym.span(1))] if acronym and acronym[1] else [])]


def _verbs(reading: Reading) -> Iterator[_Noun]:
    """What is told by a verb is something new: "se sont réunis à Lomé", "will train 30 officers"."""
    for slug in reading.words["nominals"]["verb"]:
        pattern = reading.words.pattern("nominals", "verb", slug)
        for sentence in reading.sentences:
            for match in pattern.finditer(reading.folded, sentence.start, sentence.end):
                yield _Noun(Span(match.start(), match.end()), "event", slug, definite=False)


def _is_other(reading: Reading, span: Span) -> bool:
    """False friends: "d'accord", "formation professionnelle"."""
    words = reading.words["nominals"]["not"]
    before = reading.folded[max(0, span.start - 15) : span.start]
    after = reading.folded[span.end : span.end + 30]
    return any(re.search(f"(?:^|\\W){term}$", before) for term in words["before"]) or any(
        re.match(term, after) for term in words["after"]
    )


def _definite(reading: Reading, span: Span, sentence: Span) -> bool | None:
    """How the noun is determined: by the last determiner before it in the same run of words."""
    before = reading.folded[max(sentence.start, span.start - _LOOK_BACK) : span.start]
    run = re.split(r"[.,;:()\"]", before)[-1]
    if reading.words.pattern("nominals", "determiners", "copula").search(run):
        return True
    last = None
    for definite, key in ((True, "definite"), (False, "indefinite")):
        pattern = reading.words.pattern("nominals", "determiners", key)
        for match in pattern.finditer(run):
            compound = run[match.end() :].startswith("-")       # "two-day"
            if not compound and len(run[match.end() :].split()) <= 3 and (last is None or match.start() >= last[0]):
                last = (match.start(), definite)
    return last[1] if last else None


def _antecedent(reading: Reading, noun: _Noun, found: list[Mention], types: dict[Entity, str]) -> Entity | None:
    """The latest entity of the kind that this noun can take up."""
    before = [m for m in reversed(found) if m.entity.kind == KINDS[noun.table] and _compatible(noun, types[m.entity])]
    if not before:
        return None
    only_title = all(reading.title.covers(m.span) for m in before)
    if noun.definite is False:
        return before[0].entity if only_title and not reading.title.covers(noun.span) else None
    same = [m for m in before if types[m.entity] == noun.type]
    return (same or before)[0].entity


def _compatible(noun: _Noun, other: str) -> bool:
    if noun.table == "project" or noun.type == other:
        return True
    if noun.table == "agreement":
        return noun.type == "agreement"         # "the agreement" may be a memorandum, "the memorandum" no agreement
    return any(noun.type in types and other in types for types in _ALIKE)
