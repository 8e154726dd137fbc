"""Numbers with their unit, and sums of money, in digits and words and with every kind of thousands separator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from oimgraph.lexicon import lexicon
from oimgraph.model import Moment, Money, Quantity, Span

# one to three digits, then groups of three after a space, dot, comma or apostrophe; or plain digits; then decimals
_DIGITS = (
    r"\d{{1,3}}(?:(?P<sep{n}>[ .,'\u00a0\u202f])\d{{3}}(?:(?P=sep{n})\d{{3}}){{0,3}})?(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d{{4,12}}(?:[.,]\d{{1,2}}(?!\d))?"
)


def quantities(folded: str, language: str, moments: Iterable[Moment], sums: Iterable[Money]) -> tuple[Quantity, ...]:
    """All numbers that are no part of a date, of a sum of money or of a code, in the order of the text."""
    taken = [*(moment.span for moment in moments), *(amount.span for amount in sums)]
    found = []
    for match in _number_pattern(language).finditer(folded):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(other) for other in taken):
            quantity = Quantity(span, _value(match["number"], match["scale"], language), _unit(match["unit"], language))
            if quantity.value > 1 or quantity.unit or match["number"][0].isdigit():     # "un" alone is an article
                found.append(quantity)
    return tuple(found)


def money(folded: str, language: str) -> tuple[Money, ...]:
    """All sums of money; a second sum in brackets right after one is its equivalent, not another sum."""
    found: list[Money] = []
    for match in _money_pattern(language).finditer(folded):
        span = Span(match.start(), match.end())
        if found and folded[found[-1].span.end : span.start].strip() in ("(", "(soit", "(about", "(environ", "(unos"):
            continue
        currency = match["before"] or match["after"]
        number, scale = match["number1"] or match["number2"], match["scale1"] or match["scale2"]
        found.append(Money(span, _value(number, scale, language), _currency(currency, language)))
    return tuple(found)


def _value(number: str, scale: str | None, language: str) -> Decimal:
    value = _words(language)[number] if number in _words(language) else _digits(number)
    return value * (_scale(scale, language) if scale else 1)


def _digits(written: str) -> Decimal:
    """ "72 176", "10.800", "19,9", "300000.00", "1,200,000" """
    compact = re.sub(r"[\s']", "", written)
    separators = [c for c in compact if c in ".,"]
    if not separators:
        return Decimal(compact)
    last = separators[-1]
    head, _, tail = compact.rpartition(last)
    if len(tail) == 3 and (separators.count(last) == len(separators)) and not head.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", compact))
    return Decimal(re.sub(r"[.,]", "", head) + "." + tail)


def _alternatives(terms: Iterable[str]) -> str:
    return "|".join(sorted(terms, key=lambda term: (-len(term), term)))


@cache
def _words(language: str) -> dict[str, Decimal]:
    return {term: Decimal(key[1:]) for key, terms in lexicon(language)["numbers"]["words"].items() for term in terms}


def _key(table: str, written: str, language: str) -> str:
    """The key of the term that the words match."""
    rows = lexicon(language)["numbers"][table]
    return next(key for key, terms in rows.items() if any(re.fullmatch(term, written) for term in terms))


def _scale(written: str, language: str) -> Decimal:
    return Decimal(_key("scale", written.strip(), language)[1:])


def _unit(written: str | None, language: str) -> str:
    unit = _key("unit", written.strip(), language) if written else ""
    return "%" if unit == "percent" else unit


def _currency(written: str, language: str) -> str:
    return _key("money", written.strip(), language)


def _parts(language: str) -> dict[str, str]:
    tables = lexicon(language)["numbers"]
    return {table: _alternatives(t for terms in tables[table].values() for t in terms) for table in tables}


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    parts = _parts(language)
    return re.compile(
        rf"(?<![\w.,/-])(?P<number>{_DIGITS.format(n=1)}|{parts['words']})(?![\w/]|[.,]\d)"
        rf"(?:\s(?P<scale>{parts['scale']})(?!\w))?(?:[\s-]{{0,2}}(?P<unit>{parts['unit']})(?!\w))?"
    )


@cache
def _money_pattern(language: str) -> re.Pattern[str]:
    parts = _parts(language)

    def one(n: int) -> str:
        number = rf"(?P<number{n}>{_DIGITS.format(n=n)}|{parts['words']})"
        return rf"{number}(?!\d)(?:\s?(?P<scale{n}>{parts['scale']})(?!\w))?"

    return re.compile(
        rf"(?<![\w.,])(?P<before>{parts['money']})\s?{one(1)}|(?<![\w.,]){one(2)}\s{{0,2}}(?P<after>{parts['money']})(?!\w)"
    )
