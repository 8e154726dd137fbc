"""Several bodies in one plural: "ministères de la Justice et de l'Intérieur", "the Foreign and Interior Ministries",
"los consulados de Honduras y El Salvador", "les ministères nigérian et ghanéen de la Condition féminine".

Each is written out in the singular; its span holds the words of the page that tell it from the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from oimgraph.lexicon import Lexicon, lexicon
from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import UPPER
from oimgraph.mentions.bodies.acronyms import BRACKETED, is_acronym
from oimgraph.mentions.bodies.each_state import Item, Part, of_states
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.bodies.phrases import name_end
from oimgraph.mentions.reading import Reading
from oimgraph.model import Mention, Span

_PART = rf"[{UPPER}][\w'’-]{{0,40}}(?: [{UPPER}][\w'’-]{{0,40}}){{0,2}}"
_PIECES = re.compile(_PART)
_BEFORE = rf"(?:{_PART}, ){{0,4}}{_PART},? {{and}}{_PART} $"        # over text with its capitals
_THE = " {the}$"
_AND = " ?,? {and}| ?, | "
_MORE = r",? ?(?:{and-also}|{and})(?=\S)|, "


def elliptic(reading: Reading, head: re.Match[str], limit: int, rules: Grammar) -> list[Part]:
    """The bodies of a head in the plural; none or one when the plural is no list of names."""
    singular = _singular(reading.words, head[0])
    invariant = reading.words.pattern("institutions", "elliptic", "invariant").fullmatch(head[0])
    peoples = _peoples(reading, head, rules) if singular or invariant else []
    if peoples:
        return list(_of_peoples(reading, head, limit, singular or head[0], peoples, rules))
    if not singular:
        return []
    if rules.bare and (parts := list(_before(reading, head, singular, rules))):
        return parts
    items = _items(reading, head.end(), limit, rules)
    parts = [_part(reading, group, singular, items, rules) for group in _grouped(items, rules)]
    return of_states(reading, head, parts, items, singular, rules)


@cache
def _singulars(language: str) -> dict[str, str]:
    table = lexicon(language)["institutions"]["elliptic"]
    return dict(zip(table["plural"], table["singular"], strict=True))


def _singular(words: Lexicon, head: str) -> str:
    return _singulars(words.language).get(head, "")


def _peoples(reading: Reading, head: re.Match[str], rules: Grammar) -> list[Mention]:
    """ "nigérian et ghanéen" behind the head, in English "Nigerian and Ghanaian" before it."""
    glue = reading.words.shape(_AND)
    people = reading.of_kind("Demonym")
    found: list[Mention] = []
    for one in reversed(people) if rules.bare else people:
        edge = (found[-1].span.start if found else head.start()) if rules.bare else 0
        start = one.span.end if rules.bare else (found[-1].span.end if found else head.end())
        stop = edge if rules.bare else one.span.start
        if start <= stop and glue.fullmatch(reading.folded, start, stop) and (found or stop - start == 1):
            found.append(one)
    return sorted(found, key=lambda m: m.span) if len(found) > 1 else []


def _of_peoples(
    reading: Reading, head: re.Match[str], limit: int, singular: str, peoples: list[Mention], rules: Grammar,
) -> Iterator[Part]:
    start = head.end() if rules.bare else peoples[-1].span.end
    end = name_end(reading.page.text, reading.folded, start, limit, rules)
    rest = " ".join(reading.text(Span(start, end)).split())
    for people in peoples:
        written = reading.text(people.span)
        name = f"{written} {singular} {rest}" if rules.bare else f"{singular} {written} {rest}"
        yield Part(people.span, (name.strip(), f"{singular} {rest}".strip()))


def _before(reading: Reading, head: re.Match[str], singular: str, rules: Grammar) -> Iterator[Part]:
    """ "the Foreign and Interior Ministries"."""
    floor = max(reading.sentence(Span(head.start(), head.end())).start, head.start() - 100)
    before = reading.words.shape(_BEFORE).search(reading.flat, floor, head.start())
    if not before or not reading.page.text[head.start()].isupper():
        return
    for piece in _PIECES.finditer(reading.flat[before.start() : before.end()]):
        span = Span(before.start() + piece.start(), before.start() + piece.end())
        opening = rules.opening.match(fold(piece[0]))
        name = piece[0][opening.end() + 1 :] if opening else piece[0]
        yield Part(Span(span.end - len(name), span.end), (f"{name} {singular}", name))


def _items(reading: Reading, start: int, limit: int, rules: Grammar) -> list[Item]:
    """The complements behind the head, one after the other."""
    joints = reading.words.shape(_MORE)
    found: list[Item] = []
    at, joint = start, ""
    while item := _item(reading, at, limit, joint, rules, first=not found):
        if found and _is_capital(reading, item, rules) != _is_capital(reading, found[0], rules):
            break
        found.append(item)
        more = joints.match(reading.folded, item.end) or joints.match(reading.folded, item.end + 1)
        if not more or more.end() >= limit or more.start() - item.end > reading.folded.startswith(" ", item.end):
            break
        at, joint = more.end(), more[0].strip()
    return found


def _is_capital(reading: Reading, item: Item, rules: Grammar) -> bool:
    """Whether the noun of a complement is written with a capital: in one list all are, or none."""
    link = rules.connectors.match(reading.folded, item.span.start)
    at = link.end() + reading.folded.startswith(" ", link.end()) if link else item.span.start
    article = rules.article.match(reading.folded, at)
    return reading.text(Span(article.end() if article else at, item.end))[:1].isupper()


def _item(reading: Reading, at: int, limit: int, joint: str, rules: Grammar, *, first: bool) -> Item | None:
    text, folded = reading.page.text, reading.folded
    at += folded.startswith(" ", at)
    link = rules.connectors.match(folded, at)
    begin = link.end() + folded.startswith(" ", link.end()) if link else at
    article = rules.article.match(folded, begin)
    opening = article.end() if article else begin
    state = next((m for m in reading.of_kind("Country", "Place") if m.span.start == opening), None)
    begin = state.span.start if state else begin
    if not link and (first or not rules.capitals or not text[begin : begin + 1].isupper()):
        return None
    word = re.compile(r"[\w'’-]+").match(text, begin)
    named = any(m.span.start == begin for m in reading.of_kind("Organization"))
    head = rules.heads.match(folded, begin)
    opens = head and not (rules.bare and rules.fields.fullmatch(head[0]))      # "Departments of Labour and Immigration"
    if not word or named or is_acronym(word[0]) or opens or word[0].lower() in rules.stop:
        return None
    opening = at if link else begin - 1
    end = state.span.end if state else name_end(text, folded, opening, limit, rules, joined=False)
    if not link and not state:
        end = max(end, name_end(text, folded, word.end(), limit, rules, joined=False))
    acronym = BRACKETED.match(reading.flat, end)
    if end <= begin:
        return None
    written, reach = (acronym["acronym"], acronym.end()) if acronym else ("", end)
    return Item(Span(at, end), joint, written, bool(link), reach)


def _grouped(items: list[Item], rules: Grammar) -> list[list[Item]]:
    """Which complements make one body together: "de la justice et des affaires internes, du travail"."""
    cut = _cuts(items, rules)
    groups: list[list[Item]] = []
    for number, item in enumerate(items):
        if not groups or number in cut:
            groups.append([])
        groups[-1].append(item)
    return groups


def _cuts(items: list[Item], rules: Grammar) -> set[int]:
    """The numbers of the complements with which another body begins."""
    numbers = set(range(1, len(items)))
    commas = {n for n in numbers if items[n].joint.startswith(",")}
    if any(item.acronym for item in items):
        return {n for n in numbers if items[n - 1].acronym}
    linked = {n for n in numbers if items[n].linked}
    if linked and (rules.bare or linked != numbers):
        return linked | (set() if rules.bare else commas)       # "Refugiados y Asentamiento y de Justicia": two
    last = {n for n in commas if items[n].joint != ","}
    if rules.bare and last and len(numbers) > max(last):
        return {n for n in commas if n <= max(last)}
    return commas if commas and len(numbers - commas) > 1 else numbers


def _part(reading: Reading, group: list[Item], singular: str, items: list[Item], rules: Grammar) -> Part:
    span = group[0].span.to(group[-1].span)
    written = " ".join(reading.text(span).split())
    link = "" if group[0].linked else _link(reading, items[0], rules)
    name = f"{singular} {link}{written}"
    acronym = (group[-1].acronym,) if group[-1].acronym else ()
    return Part(span, (name, *acronym, written))


def _link(reading: Reading, first: Item, rules: Grammar) -> str:
    """The preposition of the first complement, for those that stand without: "of ", "de "."""
    found = rules.connectors.match(reading.folded, first.span.start)
    written = reading.text(Span(*found.span())) + " " if found else ""
    article = reading.words.shape(_THE).search(written)
    return written[: article.start() + 1] if article else written
