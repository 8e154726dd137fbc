"""Bodies by grammar: ministries, agencies, commissions that no register knows, with their acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from oimgraph.lexicon import Lexicon, any_of
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.phrases import Grammar, is_acronym, name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

_ACRONYM = re.compile(r" ?\(\s?[«\"“]?\s?(?P<acronym>[A-Z][A-Za-z0-9&./-]{0,10}[A-Z0-9])(?:[ ,;][^()]{0,40})?\)")
_PROPER = re.compile(
    r" [«\"“]?\s?([A-ZÀ-ÖØ-Þ][\w&’'-]+(?: (?:(?:du|de|del|des|of|of the|pour|for|sin) )?[A-ZÀ-ÖØ-Þ][\w&’'-]+){0,4})"
)
_BEFORE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w&'’.-]*(?: (?:and|of|for) (?=[A-Z]))? ){1,6}$")

_SINGULAR = {
    "ministeres": "ministère", "departements": "département", "agences": "agence", "ministries": "Ministry",
    "departments": "Department", "ministerios": "Ministerio", "departamentos": "Departamento",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the page names: what it is called (first the fullest form), where, its class and country.

    `span` holds the name itself, `reach` also the acronym and the country behind it: "(PGR) du Mozambique".
    """

    entity: Entity
    span: Span
    reach: Span
    names: tuple[str, ...]
    cls: str
    country: str = ""


def heads(words: Lexicon) -> re.Pattern[str]:
    return any_of({term for terms in words["institutions"]["head"].values() for term in terms})


def bodies(reading: Reading, rules: Grammar) -> list[Body]:
    """All named bodies in the order of the text; those inside a longer known name are left to the register."""
    found: list[Body] = []
    for sentence in reading.sentences:
        if rules.bare and sentence == reading.title:
            continue                        # where every word has a capital, names have no end
        for head in rules.heads.finditer(reading.folded, sentence.start, sentence.end):
            if not found or head.start() >= found[-1].span.end:
                found += _bodies_at(reading, head, sentence, rules)
    return [_fuller(body, found, rules) for body in found]


def _fuller(body: Body, found: list[Body], rules: Grammar) -> Body:
    """A short form as the one body on the page whose longer name it opens or, in English, closes: "Women's Union"."""
    name = fold(body.names[0])
    names = {other.entity: fold(other.names[0]) for other in found}
    longer = [entity for entity, full in names.items() if full != name and _is_short_for(name, full, rules)]
    return replace(body, entity=longer[0], names=()) if len(longer) == 1 else body


def _is_short_for(name: str, full: str, rules: Grammar) -> bool:
    """Two words at least; what is joined by "and" makes another body: "Ministère de la justice et de l'intérieur"."""
    if " " not in name:
        return False
    rest = full.removeprefix(f"{name} ") if full.startswith(f"{name} ") else ""
    opens = bool(rest) and not rest.startswith(",") and not rules.coordinator.match(rest)
    before = full.removesuffix(f" {name}") if rules.bare and full.endswith(f" {name}") else ""
    return opens or (bool(before) and before.rpartition(" ")[2] not in ("and", "of", "the", "for"))


