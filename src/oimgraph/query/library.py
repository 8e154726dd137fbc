"""The questions that oimgraph ships as queries; a question is found by name, as a file, or is SPARQL itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from oimgraph.errors import InputError
from oimgraph.query.parameters import Parameter, read_parameters
from oimgraph.resources import folder

_TITLE = re.compile(r"#\s*(fr|es):\s*(.+)")
_SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the question that it answers, in plain words."""

    name: str
    text: str

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return read_parameters(self.text)

    def title(self, language: str = "en") -> str:
        """The question in that language; in the language of the file's first comment line where it has no other."""
        lines = self.text.splitlines()
        titles = {m[1]: m[2] for line in lines if (m := _TITLE.fullmatch(line.strip()))}
        first = lines[0].removeprefix("#").strip() if lines and lines[0].startswith("#") else self.name
        return titles.get(language, first)


def questions() -> list[Question]:
    """All shipped queries, by name."""
    return [_read(path) for path in sorted(folder("queries").glob("*.rq"))]


def find(asked: str) -> Question:
    """The question of that name, or a file (*.rq), or the text itself as a query. Raises InputError."""
    shipped = folder("queries") / f"{asked}.rq"
    if re.fullmatch(r"[\w-]+", asked) and shipped.is_file():
        return _read(shipped)
    if asked.endswith(".rq"):
        return _read(Path(asked))
    if _SPARQL.search(asked):
        return Question("query", asked)
    names = ", ".join(question.name for question in questions())
    raise InputError(f"there is no query {asked}", f"name a file (*.rq) or one of: {names}")


def _read(path: Path) -> Question:
    try:
        return Question(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from None
