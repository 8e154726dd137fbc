"""Bodies by grammar: ministries, agencies, commissions that no register knows, with their acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from oimgraph.lexicon import Lexicon, any_of
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.bodies.acronyms import acronym_of, inner, known_by, spelt_to
from oimgraph.mentions.bodies.belonging import class_among, class_of, country_in, country_of, is_branch, owner_start
from oimgraph.mentions.bodies.body import Body
from oimgraph.mentions.bodies.by_state import of_one_state
from oimgraph.mentions.bodies.each_state import Part, of_two
from oimgraph.mentions.bodies.elliptic import elliptic
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.naming import is_known, is_name
from oimgraph.mentions.bodies.openings import leads_on, name_start
from oimgraph.mentions.bodies.phrases import name_end
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Entity, Mention, Span

_JOINED = ",? {and}?{the}?"
_ALSO = ",? {and}{of}?{the}?$"
_INTO = "{in}"
_AHEAD = 20                 # characters before a head that tell what it means


def heads(words: Lexicon) -> re.Pattern[str]:
    return any_of({term for terms in words["institutions"]["head"].values() for term in terms})


def bodies(reading: Reading, rules: Grammar) -> list[Body]:
    """All bodies named by a head, in the order of the text; those inside a longer known name are the register's."""
    found: list[Body] = []
    for sentence in reading.telling("institutions", "head"):
        if rules.bare and sentence == reading.title:
            continue                        # where every word has a capital, names have no end
        free = sentence.start
        for head in rules.heads.finditer(reading.folded, sentence.start, sentence.end):
            if head.start() >= free and not leads_on(reading, head, rules):
                for body in _bodies_at(reading, head, Span(free, sentence.end), rules):
                    found.append(_with_owner(reading, body, found[-1:]))
                free = max(free, found[-1].reach.end) if found else free
    return [_fuller(body, found, rules) for body in found]


def _with_owner(reading: Reading, body: Body, before: list[Body]) -> Body:
    """The state whose possessive opens a list owns all of it: "Jamaica's Coast Guard, Fraud Squad and Court"."""
    for previous in before if not body.country else ():
        joined = reading.words.shape(_JOINED).fullmatch(reading.folded, previous.reach.end, body.span.start)
        if joined and previous.owned:
            return replace(body, country=previous.country, owned=True)
    return body


def _fuller(body: Body, found: list[Body], rules: Grammar) -> Body:
    """A short form as the one body on the page whose longer name it opens or, in English, closes: "Women's Union"."""
    if not body.names:
        return body
    name = fold(body.names[0])
    names = {other.entity: fold(other.names[0]) for other in found if other.names}
    longer = {full: entity for entity, full in names.items() if full != name and _is_short_for(name, full, rules)}
    fullest = [full for full in longer if not any(_is_short_for(full, other, rules) for other in longer)]
    return replace(body, entity=longer[fullest[0]], names=()) if len(fullest) == 1 else body


def _is_short_for(name: str, full: str, rules: Grammar) -> bool:
    """Two words at least, or one that names a body alone; what is joined by "and" makes another body: "Ministère de
    la justice et de l'intérieur"."""
    if " " not in name and not rules.alone.fullmatch(name):
        return False
    rest = full.removeprefix(f"{name} ") if full.startswith(f"{name} ") else ""
    opens = bool(rest) and not rest.startswith(",") and not rules.coordinator.match(rest)
    before = full.removesuffix(f" {name}") if rules.bare and full.endswith(f" {name}") else ""
    return opens or (bool(before) and before.rpartition(" ")[2] not in ("and", "of", "the", "for"))


def _bodies_at(reading: Reading, head: re.Match[str], room: Span, rules: Grammar) -> Iterator[Body]:
    """The bodies that a head names: one, several in its plural, none."""
    sure = reading.words.pattern("institutions", "sure").fullmatch(head[0])
    invariant = reading.words.pattern("institutions", "elliptic", "invariant").fullmatch(head[0])
    local = reading.words.pattern("institutions", "state", "local").fullmatch(head[0]) and not _is_scene(reading, head)
    listed = reading.page.text[head.start()].isupper() or sure or invariant or local
    parts = elliptic(reading, head, room.end, rules) if listed else []
    if len(parts) > 1:
        yield from of_one_state([_from_part(reading, part, class_of(head[0], reading.words)) for part in parts])
        return
    span = _span(reading, head, room, rules)
    if head[0] in rules.plurals and (sure or local):
        return                              # "les ministères de la région": more bodies than names
    if two := of_two(reading, head, span):
        yield from (_from_part(reading, part, class_of(head[0], reading.words)) for part in two)
        return
    known = is_known(reading, span, head, room) or is_branch(reading, span, head)
    if not known and is_name(reading, span, head, rules):
        yield from _one(reading, head, span, room, rules)


def _is_scene(reading: Reading, head: re.Match[str]) -> bool:
    """Whether a place is meant where something is done: "en las municipalidades de Cartago y Heredia"."""
    before = Span(max(0, head.start() - _AHEAD), head.start())
    return right_before(reading.words.pattern("institutions", "state", "within"), reading.folded, before)