def _bodies_at(reading: Reading, head: re.Match[str], sentence: Span, rules: Grammar) -> Iterator[Body]:
    text, folded, words = reading.page.text, reading.folded, reading.words
    start = _start(text, head.start(), sentence.start) if rules.bare else head.start()
    if owned := _owned(text, head, words):
        if not any(m.span.overlaps(owned) for m in reading.of_kind("Organization", within=sentence)):
            name = owned.of(text)
            yield Body(Entity("Organization", fold(name)), owned, owned, (name,), "CivilSocietyOrganization")
        return
    span = Span(start, name_end(text, folded, head.end(), sentence.end, rules))
    named = reading.of_kind("Organization", "Country", within=sentence)
    known = any(
        m.span.covers(span)
        or (m.entity.kind != "Country"
        and (m.span.start <= start < m.span.end or m.span.covers(Span(head.start(), span.end))))
        for m in named
    )
    if known or not _is_name(text, folded, span, Span(head.start(), head.end()), words):
        return
    cls = _class_among(_class(head[0], words), span, reading)
    parts = list(_elliptic(text, folded, head, span, rules)) if head[0] in _SINGULAR else []
    if len(parts) == 1:
        return                              # "les ministères nigérian et ghanéen de …": more bodies than names
    if len(parts) > 1:
        for part in parts:
            name = f"{_SINGULAR[head[0]]} {_complement_of(part.of(text), rules)}"
            entity, forms = Entity("Organization", fold(name)), (name, part.of(text))
            yield Body(entity, part, part, forms, cls, _country(reading, part))
        return
    name = " ".join(span.of(text).split())
    acronym = _ACRONYM.match(text, span.end)
    inner = _inner(text, folded, span, acronym["acronym"], rules) if acronym and not rules.bare else None
    if inner and acronym:
        within = " ".join(inner.of(text).split())
        entity = _known_by(reading, acronym) or Entity("Organization", fold(within))
        reach = Span(inner.start, acronym.end())
        yield Body(entity, inner, reach, (within, acronym["acronym"]), _class(_head(folded, inner, rules), words),
                   _country(reading, inner))
    called = (name, acronym["acronym"]) if acronym and not inner else (name,)
    reach = Span(start, name_end(text, folded, acronym.end(), sentence.end, rules) if acronym else span.end)
    entity = _known_by(reading, None if inner else acronym) or Entity("Organization", fold(name))
    yield Body(entity, span, reach, called, reading.classes.get(entity, cls), _country(reading, reach))


def _inner(text: str, folded: str, span: Span, acronym: str, rules: Grammar) -> Span | None:
    """The body inside a longer name whose initials the acronym has: "Unité marine de la [Police nationale du
    Burundi] (PNB)"; None when the acronym stands for the whole."""
    letters = "".join(c for c in acronym if c.isupper())
    for head in rules.heads.finditer(folded, span.start + 1, span.end):
        if text[head.start()].isupper() and _initials(text[head.start() : span.end]) == letters:
            return None if _initials(span.of(text)) == letters else Span(head.start(), span.end)
    return None


def _initials(name: str) -> str:
    """Of the words that count, in capitals: small words of one to three letters do not."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper() or len(word) > 3)


def _head(folded: str, span: Span, rules: Grammar) -> str:
    match = rules.heads.match(folded, span.start, span.end)
    return match[0] if match else ""


def _owned(text: str, head: re.Match[str], words: Lexicon) -> Span | None:
    """A proper name right behind a small noun: "l'association Speranta Noua", "the NGO Rede CAME"."""
    written = text[head.start() : head.end()]
    if written[0].isupper() and not written.isupper():
        return None
    name = _PROPER.match(text, head.end()) if words.pattern("institutions", "owner").fullmatch(head[0]) else None
    return Span(name.start(1), name.end(1)) if name else None


def _known_by(reading: Reading, acronym: re.Match[str] | None) -> Entity | None:
    """The body that the register knows by the acronym behind the name."""
    if not acronym:
        return None
    span = Span(acronym.start("acronym"), acronym.end("acronym"))
    return next((m.entity for m in reading.of_kind("Organization", within=span) if m.span == span), None)


def _start(text: str, at: int, floor: int) -> int:
    """In English, capitalised words before the head belong to the name: "Ghana Immigration Service"."""
    before = _BEFORE.search(text, max(floor, at - 80), at)
    start = before.start() if before else at
    for article in ("No ", "Each ", "The ", "A ", "An ", "This ", "In ", "At "):
        if text.startswith(article, start):
            start += len(article)
    return start


def _is_name(text: str, folded: str, span: Span, head: Span, words: Lexicon) -> bool:
    """A capital on the head, or a head that always names a body, or an acronym after a capitalised complement."""
    acronym = bool(_ACRONYM.match(text, span.end))
    if span == head:
        alone = words.pattern("institutions", "alone", "body").fullmatch(folded, span.start, span.end)
        return (acronym or bool(alone)) and text[head.start].isupper()
    sure = bool(words.pattern("institutions", "sure").match(folded, head.start))
    return sure or text[head.start].isupper() or (acronym and any(c.isupper() for c in span.of(text)))


def _class(head: str, words: Lexicon) -> str:
    tables = words["institutions"]["head"]
    return next(cls for cls, terms in tables.items() if any(re.fullmatch(term, head) for term in terms))


def _class_among(cls: str, span: Span, reading: Reading) -> str:
    """A part of an intergovernmental body is no state's: "Police of the United Nations"; a body with a cause in its
    name and no office is the society's: "Centre pour l'équité"."""
    national = reading.words.pattern("institutions", "adjective", "national").search(reading.fold(span))
    if cls == "Organization" and national:
        return "GovernmentBody"             # "Centre national de lutte contre le sida"
    if cls == "Organization" and reading.words.pattern("institutions", "cause", "for").search(reading.fold(span)):
        return "CivilSocietyOrganization"
    within = {reading.classes.get(m.entity) for m in reading.of_kind("Organization", within=span)}
    shared = cls == "GovernmentBody" and "IntergovernmentalOrganization" in within
    return "IntergovernmentalOrganization" if shared else cls


