"""Agreements, events and projects as pages speak of them: "un accord", "this workshop", "dicho proyecto".

An indefinite noun brings something new; a definite one takes up the latest that fits, and is new when none does.
What the title speaks of is taken up by the first that the body brings.
"""

from __future__ import annotations

from dataclasses import replace

from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.funding.topic import PAGE
from oimgraph.mentions.nouns import OF, Noun, candidates, is_planned_later, is_plural
from oimgraph.mentions.projects.called import called_before
from oimgraph.mentions.projects.project_names import project_name
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Mention, Span

# "Agreements" are those that are introduced together and told one by one
KINDS = {"agreement": "Agreement", "agreements": "Agreements", "event": "Event", "project": "Project"}
_OPENING = 6                # characters of an article that opens a sentence
_DETERMINER = 18            # characters before a noun in which "no" stands
_SIGNED = 20                # characters behind "the document" in which a word of signing tells what it is
_BACK = 3                   # sentences back in which a list is introduced, of which an ordinal is one
_NEAR = 2                   # sentences back to which "this text" may reach
_ALIKE = (                  # types of event whose nouns may speak of the same one
    frozenset({"workshop", "training", "seminar"}),
    frozenset({"workshop", "meeting", "conference", "seminar"}),
    frozenset({"meeting", "forum"}),
)


def nominals(reading: Reading, rules: Grammar) -> tuple[list[Mention], dict[Entity, str]]:
    """Mentions in the order of the text, and the type of each entity, as the latest telling noun has it."""
    found: list[Mention] = []
    types: dict[Entity, str] = {}
    for candidate in sorted(candidates(reading), key=lambda noun: (noun.span.start, -noun.span.end)):
        if found and candidate.span.start < found[-1].span.end:
            continue
        if candidate.table == "event" and found and reading.words.shape(OF).fullmatch(
            reading.folded, found[-1].span.end, candidate.span.start
        ) and found[-1].entity.kind == "Event":
            continue                        # "un atelier de consultation" is one
        if not candidate.type and candidate.definite:
            taken = _taken_up(reading, candidate, found)
            found += [Mention(candidate.span, taken, definite=True)] if taken else []
            if taken or not candidate.order or not _are_introduced(reading, candidate, found):
                continue
        noun = candidate if candidate.type else _completed(reading, candidate, found, types)
        if noun is None:
            continue
        entity = _project(reading, noun, found, rules) if noun.table == "project" else None
        entity = entity or _antecedent(reading, noun, found, types)
        if entity is None and _is_half_a_name(reading, noun):
            continue
        entity = entity or Entity(*_fresh(noun))
        named_so = noun.table == "agreement" and any(m.entity == entity and _is_short(reading, noun, m) for m in found)
        if not named_so and (types.get(entity) in (None, "agreement", "meeting") or noun.definite is False):
            types[entity] = noun.type
        found.append(Mention(noun.span, entity, noun.definite))
    return found, types


def _is_half_a_name(reading: Reading, noun: Noun) -> bool:
    """ "l'Initiative africaine de …": a capital within a sentence opens a name, and it is that of no known project."""
    sentence = reading.sentence(noun.span)
    inside = noun.span.start - sentence.start > _OPENING and sentence != reading.title
    return noun.table == "project" and inside and reading.text(noun.span)[0].isupper()


def _fresh(noun: Noun) -> tuple[str, str]:
    return KINDS[noun.table], f"{noun.table}@{noun.span.start}"


def _project(reading: Reading, noun: Noun, found: list[Mention], rules: Grammar) -> Entity | None:
    """The project that a noun names, or that of a project's own page."""
    if name := project_name(reading, noun.span, rules):
        named = Entity("Project", f"project:{' '.join(reading.fold(name[0].span).split())}")
        return _unnamed(reading, noun, found) or named
    if noun.type == "phase":
        return Entity(*_fresh(noun))
    if apposed := _predicated(reading, noun, found):
        return apposed
    own = reading.page.kind == "project-page" and noun.definite
    return PAGE if own else None


def _predicated(reading: Reading, noun: Noun, found: list[Mention]) -> Entity | None:
    """ "L'Action X est une initiative de …": the project that the sentence has named, said to be one."""
    last = found[-1] if found and found[-1].entity.kind == "Project" else None
    if not last or noun.definite is not False or not reading.sentence(noun.span).covers(last.span):
        return None
    copula = reading.words.pattern("nominals", "determiners", "is")
    near = copula.search(reading.folded, last.span.end, noun.span.start)
    return last.entity if near and len(reading.folded[near.end() : noun.span.start].split()) <= 2 else None


