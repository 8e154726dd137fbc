"""Every regular expression that our code compiles while it reads pages, and for each the texts that are worst for it.

A pattern is slow where a part that repeats is tried again and again: so each repeated part is taken out of the
pattern's own syntax tree, a short text that it matches is made, and repeated behind a text that leads up to it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from oimgraph.lexicon import LANGUAGES, lexicon

_parser: Any = re._parser  # type: ignore[attr-defined]
_c: Any = re._constants  # type: ignore[attr-defined]

REPEATS = (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT)
MANY = 4                    # a part that repeats less often cannot pile up
WORDS = ("a", "1", " ", "\n", "a ", "A ", "Aa ", "1 ", "1,", ". ", ", ", "-", "(", '"', "«", "<a ", "de la ", "of the ")
MEMBERS: dict[Any, str] = {
    _c.CATEGORY_DIGIT: "1", _c.CATEGORY_SPACE: " ", _c.CATEGORY_WORD: "a",
    _c.CATEGORY_NOT_DIGIT: "a", _c.CATEGORY_NOT_SPACE: "a", _c.CATEGORY_NOT_WORD: "-",
}
ESCAPES: dict[Any, str] = {
    _c.CATEGORY_DIGIT: r"\d", _c.CATEGORY_SPACE: r"\s", _c.CATEGORY_WORD: r"\w",
    _c.CATEGORY_NOT_DIGIT: r"\D", _c.CATEGORY_NOT_SPACE: r"\S", _c.CATEGORY_NOT_WORD: r"\W",
}

SPY = """
import importlib, json, pkgutil, re, sys
seen = {}
compiled = re._compile
def spy(pattern, flags):
    frame = sys._getframe(1)
    while frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "")
    if isinstance(pattern, str) and name.startswith("oimgraph.") and name != "oimgraph.lexicon":
        seen.setdefault((pattern, int(flags)), name)
    return compiled(pattern, flags)
re._compile = spy
from pathlib import Path
import oimgraph
for package in ("extract", "link", "mentions", "sources"):
    found = importlib.import_module(f"oimgraph.{package}")
    for module in pkgutil.walk_packages(found.__path__, f"{found.__name__}."):
        importlib.import_module(module.name)
from oimgraph import privacy
from oimgraph.extract import left_open, extract
from oimgraph.mentions import read_page
from oimgraph.shards.run import gazetteers, linked_page
from oimgraph.sources import read
for path in sorted(Path(sys.argv[1]).iterdir()):
    page = read(path)
    linked_page(page)
    reading = read_page(page, gazetteers())
    list(left_open(reading, extract(reading)))
print(json.dumps([[*key, name] for key, name in seen.items()]))
"""


def of_modules(examples: Path) -> dict[tuple[str, int], str]:
    """(pattern, flags) -> the module that compiles it, of all that is compiled while the examples are read.

    What the lexicon compiles itself are its terms, one or the other of them: of_lexicon() has them one by one.
    """
    done = subprocess.run([sys.executable, "-c", SPY, examples], capture_output=True, text=True, check=True)
    return {(pattern, flags): name for pattern, flags, name in json.loads(done.stdout)}


def of_lexicon() -> dict[tuple[str, int], str]:
    """Every term of every language as it is searched for; a term without a part that repeats is a plain word."""
    found = {}
    for language in LANGUAGES:
        words = lexicon(language)
        for file in words.files:
            for table, rows in words[file].items():
                for term in {term for terms in rows.values() for term in terms if not term.startswith("=")}:
                    found[rf"(?<!\w)(?:{term})(?!\w)", 0] = f"{language}/{file}.toml [{table}]"
    return found


def attacks(pattern: str, flags: int) -> set[tuple[str, str]]:
    """(what leads up, what is repeated); nothing for a pattern that repeats nothing."""
    tree = _parser.parse(pattern, flags)
    found = set(_pumps(tree, ""))
    return found | {("", word) for word in WORDS} if found else set()


def sample(pattern: str) -> str:
    """A short text that a pattern matches, or nearly: of alternatives the first."""
    return _sample(_parser.parse(pattern))


def _pumps(tree: Iterable[Any], lead: str) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in REPEATS and value[1] >= MANY:
            repeated = _sample(value[2]) or "a"
            yield lead, repeated
            yield "", lead + repeated
        for inner in _inside(op, value):
            yield from _pumps(inner, lead)
        lead += _sample([(op, value)])


def _inside(op: Any, value: Any) -> list[Any]:
    if op in REPEATS:
        return [value[2]]
    if op is _c.BRANCH:
        return list(value[1])
    if op is _c.SUBPATTERN:
        return [value[3]]
    if op is _c.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in (_c.ASSERT, _c.ASSERT_NOT) else []


def _sample(tree: Iterable[Any]) -> str:
    """A short text that a tree matches, or nearly."""
    return "".join(_character(op, value) or _of_parts(op, value) for op, value in tree)


def _character(op: Any, value: Any) -> str:
    if op is _c.LITERAL:
        return chr(value)
    if op is _c.ANY:
        return "a"
    if op is _c.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    return _member(value) if op is _c.IN else ""


def _member(members: list[Any]) -> str:
    op, value = members[0]
    if op is _c.NEGATE:
        return next(char for char in "a1 -\x01" if not re.fullmatch(_written(members[1:]), char))
    if op is _c.CATEGORY:
        return MEMBERS[value]
    return chr(value if op is _c.LITERAL else value[0])


def _written(members: list[Any]) -> str:
    """The characters of a class, written again as a class."""
    parts = (ESCAPES[value] if op is _c.CATEGORY else re.escape(chr(value)) if op is _c.LITERAL
             else f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}" for op, value in members)
    return f"[{''.join(parts)}]"


def _of_parts(op: Any, value: Any) -> str:
    if op in REPEATS:
        return _sample(value[2]) * int(value[0])
    if op is _c.BRANCH:
        return _sample(value[1][0])
    if op is _c.SUBPATTERN:
        return _sample(value[3])
    if op is _c.ATOMIC_GROUP:
        return _sample(value)
    return ""
