"""What must never appear: entities by IRI, persons by name, or all persons. With them goes every quote of the name.

A fact beside the name stays, on a quote that ends before the name or begins after it. A fact that is itself the name,
or rests on nothing else, goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from oimgraph import terms
from oimgraph.lexicon.fold import fold
from oimgraph.model import Page, Span, Statement, Value

_PERSON = terms.MGO + "Person"
_SURNAME = 4                # letters from which a part of a name points to the person by itself


def without(
    statements: Sequence[Statement], page: Page, persons: Iterable[str], entities: Iterable[str], *, people: bool
) -> Iterator[Statement]:
    """The statements that may appear, with quotes that may appear."""
    people_gone = set(persons)
    gone = _gone(statements, people_gone, set(entities), people=people)
    people_gone |= _labels(statements, {iri for iri in gone if _is_person(iri, statements)})
    names = people_gone | _labels(statements, gone)
    if not gone and not names:
        yield from statements
        return
    whole, parts = _pattern(names), _pattern(names.union(*map(_surnames, people_gone)))
    hidden = [Span(*match.span()) for match in parts.finditer(fold(page.text))]
    for statement in statements:
        told = statement.object
        name = whole if statement.predicate == terms.LABEL else parts     # of another with the same surname
        if statement.subject in gone or told in gone or (isinstance(told, Value) and name.search(fold(told.text))):
            continue
        span = _clear(statement, page, hidden)
        if span is not None:
            yield statement if span == statement.span else replace(statement, span=span)


def _gone(statements: Sequence[Statement], persons: set[str], entities: set[str], *, people: bool) -> set[str | Value]:
    """IRIs of the page that must not appear."""
    found: set[str | Value] = set(entities)
    if not people:
        found |= {s.subject for s in statements if s.predicate == terms.TYPE and s.object == _PERSON}
    names = {_plain(name) for name in persons}
    return found | {s.subject for s in statements
                    if s.predicate == terms.LABEL and isinstance(s.object, Value) and _plain(s.object.text) in names}


def _labels(statements: Sequence[Statement], of: set[str | Value]) -> set[str]:
    return {s.object.text for s in statements
            if s.subject in of and s.predicate == terms.LABEL and isinstance(s.object, Value)}


def _is_person(iri: str | Value, statements: Sequence[Statement]) -> bool:
    return any(s.subject == iri and s.predicate == terms.TYPE and s.object == _PERSON for s in statements)


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def _surnames(name: str) -> list[str]:
    """Later parts of a name, by which a page takes the person up again."""
    return [part for word in fold(name).split()[1:] for part in (word, *word.split("-")) if len(part) >= _SURNAME]


def _pattern(names: set[str]) -> re.Pattern[str]:
    """Any of the names in folded text, over line breaks as well; nothing when there are none."""
    forms = {r"\s+".join(map(re.escape, fold(name).split())) for name in names} - {""}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)") if forms else re.compile(r"(?!)")


def _clear(statement: Statement, page: Page, hidden: Sequence[Span]) -> Span | None:
    """The longest part of the quote without a name, one with the object's own words first; None if there is none."""
    span = statement.span
    inside = [one for one in hidden if one.overlaps(span)]
    if not inside:
        return span
    ends = [span.start, *(edge for one in inside for edge in (one.start, one.end)), span.end]
    parts = [_trimmed(Span(a, b), page.text) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b]
    words = fold(statement.object.text) if isinstance(statement.object, Value) else ""
    free = [part for part in parts if part.start < part.end]
    return max(free, key=lambda p: (words in fold(p.of(page.text)), p.end - p.start, -p.start), default=None)


def _trimmed(span: Span, text: str) -> Span:
    """Without the spaces and marks at both ends."""
    words = span.of(text)
    begun = len(words) - len(words.lstrip(" \n\t,;:.–—-"))
    return Span(span.start + begun, max(span.start + begun, span.start + len(words.rstrip(" \n\t,;:–—-"))))