def _taken_up(reading: Reading, noun: Noun, found: list[Mention]) -> Entity | None:
    """The agreement that a reprise speaks of, unless a law, a plan or a report was named since."""
    floor = reading.sentences[max(0, reading.number(noun.span) - _NEAR)].start
    recent = [m for m in found if m.entity.kind == KINDS[noun.table] and m.span.start >= floor]
    if noun.order:
        together = list(dict.fromkeys(m.entity for m in recent if not reading.title.covers(m.span)))
        return together[noun.order == "second"] if len(together) == 2 else None
    if not recent and reading.says(noun.span, "agreements", "sign", "verb"):
        recent = _only(reading, found)
    signed = reading.says(Span(noun.span.end, noun.span.end + _SIGNED), "agreements", "sign", "verb")
    if not recent or (reading.title.covers(recent[-1].span) and not signed):
        return None
    if _with_another(reading, noun, recent[-1]):
        return None
    last = _leading(reading, recent)
    since = Span(recent[-1].span.end, max(recent[-1].span.end, noun.span.start))
    rivals = reading.of_kind("LegalInstrument", "PolicyInstrument", "Publication", within=since)
    return None if rivals and not signed else last.entity       # "the document, initialled by": no law


def _with_another(reading: Reading, noun: Noun, last: Mention) -> bool:
    """ "The signing with Korea will be held in May": Korea is not named with the agreement spoken of before."""
    slot = reading.words.pattern("agreements", "slots", "with").match(reading.folded, noun.span.end + 1)
    if not slot:
        return False
    behind = reading.of_kind("Organization", "Country", within=Span(slot.end(), reading.sentence(noun.span).end))
    told = {m.entity for m in reading.of_kind("Organization", "Country", within=reading.sentence(last.span))}
    return bool(behind) and behind[0].span.start - slot.end() <= _OPENING and behind[0].entity not in told


def _are_introduced(reading: Reading, noun: Noun, found: list[Mention]) -> bool:
    """Whether a plural in this sentence or the one before leads to "the first was signed in"."""
    near = reading.number(noun.span) - 1
    return any(m.entity.kind == "Agreements" and reading.number(m.span) >= near and not reading.title.covers(m.span)
               for m in found)


def _only(reading: Reading, found: list[Mention]) -> list[Mention]:
    """The agreement that the body has spoken of, should it be the only one: "said N, who signed on its behalf"."""
    told = [m for m in found if m.entity.kind == "Agreement" and not reading.title.covers(m.span)]
    return told[-1:] if len({m.entity for m in told}) == 1 else []


def _leading(reading: Reading, recent: list[Mention]) -> Mention:
    """The latest, or the one that the latest is only said to be replaced or prolonged by, in the same sentence."""
    last, sentence = recent[-1], reading.sentence(recent[-1].span)
    for mention in reversed(recent):
        if mention.entity != last.entity and sentence.covers(mention.span):
            replaced = reading.words.pattern("nominals", "replaced", "by")
            return mention if replaced.search(reading.folded, mention.span.start, last.span.start) else last
    return last


def _completed(reading: Reading, noun: Noun, found: list[Mention], types: dict[Entity, str]) -> Noun | None:
    """An ellipsis as one more of those that are introduced together ("three accords"), else of the last of its kind,
    in this sentence or the one before; None where there is none."""
    number = reading.number(noun.span)
    told = [m for m in found if m.entity.kind in (KINDS[noun.table], KINDS.get(f"{noun.table}s"))]
    plural = [m for m in told if m.entity.kind != KINDS[noun.table] and number - reading.number(m.span) <= _BACK]
    last = next(iter(plural[-1:] + told[-1:]), None)
    if last is None or reading.title.covers(last.span):
        return None
    near = bool(plural) or number - reading.number(last.span) <= 1
    return replace(noun, type=types[last.entity]) if near else None


