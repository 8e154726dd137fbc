"""Acronyms: beside the name that they stand for, in the register, and later on the page alone."""

from __future__ import annotations

import re
from collections import Counter

from oimgraph.lexicon.fold import fold
from oimgraph.lexicon.names import ACRONYM
from oimgraph.mentions.bodies.grammar import Grammar
from oimgraph.mentions.reading import Reading
from oimgraph.model import Entity, Span

_WRITTEN = rf"(?P<acronym>{ACRONYM})"
BRACKETED = re.compile(rf" ?\({_WRITTEN}\)")
_ACRONYM = re.compile(rf" ?\(\s?[«\"“]?\s?{_WRITTEN}(?:[ ,;](?!\s?\d)[^()]{{0,40}})?\)")      # no sum: "(AUD 280,000)"
_BRACKET = re.compile(r" ?\((?=[A-Z])")
_LONE = re.compile(rf" [«\"“(]?{_WRITTEN}(?![\w-])")
_UP_TO = re.compile(rf" ?[^.;:()\"]{{1,80}}? \({_WRITTEN}\)")
_COUNTING = re.compile(r"[^\W\d_]+")
_LETTERS = 3                # that an acronym has which tells how far a name goes
_SMALL = 3                  # letters of the small words that give none of theirs
_MISSED = 2                 # words of a name of which its acronym may have nothing
_TAKEN = 4                  # letters that an acronym may take from one word
_LEADING = re.compile(rf"(?<![\w-]){_WRITTEN} \($")


def acronym_of(reading: Reading, span: Span) -> tuple[str, Span] | None:
    """The acronym beside a name: in brackets behind it, after "or", or before its brackets."""
    known = [m for m in reading.of_kind("Organization", within=span) if m.span.end == span.end]
    if match := _ACRONYM.match(reading.flat, span.end):
        at = Span(*match.span("acronym"))
        own = not any(m.entity == known_by(reading, at) for m in known)
        return (match["acronym"], at) if own else None
    if bracket := _BRACKET.match(reading.flat, span.end):
        within = Span(bracket.end(), reading.flat.find(")", bracket.end()))
        if any(m.span == within and m.entity not in {k.entity for k in known} for m in reading.of_kind("Organization")):
            return reading.text(within), within         # a short name in small letters that the register knows
    between = reading.words.pattern("institutions", "acronym", "before")
    opening = re.compile(r",? ").match(reading.folded, span.end)
    word = between.match(reading.folded, opening.end()) if opening else None
    if word and (match := _LONE.match(reading.flat, word.end())):
        return match["acronym"], Span(*match.span("acronym"))
    match = _LEADING.search(reading.flat, max(0, span.start - 16), span.start)
    if match and reading.flat.startswith(")", span.end):
        return match["acronym"], Span(*match.span("acronym"))
    return None


def spelt_to(reading: Reading, name: Span, limit: int, rules: Grammar) -> int:
    """Where a name ends whose acronym stands further on in brackets and is made of the first letters of its words up
    to there: "Superintendencia de Aduanas | y de Administración Tributaria (SUNAT)"."""
    match = _UP_TO.match(reading.flat, name.end, limit)
    if not match:
        return name.end
    end = name.start + len(reading.text(Span(name.start, match.start("acronym"))).rstrip(" ("))
    letters = "".join(c for c in match["acronym"] if c.isupper())
    starts = [head.start() for head in rules.heads.finditer(reading.folded, name.end, end)
              if reading.flat[head.start()].isupper()]
    if len(letters) < _LETTERS or ("," in match[0] and starts) or any(
            _is_made_of(letters, reading, Span(at, end), at, rules) for at in starts):
        return name.end                     # the acronym of another body: "Ministry of Health and the Red Cross (KRC)"
    return end if _is_made_of(letters, reading, Span(name.start, end), name.end, rules) else name.end


def _is_made_of(letters: str, reading: Reading, name: Span, needed: int, rules: Grammar) -> bool:
    """Whether an acronym is made of how the words of a name begin, the first among them and one from `needed` on; at
    most two words that count give no letter."""
    words = list(_COUNTING.finditer(reading.flat, name.start, name.end))
    kept = [word for word in words if word[0][0].isupper() or (
        len(word[0]) > _SMALL and not rules.connectors.match(reading.folded, word.start()))]
    states = {(0, 0, False)}                # letters used, words passed over, whether the end of the name gave some
    for number, word in enumerate(kept):
        written, last = fold(word[0]).upper(), word.start() >= needed
        more = {(used, missed + 1, told) for used, missed, told in states if number and missed < _MISSED}
        for used, missed, told in states:
            for size in range(1, _TAKEN + 1):
                if letters[used : used + size] == written[:size] and len(letters) >= used + size:
                    more.add((used + size, missed, told or last))
        states = more
    return any(used == len(letters) and told for used, _, told in states)


def inner(reading: Reading, span: Span, acronym: str, rules: Grammar) -> Span | None:
    """The body inside a longer name whose initials the acronym has: "Unité marine de la [Police nationale du
    Burundi] (PNB)"; None when the acronym stands for the whole."""
    letters = "".join(c for c in acronym if c.isupper())
    for head in rules.heads.finditer(reading.folded, span.start + 1, span.end):
        rest = Span(head.start(), span.end)
        if reading.page.text[head.start()].isupper() and initials(reading.text(rest)) == letters:
            state = Span(span.start, rest.start - 1)        # "Fijian | Ministry of Labour (MOL)" is one body
            whole = any(m.span == state for m in reading.of_kind("Country", "Demonym"))
            return None if whole or initials(reading.text(span)) == letters else rest
    return None


def initials(name: str) -> str:
    """Of the words that count, in capitals: small words of one to three letters do not."""
    return "".join(word[0].upper() for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper() or len(word) > 3)


def known_by(reading: Reading, acronym: Span, country: str = "") -> Entity | None:
    """The body that the register knows by the acronym beside the name, unless it is another state's."""
    known = [m.entity for m in reading.of_kind("Organization", within=acronym) if m.span == acronym]
    return next((e for e in known if country in ("", reading.countries.get(e, country))), None)


def spelt_out(reading: Reading, written: str) -> Entity | None:
    """The one body of the page that has these initials, perhaps in another language: one letter may differ."""
    letters = Counter(c for c in written if c.isupper())
    found = {entity for entity, labels in reading.labels.items() if entity.kind == "Organization" and labels
             and (letters & _letters(labels[0].text)).total() >= letters.total() - 1}
    return found.pop() if is_acronym(written) and letters.total() > 3 and len(found) == 1 else None


def _letters(name: str) -> Counter[str]:
    return Counter(word[0].upper() for word in re.findall(r"[^\W\d_]{4,}", fold(name)))


def is_acronym(written: str) -> bool:
    letters = [c for c in written if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