def _from_part(reading: Reading, part: Part, cls: str) -> Body:
    entity = Entity("Organization", fold(part.names[0]))
    return Body(entity, part.span, part.span, part.names, cls, country_in(reading, part.span))


def _span(reading: Reading, head: re.Match[str], room: Span, rules: Grammar) -> Span:
    """From the first word of the name to its end; a known name that begins inside of it is not cut in two."""
    start = name_start(reading, head.start(), room.start, rules) if rules.bare else head.start()
    end = name_end(reading.page.text, reading.folded, head.end(), room.end, rules)
    end = spelt_to(reading, Span(start, _aim_end(reading, start, end, rules)), room.end, rules)
    end = _before_unit(reading, head.end(), end) if rules.bare else end
    inner = reading.of_kind("Organization", "Country", within=Span(head.end(), room.end))
    end = min([end, *(m.start() for m in _joined_bodies(reading, inner, head.end(), end))])
    for state in inner:                     # "la Croix-Rouge du Burundi | à l'évacuation", "du Burkina Faso | signale"
        if state.entity.kind == "Country" and state.span.end < end and _stops_at(reading, state.span.end, rules):
            end = state.span.end
            break
    return Span(start, max([end, *(m.span.end for m in inner if m.span.start < end)]))


def _aim_end(reading: Reading, start: int, end: int, rules: Grammar) -> int:
    """Where the aim in small letters ends that belongs to a body with which the sentence opens: "La Comisión | para
    prevenir la trata de personas"; further on, it may be what something is done for."""
    sentence = reading.sentence(Span(start, end)).start
    aim = reading.words.pattern("institutions", "chunk", "aim").match(reading.folded, end + 1)
    opens = rules.article.fullmatch(reading.folded, sentence, start)
    if not aim or not opens or rules.alone.fullmatch(reading.folded, start, end):
        return end
    article = rules.article.match(reading.folded, aim.end() + 1)
    field = rules.fields.match(reading.folded, article.end() if article else aim.end() + 1)
    return field.end() if field else end


def _before_unit(reading: Reading, start: int, end: int) -> int:
    """Where a name ends behind which a place is told by what it is: "Police Force | in the Bay region"."""
    if not reading.words.pattern("places", "words", "behind").match(reading.folded, end + 1):
        return end
    into = list(reading.words.shape(f" {_INTO}").finditer(reading.folded, start, end))
    return into[-1].start() if into else end


def _joined_bodies(
    reading: Reading, inner: list[Mention], start: int, end: int,
) -> Iterator[re.Match[str]]:
    """The joints before known bodies: "Ministry of Education | and La Strada", "Universidad de Lima | y del ACNUR"."""
    joint = reading.words.shape(_ALSO)
    for body in inner:
        found = joint.search(reading.folded, start, body.span.start)
        if found and body.entity.kind == "Organization" and body.span.start <= end:
            yield found


def _stops_at(reading: Reading, state: int, rules: Grammar) -> bool:
    """Whether a name ends with the state in it: what would go on is a direction, or a word that nothing links."""
    folded, behind = reading.folded, state + 1
    leads_to = reading.words.pattern("institutions", "chunk", "to").match(folded, behind)
    if leads_to or reading.words.shape(_INTO).match(folded, behind):
        return True                         # "National Guard of Niger | in the Agadez region"
    joined = rules.coordinator.match(folded, behind)
    if rules.bare:                          # "Department of Labour of Kenya | and Statistics Uganda"
        return folded[state] == " " and bool(joined)
    linked = rules.connectors.match(folded, behind) or joined
    return folded[state] == " " and not linked and reading.page.text[behind].islower()


def _one(reading: Reading, head: re.Match[str], span: Span, room: Span, rules: Grammar) -> Iterator[Body]:
    """The body, and the body inside its name whose acronym stands behind both."""
    words = reading.words
    cls = class_among(class_of(head[0], words), span, reading)
    acronym = acronym_of(reading, span)
    part = inner(reading, span, acronym[0], rules) if acronym else None
    if part and acronym:
        within = " ".join(reading.text(part).split())
        entity = known_by(reading, acronym[1], country_in(reading, part)) or Entity("Organization", fold(within))
        reach = Span(part.start, acronym[1].end + 1)
        yield Body(entity, part, reach, (within, acronym[0]), class_of(_head(reading.folded, part, rules), words),
                   country_of(reading, part, head))
    name = " ".join(reading.text(span).split())
    called = (name, acronym[0]) if acronym and not part else (name,)
    end = span.end
    if acronym and acronym[1].start > span.end:
        end = name_end(reading.page.text, reading.folded, acronym[1].end + 1, room.end, rules)
    reach = Span(owner_start(reading, span.start), end)
    country = country_of(reading, reach, head)
    known = known_by(reading, acronym[1], country) if acronym and not part else None
    entity = known or Entity("Organization", fold(name))
    yield Body(entity, span, reach, called, reading.classes.get(entity, cls), country, owned=reach.start < span.start)


def _head(folded: str, span: Span, rules: Grammar) -> str:
    match = rules.heads.match(folded, span.start, span.end)
    return match[0] if match else ""
