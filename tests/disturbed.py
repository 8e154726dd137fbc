"""Pages as nobody has written them: gold pages and examples with other figures, lines of one another, lines in another
order, names in each other's place, line breaks lost. What they say is nonsense, and what is built of them must hold."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")
_LANGUAGE = re.compile(r"(?:^|-)(en|es|fr)-")


def disturbed(seed: int, pages: int) -> Iterator[str]:
    """So many texts; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    texts = _texts()
    names = sorted({name for held in texts.values() for text in held for name in _NAME.findall(text)})
    for _ in range(pages):
        held = texts[chance.choice(sorted(texts))]
        lines = _mixed(chance, chance.choice(held).split("\n"), chance.choice(held).split("\n"))
        text = re.sub(r"\d+", lambda found: _other_number(chance, found[0]), "\n".join(lines))
        if chance.random() < 0.3:
            text = _NAME.sub(lambda found: chance.choice(names) if chance.random() < 0.1 else found[0], text)
        yield _broken(chance, text)


def write(path: Path, seed: int, pages: int) -> None:
    """The texts as lines of JSON, each with an address."""
    rows = ({"text": text, "url": f"https://www.example.org/news/{seed}-{number}"}
            for number, text in enumerate(disturbed(seed, pages)))
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for folder in (ROOT / "tests" / "gold", ROOT / "examples"):
        for path in sorted(folder.glob("*.txt")):
            if language := _LANGUAGE.search(path.stem):
                found.setdefault(language[1], []).append(path.read_text(encoding="utf-8"))
    return found


def _mixed(chance: random.Random, lines: list[str], others: list[str]) -> list[str]:
    way = chance.random()
    if way < 0.3:
        return lines[: chance.randint(1, len(lines))] + others[chance.randint(0, len(others) - 1) :]
    if way < 0.5:
        return [line for one in lines for line in ([one, chance.choice(others)] if chance.random() < 0.2 else [one])]
    if way < 0.6:
        return chance.sample(lines, len(lines))
    return lines


def _other_number(chance: random.Random, digits: str) -> str:
    if chance.random() < 0.5:
        return digits
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return str(chance.randint(1995, 2026))
    if chance.random() < 0.1:
        return chance.choice(["0", "00", "008", "1er", "33", str(chance.randint(0, 10 ** chance.randint(1, 12)))])
    return "".join(chance.choice("0123456789") for _ in digits)


def _broken(chance: random.Random, text: str) -> str:
    way = chance.random()
    if way < 0.05:
        return text.replace("\n", " ")
    return text.replace(". ", ".\n") if way < 0.15 else text
