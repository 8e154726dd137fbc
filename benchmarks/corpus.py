"""A corpus of invented pages of any size: the same seed and number give the same page, on every computer.

    python benchmarks/corpus.py 10000 OUT.jsonl      as JSON lines, with columns id, text, url, language
    python benchmarks/corpus.py 1000 FOLDER          as text files; with --html as saved HTML pages

Of ten pages six are press releases, two project pages, one is a copy of another, and one speaks of other things.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

_LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Made:
    """An invented page."""

    identifier: str
    language: str
    title: str
    fields: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"https://www.example.int/{self.language}/{self.identifier}"

    @property
    def text(self) -> str:
        fields = [f"-\n{label}\n{value}" for label, value in self.fields]
        return "\n".join([self.title, *fields, "", "\n\n".join(self.paragraphs), ""])

    @property
    def html(self) -> str:
        """With the weight of a real page around it: head, menus, scripts, footer."""
        fields = "".join(f'<div class="field"><div class="field__label">{escape(label)}</div>'
                         f'<div class="field__item">{escape(value)}</div></div>' for label, value in self.fields)
        body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in self.paragraphs)
        menu = "".join(f'<li class="menu-item"><a href="/{self.language}/part-{n}"><span>{n}</span></a></li>\n'
                       for n in range(300))
        script = "<script>" + "var settings = {path: 'x', theme: 'y'};\n" * 300 + "</script>"
        return (f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="utf-8">'
                f'<title>{escape(self.title)}</title><link rel="canonical" href="{self.url}">{script}</head>\n'
                f'<body><nav><ul>{menu}</ul></nav><main><h1>{escape(self.title)}</h1>{fields}'
                f'<div class="narrow-content"><div class="field--type-text-with-summary">\n{body}</div></div></main>'
                f"<footer><ul>{menu}</ul></footer></body></html>\n")


def pages(count: int, seed: int = 1) -> Iterator[Made]:
    return (page(number, seed) for number in range(count))


def crawl(count: int, seed: int = 1) -> Iterator[Made]:
    """Pages of which one in a thousand is not about other things: what a crawl of the open web is like."""
    return (page(10 * number + (4 if number % 1_000 else 0), seed) for number in range(count))


def page(number: int, seed: int = 1) -> Made:
    """The page of that number; each is made on its own, whatever the others are."""
    copied = number - 3 if number % 10 == 9 else number
    rng = random.Random(f"{seed} {copied}")
    language = rng.choice(_LANGUAGES)
    words = _Words(rng, language)
    identifier = f"{language}-page-{number:07d}"
    if number % 10 == 4:
        noise = tuple(rng.choices(words.of["noise"], k=rng.randint(3, 9)))
        return Made(identifier, language, noise[0].partition(",")[0], (), noise)
    body = rng.sample(words.of["body"], k=rng.randint(4, 11))
    paragraphs = tuple(words.fill(" ".join(group)) for group in _grouped(rng, body))
    first, contact = words.fill(rng.choice(words.of["first"])), words.fill(words.of["contact"])
    is_project = number % 10 in (2, 7)
    fields = tuple((label, words.fill(value)) for label, value in words.of["fields"]) if is_project else ()
    title = words.fill(rng.choice(words.of["titles"]))
    return Made(identifier, language, title, fields, (first, *paragraphs, *(() if is_project else (contact,))))


def _grouped(rng: random.Random, sentences: list[str]) -> Iterator[list[str]]:
    while sentences:
        size = rng.randint(1, 3)
        yield sentences[:size]
        sentences = sentences[size:]


class _Words:
    """What fills the slots of one page: a country and a year that stay, names and numbers that do not."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self._rng, self._language = rng, language
        self.of = _data()[language]
        names, cities = rng.choice(list(_data()["countries"].values()))
        english, inside, of_it, french, spanish = names
        self._country = {"en": english, "fr": french, "es": spanish}[language]
        self._cities, self._year = cities, rng.randint(2005, 2025)
        self._fixed = {"c": self._country, "in": inside, "of": of_it}

    def fill(self, template: str) -> str:
        rng, people = self._rng, _data()["people"]
        total = rng.randint(20, 900) * 5000
        month = rng.choice(self.of["months"])
        day = rng.randint(1, 28)
        dates = {"en": f"{day} {month} {self._year}", "fr": f"{day} {month} {self._year}",
                 "es": f"{day} de {month} de {self._year}"}
        between = {"en": ",", "fr": "\u202f", "es": "."}[self._language]
        return template.format(
            **self._fixed, city=rng.choice(self._cities), ministry=rng.choice(self.of["ministries"]),
            donor=rng.choice(self.of["donors"]), theme=rng.choice(self.of["themes"]), post=rng.choice(self.of["posts"]),
            person=f"{rng.choice(people['first'])} {rng.choice(people['last'])}",
            n=rng.randint(11, 990), m=rng.randint(11, 90), k=rng.randint(2, 9), day=dates[self._language],
            year=self._year - rng.randint(0, 4), later=self._year + rng.randint(1, 4), sum_plain=f"{total}.00",
            sum=f"{total:,}".replace(",", between),
        )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


def write(made: Iterable[Made], out: Path, *, html: bool = False) -> None:
    """A folder of files, or a file of JSON lines."""
    if out.suffix == ".jsonl":
        with out.open("w", encoding="utf-8") as file:
            for one in made:
                row = {"id": one.identifier, "text": one.html if html else one.text, "url": one.url,
                       "language": one.language}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    for one in made:
        folder = out / one.identifier[-7:-3]
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{one.identifier}.{'html' if html else 'txt'}"
        (folder / name).write_text(one.html if html else one.text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(pages(given.count, given.seed), given.out, html=given.html)
