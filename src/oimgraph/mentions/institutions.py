"""Bodies by grammar: ministries, agencies, commissions that no register knows, with their acronyms and later mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oimgraph.lexicon import Lexicon, any_of
from oimgraph.lexicon.fold import fold
from oimgraph.mentions.phrases import Grammar, grammar, name_end
from oimgraph.model import Entity, Mention, Span

_ACRONYM = re.compile(r" ?\(\s?[«\"“]?\s?(?P<acronym>[A-Z][A-Za-z0-9&./-]{0,10}[A-Z0-9])(?:[ ,;][^()]{0,40})?\)")
_BEFORE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w&'’.-]*(?: (?:and|of|for) (?=[A-Z]))? ){1,6}$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the page names: what it is called (first the fullest form), where, its class and country."""

    entity: Entity
    span: Span
    names: tuple[str, ...]
    cls: str
    country: str = ""


def heads(words: Lexicon) -> re.Pattern[str]:
    return any_of({term for terms in words["institutions"]["head"].values() for term in terms})


def bodies(text: str, folded: str, sentences: tuple[Span, ...], words: Lexicon, known: list[Mention]) -> list[Body]:
    """All named bodies in the order of the text; those inside a longer known name are left to the register."""
    rules = grammar(words, heads(words))
    found: list[Body] = []
    for sentence in sentences:
        for head in rules.heads.finditer(folded, sentence.start, sentence.end):
            if found and head.start() < found[-1].span.end:
                continue
            found += _bodies_at(text, folded, head, sentence, words, rules, known)
    return found


def _bodies_at(  # noqa: PLR0913
    text: str, folded: str, head: re.Match[str], sentence: Span, words: Lexicon, rules: Grammar, known: list[Mention]
) -> Iterator[Body]:
    start = _start(text, head.start(), sentence.start) if rules.bare else head.start()
    end = name_end(text, folded, head.end(), sentence.end, rules)
    span = Span(start, end)
    if any(m.entity.kind == "Organization" and m.span.covers(span) for m in known):
        return
    if not _is_name(text, folded, span, Span(head.start(), head.end()), words):
        return
    acronym = _ACRONYM.match(text, end)
    cls = _class(head[0], words)
    parts = list(_elliptic(folded, head, span, rules)) if _is_plural(head[0], words) else []
    if len(parts) > 1:
        for part in parts:
            written = part.of(text)
            name = f"{_singular(head[0], words)} {_complement_of(written, rules)}"
            yield Body(Entity("Organization", fold(name)), part, (name, written), cls, _country(part, known))
        return
    name = " ".join(span.of(text).split())
    names = (name, acronym["acronym"]) if acronym else (name,)
    reach = _reach(text, folded, acronym.end(), sentence.end, rules) if acronym else end
    full = Span(start, max(end, reach))
    yield Body(Entity("Organization", fold(name)), Span(start, end), names, cls, _country(full, known))


def _start(text: str, at: int, floor: int) -> int:
    """In English, capitalised words before the head belong to the name: "Ghana Immigration Service"."""
    before = _BEFORE.search(text, max(floor, at - 80), at)
    start = before.start() if before else at
    for article in ("The ", "A ", "An ", "This ", "In ", "At "):
        if text.startswith(article, start):
            start += len(article)
    return start


def _reach(text: str, folded: str, at: int, limit: int, rules: Grammar) -> int:
    """After "(PGR)" the name may go on: "du Mozambique"."""
    return name_end(text, folded, at, limit, rules)


def _is_name(text: str, folded: str, span: Span, head: Span, words: Lexicon) -> bool:
    """A capital on the head, or a head that always names a body, or an acronym after a capitalised complement."""
    acronym = bool(_ACRONYM.match(text, span.end))
    if span == head:
        return acronym and text[head.start].isupper()
    sure = bool(words.pattern("institutions", "sure").match(folded, head.start))
    return sure or text[head.start].isupper() or (acronym and any(c.isupper() for c in span.of(text)))


def _class(head: str, words: Lexicon) -> str:
    tables = words["institutions"]["head"]
    return next(cls for cls, terms in tables.items() if any(re.fullmatch(term, head) for term in terms))


def _is_plural(head: str, words: Lexicon) -> bool:
    return head in ("ministeres", "ministries", "ministerios", "departamentos", "departements", "departments", "agences")


def _singular(head: str, words: Lexicon) -> str:
    return {"ministeres": "ministère", "ministries": "Ministry", "ministerios": "Ministerio", "departements": "département",
            "departments": "Department", "departamentos": "Departamento", "agences": "agence"}[head]


def _complement_of(written: str, rules: Grammar) -> str:
    """The elliptic part as it stands after the head: "de la justice", "of Justice"."""
    if rules.bare:
        return written if fold(written).startswith("of ") else f"of {written.removeprefix('the ')}"
    return written


def _elliptic(folded: str, head: re.Match[str], span: Span, rules: Grammar) -> Iterator[Span]:
    """The complements of "ministères des affaires étrangères, de la justice et des affaires internes, du travail"."""
    reach = _list_end(folded, span.end, rules)
    body = folded[head.end() : reach]
    commas = body.count(",")
    coordinator = r" (?:et|and|y|e) "
    joins = len(re.findall(coordinator, body))
    splitter = r", ?(?:(?:et|and|y|e) )?" if commas and joins > 1 else rf", ?|{coordinator}"
    at = head.end()
    for piece in re.split(f"({splitter})", body):
        if piece and not re.fullmatch(splitter, piece):
            stripped = piece.strip()
            start = at + piece.index(stripped) if stripped else at
            if stripped:
                yield Span(start, start + len(stripped))
        at += len(piece)


def _list_end(folded: str, end: int, rules: Grammar) -> int:
    """Where a list of complements ends, should it go on after commas: ", du travail et de la protection sociale"."""
    more = re.compile(rf"(?:,? (?:et |and |y |e )?(?:(?:{rules.connectors.pattern}) ?[\w'-]+(?: [\w'-]+){{0,1}}))")
    while match := more.match(folded, end):
        if re.search(r"[,]|(?: et | and | y | e )", match[0]) is None:
            break
        end = match.end()
    return end


def _country(span: Span, known: list[Mention]) -> str:
    """The country that the name itself tells, by a name or an adjective."""
    codes = {m.entity.key for m in known if m.entity.kind in ("Country", "Demonym") and span.covers(m.span)}
    return codes.pop() if len(codes) == 1 else ""