def _unnamed(reading: Reading, noun: Noun, found: list[Mention]) -> Entity | None:
    """The project that the name of this one is told of later: "baptisé « … », ce projet", or one of the title."""
    last = next((m for m in reversed(found) if m.entity.kind == "Project" and "@" in m.entity.key), None)
    taken_up = last and (called_before(reading, noun.span) or reading.title.covers(last.span))
    return last.entity if last and noun.definite and taken_up else None


def _antecedent(reading: Reading, noun: Noun, found: list[Mention], types: dict[Entity, str]) -> Entity | None:
    """The latest entity of the kind that this noun can take up."""
    before = [m for m in reversed(found) if m.entity.kind == KINDS[noun.table]
              and (_compatible(noun, types[m.entity]) or _is_short(reading, noun, m))]
    before = _not_replaced(reading, noun, before)
    if not before:
        return None
    only_title = all(reading.title.covers(m.span) for m in before)
    if noun.definite is False:
        opened = only_title or (noun.table == "agreement" and _is_announced(reading, noun, before))
        return before[0].entity if opened and not reading.title.covers(noun.span) else None
    if noun.table == "agreement" and not only_title and _has_own_parties(reading, noun, before[0]):
        return None
    if noun.table == "event" and not only_title and _is_planned_apart(reading, noun, before, types):
        return None
    same = [m for m in before if types[m.entity] == noun.type]
    if noun.table == "event" and not same and reading.says(
            Span(noun.span.start - _DETERMINER, noun.span.end + _DETERMINER), "nominals", "own", "closing"):
        return None                         # "the closing seminar" after trainings
    alike = [m for m in same or before if is_plural(reading, m.span) == is_plural(reading, noun.span)]
    last = (alike if alike and noun.table == "event" else same or before)[0]
    other = noun.table == "agreement" and not same and reading.sentence(noun.span).covers(last.span)
    return None if other else last.entity       # "a declaration that replaces the agreement" speaks of two


def _is_announced(reading: Reading, noun: Noun, before: list[Mention]) -> bool:
    """A caption under the title speaks of "the memorandum" before the first sentence brings "a memorandum"."""
    near = reading.number(before[-1].span) + _NEAR >= reading.number(noun.span)
    lead = Span(max(0, noun.span.start - _DETERMINER), noun.span.start)
    if reading.says(lead, "agreements", "slots", "none"):
        return False                        # "With Serbia there is no such text"
    return near and not any(m.definite is False for m in before)


def _has_own_parties(reading: Reading, noun: Noun, last: Mention) -> bool:
    """ "The agreement with Peru" need not be the one spoken of in the sentence before."""
    own = reading.words.pattern("nominals", "own", "after").match(reading.folded, noun.span.end + 1)
    return bool(own) and not reading.sentence(noun.span).covers(last.span)


def _is_planned_apart(reading: Reading, noun: Noun, before: list[Mention], types: dict[Entity, str]) -> bool:
    """ "The workshop planned in Cusco", without a comma, is another than the one told in the sentence before; so is
    "the meeting with Peru, planned for May" after a workshop."""
    beside = reading.words.pattern("nominals", "own", "planned").match(reading.folded, noun.span.end + 1)
    later = all(types[mention.entity] != noun.type for mention in before) and is_planned_later(reading, noun.span)
    return bool(beside or later) and not reading.sentence(noun.span).covers(before[0].span)


def _not_replaced(reading: Reading, noun: Noun, before: list[Mention]) -> list[Mention]:
    """ "The extension of the agreement", "a declaration that replaces the agreement" speak of two."""
    last = before[0].span if before else noun.span
    if noun.table != "agreement" or not before or not reading.sentence(noun.span).covers(last):
        return before
    replaced = reading.words.pattern("nominals", "replaced", "by")
    if not replaced.search(reading.folded, last.start, noun.span.start):
        return before
    return [m for m in before if m.entity != before[0].entity]


def _is_short(reading: Reading, noun: Noun, other: Mention) -> bool:
    """ "Un protocole d'accord …, le protocole": the first word of a longer noun, which another type goes by as well."""
    alone = noun.table == "agreement" and noun.definite is True
    return alone and reading.fold(other.span).startswith(f"{reading.fold(noun.span)} ")


def _compatible(noun: Noun, other: str) -> bool:
    if noun.table == "project" or noun.type == other:
        return True
    if noun.table == "agreement":
        return noun.type == "agreement"         # "the agreement" may be a memorandum, "the memorandum" no agreement
    return any(noun.type in types and other in types for types in _ALIKE)
