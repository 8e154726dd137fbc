"""The first page, what it searches in, and the page about the data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from oimgraph import __version__, terms
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.charts import countries
from oimgraph.publish.drawing import earth, land
from oimgraph.publish.here import Here, Site, render
from oimgraph.publish.index import NAMES

_RUN = (terms.OWL + "versionInfo", terms.MGO + "ontologyHash", terms.MGO + "codeHash", terms.MGO + "lexiconHash",
        terms.CORRECTIONS_HASH)


def home_pages(site: Site) -> Iterator[tuple[str, str]]:
    classes = Counter(cls for _, cls in site.index.resources())
    shown = [(cls, count) for cls, count in classes.most_common() if cls.startswith(terms.MGO)]
    drawing = earth(countries(site.index))
    for language in LANGUAGES:
        here = Here(site, "", language)
        yield here.file, render("home.html", here, drawing=drawing, land=land(), classes=shown,
                                things=sum(count for _, count in shown), documents=classes[terms.DOCUMENT],
                                statements=site.index.count(terms.ASSERTION))


def about_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Where the data come from, how they were made, and what is kept out of them."""
    run = site.index.described(site.index.base + "run")
    made = [(predicate, value.value) for predicate in _RUN for value in run.get(predicate, [])]
    for language in LANGUAGES:
        here = Here(site, "about/", language)
        yield here.file, render("about.html", here, made=made, version=__version__,
                                corrections=len(run.get(terms.CORRECTION, [])))


def search_entries(site: Site) -> bytes:
    """A script with a row for each resource: folder, class, name in each language, further names."""
    classes = sorted({cls for _, cls in site.index.resources()})
    numbers = {cls: number for number, cls in enumerate(classes)}
    named = [[site.index.name(cls, language)[0] for language in LANGUAGES] for cls in classes]
    rows = [_line([site.paths[iri], numbers[cls], *_names(site, iri)]) for iri, cls in site.index.resources()]
    between = ",\n"
    return f"window.kinds={_line(named)};\nwindow.entries=[\n{between.join(rows)}\n];\n".encode()


def _names(site: Site, iri: str) -> list[str]:
    own = [site.index.name(iri, language)[0] for language in LANGUAGES]
    described = site.index.described(iri)
    others = {value.value for predicate in (*NAMES, terms.ALT_LABEL, terms.IDENTIFIER, terms.PROJECT_ID, terms.PRIMA_ID)
              for value in described.get(predicate, []) if isinstance(value, ox.Literal)}
    return [*own, " | ".join(sorted(others - set(own)))]


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
