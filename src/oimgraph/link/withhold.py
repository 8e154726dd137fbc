"""Statements that show a page's contacts are left out whole: a quote with a gap would not be the page's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from oimgraph import terms
from oimgraph.link import Linked
from oimgraph.model import Span, Statement, Value
from oimgraph.privacy import contacts

_OF_PAGE = "document.page"      # the rule of what any words of a page show: that it is one, its kind, its language


def withhold(linked: Linked) -> Linked:
    """The page without statements that show contact data, and without what these statements alone give a class."""
    text = linked.page.text
    found = contacts(text)
    clear = {span: not found.within(span.of(text)) for span in {statement.span for statement in linked.statements}}
    named = {named for one in linked.statements for named in (one.subject, _text(one.object))}
    shown = {text for text in named if found.within(text)}
    told = _described(linked, clear)
    kept = [one for one in told if clear[one.span] and one.subject not in shown and _text(one.object) not in shown]
    if len(kept) == len(linked.statements):
        return linked
    kept = _typed(kept, _subjects(linked.statements))
    return replace(linked, statements=tuple(kept), withheld=len(linked.statements) - len(kept))


def _described(linked: Linked, clear: Mapping[Span, bool]) -> list[Statement]:
    """The statements; where the title is not clear, kind and language of the page rest on the first words that are: a
    page whose title names its contact is a document all the same."""
    first = min((span for span, is_clear in clear.items() if is_clear), default=None)
    return [replace(one, span=first) if first and one.rule == _OF_PAGE and not clear[one.span] else one
            for one in linked.statements]


def _text(value: str | Value) -> str:
    return value.text if isinstance(value, Value) else value


def _subjects(statements: Sequence[Statement]) -> set[str]:
    """What the statements give a class."""
    return {one.subject for one in statements if one.predicate == terms.TYPE}


def _typed(kept: list[Statement], before: set[str]) -> list[Statement]:
    """What is left once nothing speaks of resources that have lost their class."""
    lost = before - _subjects(kept)
    return [one for one in kept
            if one.subject not in lost and (isinstance(one.object, Value) or one.object not in lost)]
