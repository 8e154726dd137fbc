"""Numbers with their unit, and sums of money, in digits and words and with every kind of thousands separator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from oimgraph.lexicon import lexicon
from oimgraph.mentions.coins import currency_of
from oimgraph.model import Moment, Money, Quantity, Span

# one to three digits, then groups of three after a space, dot, comma or apostrophe; or plain digits; then decimals
_DIGITS = (
    r"\d{{1,3}}(?:(?P<sep{n}>[ .,'\u00a0\u202f])\d{{3}}(?:(?P=sep{n})\d{{3}}){{0,3}})?(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d{{4,12}}(?:[.,]\d{{1,2}}(?!\d))?"
)

_EQUAL = 30                 # characters between a sum and its equivalent
_SHARED = 220               # characters between a sum and a number that shares its currency
_LEAST = 10_000             # smaller bare numbers count other things


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


def money(folded: str, language: str, states: Sequence[tuple[int, str]] = ()) -> tuple[Money, ...]:
    """All sums of money; a second sum in brackets right after one is its equivalent, not another sum.

    `states` are the positions and codes of what names a state: they tell whose pesos or crowns are meant.
    """
    found: list[Money] = []
    told: list[Span] = []
    same = lexicon(language).pattern("numbers", "same", "sum")
    for match in _money_pattern(language).finditer(folded):
        span = Span(match.start(), match.end())
        told.append(span)
        if found and _is_same(folded[found[-1].span.end : span.start], same):
            continue
        currency = _currency(match["before"] or match["after"], match.start(), states, language)
        if currency:
            number, scale = match["number1"] or match["number2"], match["scale1"] or match["scale2"]
            amount = _value(number, scale or match["short1"] or match["short2"], language)
            found.append(Money(span, amount.normalize(), currency))
    return tuple(sorted([*found, *_sharing(folded, language, found, told)], key=lambda one: one.span))


def _is_same(between: str, same: re.Pattern[str]) -> bool:
    """ "(", "(soit environ", ", or about": what leads to the same sum in another currency."""
    rest, words = same.subn("", between)
    rest = rest.strip(" ,")
    return len(between) < _EQUAL and (rest == "(" or (not rest and words > 0))


def _sharing(folded: str, language: str, sums: Sequence[Money], taken: Sequence[Span]) -> Iterator[Money]:
    """Bare numbers that share the currency of a sum in the same sentence: "800 000 dollars par X et 300 000 par Y"."""
    for match in _bare_pattern(language).finditer(folded) if sums else ():
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        near = [one for one in sums if 0 < _apart(folded, one.span, span) < _SHARED]
        value = _value(match["number"], match["scale"], language)
        if near and value >= _LEAST and not any(span.overlaps(other) for other in taken):
            yield Money(span, value.normalize(), min(near, key=lambda one: _apart(folded, one.span, span)).currency)


def _apart(folded: str, one: Span, two: Span) -> int:
    """Characters between two spans, none when a sentence ends between them."""
    between = folded[min(one.end, two.end) : max(one.start, two.start)]
    return 0 if re.search(r"[.!?]\s", between) else len(between)


def _value(number: str, scale: str | None, language: str) -> Decimal:
    spoken = any(map(str.isalpha, number))          # "1 and a half million" is a word, too
    value = _in_words(number, language) if spoken else _digits(number)
    return value * (_scale(scale, language) if scale else 1)


def _in_words(number: str, language: str) -> Decimal:
    """ "trente-sept millions neuf cent mille": what stands before a hundred or a scale is multiplied by it."""
    words = _words(language)
    if number in words:
        return words[number]
    total = part = Decimal(0)
    for word in _number_word(language).findall(number):
        value = words.get(word) or _scale(word, language)
        if value >= 1000:
            total, part = total + (part or 1) * value, Decimal(0)
        else:
            part = part * value if value == 100 and part else part + value
    return total + part


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
    """Every word for a number, those of a ten and a unit included: "forty-six", "cuarenta y seis"."""
    rows, joint = (lexicon(language)["numbers"][table] for table in ("words", "joint"))
    alone = {term: Decimal(key[1:]) for key, terms in rows.items() for term in terms}
    tens = {rows[f"n{value}"][0]: value for value in range(20, 100, 10)}
    units = {term: value for term, value in alone.items() if value < 20}
    joined = {
        ten + between + unit: ten_value + value
        for ten, ten_value in tens.items() for between in joint["unit"] for unit, value in units.items()
        if value < 10 or ten in joint["long"]
    }
    return joined | alone


def _key(table: str, written: str, language: str) -> str:
    """The key of the term that the words match."""
    return lexicon(language).key("numbers", table, written)


def _scale(written: str, language: str) -> Decimal:
    words = lexicon(language).pattern("numbers", "scale")
    table = "scale" if words.fullmatch(written.strip()) else "short"
    return Decimal(_key(table, written.strip(), language)[1:])


def _unit(written: str | None, language: str) -> str:
    unit = _key("unit", written.strip(), language) if written else ""
    return "%" if unit == "percent" else unit


def _currency(written: str, at: int, states: Sequence[tuple[int, str]], language: str) -> str:
    """The ISO code; of what several states call their money, that of the state named nearest, else none."""
    code = _key("money", written.strip(), language)
    return code or currency_of(_key("local", written.strip(), language), at, states)


def _parts(language: str) -> dict[str, str]:
    tables = lexicon(language)["numbers"]
    parts = {table: _alternatives(t for terms in tables[table].values() for t in terms) for table in tables}
    return parts | {"words": _alternatives(_words(language))}


@cache
def _number_pattern(language: str) -> re.Pattern[str]:
    parts = _parts(language)
    return re.compile(
        rf"(?<![\w.,/-])(?P<number>{_DIGITS.format(n=1)}|{_composed(language)}|{parts['words']})(?![\w/]|[.,]\d)"
        rf"(?:\s(?P<scale>{parts['scale']})(?!\w))?(?:[\s-]{{0,2}}(?P<unit>{parts['unit']})(?!\w))?"
    )


def _composed(language: str) -> str:
    """ "two hundred and thirty", "deux mille trois cents": words around a hundred or a thousand."""
    tables, words = lexicon(language)["numbers"], _words(language)
    large = [term for term, value in words.items() if 100 <= value < 1000]
    any_large, word = _alternatives([*large, tables["scale"]["x1000"][0]]), _alternatives(words)
    joint = "".join(f"(?:{joint} )?" for joint in tables["joint"]["hundred"])
    return rf"(?:(?:{word}) )?(?:{any_large})(?!\w)(?: {joint}(?:{word})(?!\w)){{1,4}}"


@cache
def _number_word(language: str) -> re.Pattern[str]:
    """A word for a number or a scale, alone."""
    parts = _parts(language)
    scales = "|".join(re.sub(r"\(\?: d.{0,12}$", "", term) for term in parts["scale"].split("|"))
    return re.compile(rf"(?<!\w)(?:{parts['words']}|{scales})(?!\w)")


@cache
def _money_pattern(language: str) -> re.Pattern[str]:
    parts = _parts(language)
    word = _number_word(language).pattern

    def one(n: int) -> str:
        written = rf"{word}(?:[ -]{{and}}?{word}){{0,8}}"
        number = rf"(?P<number{n}>{_DIGITS.format(n=n)}|{written})"
        scale, short = rf"(?P<scale{n}>{parts['scale']})(?!\w)", rf"(?P<short{n}>{parts['short']})(?![^\W_])"
        return rf"{number}(?!\d)(?:\s?{scale}|\s?{short})?"

    after = rf"{{bare-of}}?(?P<after>{parts['money']}|{parts['local']})(?!\w)"
    return lexicon(language).shape(
        rf"(?<![\w.,])(?P<before>{parts['money']})\s?{one(1)}|(?<![\w.,]){one(2)}\s{{0,2}}{after}")


@cache
def _bare_pattern(language: str) -> re.Pattern[str]:
    """A large number that nothing counts: a preposition, a sign or the end stands behind it."""
    parts = _parts(language)
    link = "|".join(sorted(lexicon(language)["numbers"]["same"]["link"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?P<number>{_DIGITS.format(n=1)})(?![\w/]|[.,]\d)(?:\s(?P<scale>{parts['scale']})(?!\w))?"
        rf"(?=\s*(?:[,;:.)]|$|(?:{link})(?!\w)))"
    )
