"""Where a resource's page stands in the site. Every path is made here, of steps that can do no harm; what has others
gets a hash for a path, so that no IRI leads out of the folder and no two share a page on any file system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from oimgraph import terms
from oimgraph.lexicon import LANGUAGES
from oimgraph.link.mint import digest, slug

FIRST = LANGUAGES[0]                # the language of files without a language in their name
_STEP = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_MAX = 200                          # characters of a path; a file system allows 255 for a step
_DEPTH = 6                          # steps of a path
_OURS = re.compile(r"(?:index|page-\d+)(?:\..*)?", re.IGNORECASE)


class Paths(Mapping[str, str]):
    """IRI -> folder of its page, "id/organization/iom/", for all resources that have one."""

    def __init__(self, iris: Iterable[str], base: str) -> None:
        self._base = base
        self._paths: dict[str, str] = {}
        taken: set[str] = set()
        for iri in sorted(iris):
            path = self._plain(iri)
            if not path or path.lower() in taken:
                path = f"id/other/{digest(iri, 16)}/"
            taken.add(path.lower())
            self._paths[iri] = path

    def __getitem__(self, iri: str) -> str:
        return self._paths[iri]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _plain(self, iri: str) -> str:
        """The steps that the IRI has after the base; "" where they cannot be a path."""
        for start, root in ((self._base, "id/"), (terms.SCHEME, "scheme/")):
            rest = iri.removeprefix(start)
            if rest != iri:
                steps = rest.split("/")
                plain = all(_STEP.fullmatch(step) and not _OURS.fullmatch(step) for step in steps)
                return f"{root}{rest}/" if plain and len(rest) <= _MAX and len(steps) <= _DEPTH else ""
        return ""


def class_path(cls: str) -> str:
    """The folder of the list of a class's members."""
    local = re.split(r"[#/]", cls)[-1]
    return f"class/{local if _STEP.fullmatch(local) and len(local) <= _MAX else digest(cls, 16)}/"


def step(*parts: str) -> str:
    """A folder's name made of any texts."""
    return "-".join(slug(part) for part in parts if part)


def file_of(path: str, language: str, part: int = 1) -> str:
    """The file of a page in a language; what does not fit on the first page stands on page-2 and so on."""
    stem = "index" if part == 1 else f"page-{part}"
    return f"{path}{stem}{'' if language == FIRST else f'.{language}'}.html"


def link(path: str, there: str) -> str:
    """The relative address of a file of the site, seen from a page in the folder `path`."""
    return "../" * path.count("/") + there


def anchor(iri: str) -> str:
    """Where a term of a vocabulary is told on the ontology's page: its local name, with its prefix if it is no term of
    ours."""
    if iri.startswith(terms.MGO):
        return iri.removeprefix(terms.MGO)
    prefix = next((prefix for prefix, space in terms.PREFIXES.items() if iri.startswith(space)), "")
    return f"{prefix}:{iri.removeprefix(terms.PREFIXES.get(prefix, ''))}"


def is_web(address: str) -> bool:
    """Whether an address may stand in a link."""
    return re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", address, re.IGNORECASE) is not None


def cut(text: str, letters: int) -> str:
    """At most so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
