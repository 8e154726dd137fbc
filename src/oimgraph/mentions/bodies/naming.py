"""Whether a head noun with the words around it names a body, and one that the register does not know."""

from __future__ import annotations

import re

from oimgraph.mentions.bodies.acronyms import acronym_of, is_acronym
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.reading import Reading
from oimgraph.mentions.slots import right_before
from oimgraph.model import Span

_OF_FIELD = " {of}[^,.;:]{1,40} {and}{of}?$"
_OF = " {of}$"
_ONE_OF = r"(?<!\w){a}$"
_THE = 5                    # characters in which an article stands before a head
_FIELDS = 80                # characters before a field in which the minister stands
_AHEAD = 20                 # characters before a head that tell what it means


def is_known(reading: Reading, span: Span, head: re.Match[str], room: Span) -> bool:
    """Whether the register knows what stands here, or the name begins inside of a known one: "SICA [Secretariat]" is
    a body of its own, "UNICEF office" is not."""
    part = reading.words.pattern("institutions", "form", "part").fullmatch(head[0])
    for m in reading.of_kind("Organization", "Country", "LegalInstrument", "PolicyInstrument", within=room):
        if m.span.covers(span):
            return True
        if m.entity.kind != "Organization":
            continue
        opens = m.span.start == span.start and m.span.end < head.start()
        cut = m.span.start <= span.start < m.span.end and not (part and opens)
        if cut or m.span.covers(Span(head.start(), span.end)):
            return True
    return False


def is_name(reading: Reading, span: Span, head: re.Match[str], rules: Grammar) -> bool:
    """A capital on the head, or a head that always names a body, or an acronym after a capitalised complement."""
    words, written = reading.words, reading.text(Span(*head.span()))
    capital = written[0].isupper() and not is_acronym(written)      # "ONG jordanienne" has no name
    alone = bool(words.pattern("institutions", "alone", "body").fullmatch(reading.folded, span.start, span.end))
    if alone and capital and span.end > head.end():
        return True                         # "Cabinet of Ministers", though no body ends in ministers
    acronym = acronym_of(reading, span) is not None
    if _means_else(reading, span, head, rules, acronym=acronym):
        return False
    if words.pattern("institutions", "state", "only").fullmatch(head[0]):
        return capital and (not rules.bare or written.istitle())       # "Coopération italienne", "Swiss Cooperation"
    if span == Span(*head.span()):
        return (acronym or alone) and capital
    states = {m.span for m in reading.of_kind("Country", "Demonym", within=span)}
    if not capital and span.end == head.end() and Span(span.start, head.start() - 1) in states:
        return _of_state(reading, head, span)       # "the Lesotho ministry": one of several, spoken of before
    sure = bool(words.pattern("institutions", "sure").match(reading.folded, head.start()))
    lettered = any(c.isupper() for c in reading.text(span))
    of_town = lettered and rules.connectors.match(reading.folded, head.end() + 1)       # "alcaldía de Cartago"
    local = of_town and words.pattern("institutions", "state", "local").fullmatch(head[0])
    one = words.shape(_ONE_OF).search(reading.folded, max(0, span.start - _AHEAD), span.start)      # "une université"
    return sure or capital or (acronym and lettered) or bool(local and not one) or _of_state(reading, head, span)


def _means_else(reading: Reading, span: Span, head: re.Match[str], rules: Grammar, *, acronym: bool) -> bool:
    """Whether a role, a post or a text is meant, or the head stands without what makes it a body's."""
    text, folded, words = reading.page.text, reading.folded, reading.words
    if words.pattern("institutions", "form", "accented").fullmatch(head[0]) and text[slice(*head.span())].isascii():
        return True
    before = Span(max(0, span.start - _AHEAD), span.start)
    if _is_called(reading, head, rules):
        return True
    last = folded.rfind(" ", span.start, span.end) + 1
    if right_before(words.pattern("institutions", "alone", "role"), folded, before):
        return True
    field = rules.fields.match(folded, head.start())
    if field and field.end() >= head.end() and _is_field(reading, head, alone=bool(rules.alone.fullmatch(head[0]))):
        return True
    headed = words.pattern("institutions", "form", "headed").match(folded, head.start(), span.end)
    ends = (span.end + 1,) if headed and headed.end() == last - 1 else (span.end + 1, max(last, span.start))
    if any(rules.never.match(folded, at) for at in ends):
        return True
    return bool(words.pattern("institutions", "form", "acronym").fullmatch(head[0])) and not acronym


def _is_called(reading: Reading, head: re.Match[str], rules: Grammar) -> bool:
    """Whether the article before a head has a capital inside a sentence: towns are called so, "en La Unión"."""
    start = reading.sentence(Span(*head.span())).start
    article = next((m for m in rules.article.finditer(reading.folded, max(start, head.start() - _THE), head.start())
                    if m.end() == head.start()), None)
    lead = reading.page.text[article.start() - 2 : article.start()] if article else ""
    return bool(article and not rules.bare and reading.flat[article.start()].isupper()
                and article.start() > start and lead[:1].isalpha() and lead[1:] == " ")


def _is_field(reading: Reading, head: re.Match[str], *, alone: bool) -> bool:
    """Whether it is a minister's field: "ministre de l'Intérieur et de la Police"; right behind the post only what is
    not called so alone: "secretario general de la Cancillería"."""
    words, floor = reading.words, max(0, head.start() - _FIELDS)
    joint = words.shape(_OF_FIELD).search(reading.folded, floor, head.start())
    joint = joint or (None if alone else words.shape(_OF).search(reading.folded, floor, head.start()))
    ministers = words.pattern("persons", "post", "ministers").finditer(reading.folded, floor, head.start())
    return bool(joint and any(minister.end() == joint.start() for minister in ministers))


def _of_state(reading: Reading, head: re.Match[str], span: Span) -> bool:
    """Whether a body that each state has once stands with one: "police des frontières du Niger", "Togolese customs"."""
    if not reading.words.pattern("institutions", "state", "head").fullmatch(head[0]):
        return False
    beside = (m.span for m in reading.of_kind("Country", "Demonym", within=span))
    return any(state.start == span.start or state.end == span.end for state in beside)