def _complement_of(written: str, rules: Grammar) -> str:
    """The elliptic part as it stands after the head: "de la justice", "of Justice"."""
    if rules.bare:
        return written if fold(written).startswith("of ") else f"of {written.removeprefix('the ')}"
    return written


def _elliptic(text: str, folded: str, head: re.Match[str], span: Span, rules: Grammar) -> Iterator[Span]:
    """The complements of "ministères des affaires étrangères, de la justice et des affaires internes, du travail"."""
    reach = _list_end(text, folded, span.end, rules)
    body = folded[head.end() : reach]
    if rules.bare and " and of " in body:
        yield from _pieces(body, head.end(), r",? and (?=of )|, (?=of )")
        return
    commas = body.count(",")
    coordinator = r" (?:et|and|y|e) "
    joins = len(re.findall(coordinator, body))
    splitter = r", ?(?:(?:et|and|y|e) )?" if commas and joins > 1 else rf", ?|{coordinator}"
    yield from _pieces(body, head.end(), splitter)


def _pieces(body: str, at: int, splitter: str) -> Iterator[Span]:
    """What stands between the matches of a splitter; `at` is where the text begins."""
    for piece in re.split(f"({splitter})", body):
        if piece and not re.fullmatch(splitter, piece):
            stripped = piece.strip()
            start = at + piece.index(stripped) if stripped else at
            if stripped:
                yield Span(start, start + len(stripped))
        at += len(piece)


def _list_end(text: str, folded: str, end: int, rules: Grammar) -> int:
    """Where a list of complements ends, should it go on after commas: ", du travail et de la protection sociale"."""
    if rules.bare:
        more = re.compile(r",? (?:and )?[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*){0,4}")
        while (item := more.match(text, end)) and not rules.heads.search(folded, end, item.end()):
            if any(map(is_acronym, item[0].split())):
                break
            end = item.end()
        return end
    more = re.compile(rf"(?:,? (?:et |and |y |e )?(?:(?:{rules.connectors.pattern}) ?[\w'-]+(?: [\w'-]+){{0,1}}))")
    while match := more.match(folded, end):
        if re.search(r"[,]|(?: et | and | y | e )", match[0]) is None:
            break
        end = match.end()
    return end


def _country(reading: Reading, span: Span) -> str:
    """The country that the name itself tells, by a name or an adjective."""
    codes = {m.entity.key for m in reading.of_kind("Country", "Demonym", within=span)}
    return codes.pop() if len(codes) == 1 else ""
