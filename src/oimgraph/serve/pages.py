"""The HTML of the server: small pages without script, everything escaped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import jinja2
import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.compact import short
from oimgraph.lexicon import LANGUAGES
from oimgraph.query import Answer, Question, Rows, Triples, questions
from oimgraph.query.render import render
from oimgraph.serve.library import Library, Statement
from oimgraph.serve.limits import Declined
from oimgraph.serve.show import Fact, Reader

_HERE = Path(__file__).resolve().parent
STYLE = (_HERE / "serve.css").read_bytes()
_NAMES = {"en": "English", "fr": "Français", "es": "Español"}
_ROWS, _STATEMENTS = 500, 300       # what a page shows at most, and says so
_EXAMPLE = "SELECT ?agreement ?signatory WHERE {\n  ?agreement a mgo:Agreement ; mgo:signatory ?signatory\n} LIMIT 20\n"
_AT = re.compile(r"error at (\d{1,6}):(\d{1,6})")
_RELATIONS = (terms.RDFS + "subClassOf", terms.RDFS + "domain", terms.RDFS + "range")
_NOT_DRAWN = {terms.DOCUMENT, terms.ASSERTION, terms.EXCERPT}
_EVIDENCE = ("evidence", "page")    # the columns that with_quotes() adds


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to show: one that is shipped, with its values, or SPARQL."""

    question: Question | None = None
    text: str = ""
    values: tuple[tuple[str, str], ...] = ()
    quotes: bool = False

    def address(self, path: str, language: str) -> str:
        asked = [("question", self.question.name), *self.values] if self.question else [("query", self.text)]
        return f"{path}?{urlencode([*asked, *([('quotes', '1')] if self.quotes else []), ('lang', language)])}"


class Pages:
    """All templates are read and compiled at once: a worker, which makes the pages, cannot open a file."""

    def __init__(self, library: Library) -> None:
        self._library = library
        texts = {path.name: path.read_text(encoding="utf-8") for path in (_HERE / "templates").glob("*.html")}
        environment = jinja2.Environment(
            loader=jinja2.DictLoader(texts), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
        self._templates = {name: environment.get_template(name) for name in texts}
        told = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
        self._words = {code: {key: by_language[code] for key, by_language in told.items()} for code in LANGUAGES}
        self.questions = {question.name: question for question in questions()}

    def query(self, language: str, wanted: Wanted, answer: Answer | None = None,
              problem: Declined | None = None) -> bytes:
        words, question = self._words[language], wanted.question
        title = question.title(language) if question else words["own"] if wanted.text else words["ask"]
        return self._page(
            "query.html", language, lambda code: wanted.address("/query", code) if question or wanted.text
            else f"/query?lang={code}", title=title, question=question, values=dict(wanted.values),
            text=question.text if question else wanted.text, quotes=wanted.quotes, problem=problem,
            wrong=_wrong(wanted.text, problem) if problem else None,
            answer=None if answer is None else self._answer(answer, language, quotes=wanted.quotes),
            csv=wanted.address("/query.csv", language), share=wanted.address("/query", language),
            example=_EXAMPLE, prefixes=", ".join(sorted(terms.PREFIXES)), shipped=list(self.questions.values()),
        )

    def resource(self, iri: str, path: str, language: str) -> bytes | None:
        """The page about a resource of that path; None where nothing is known of it."""
        library, reader, words = self._library, Reader(self._library, language), self._words[language]
        facts = library.facts(iri)
        if not facts:
            return None
        classes = {getattr(fact.object, "value", "") for fact in facts if fact.predicate.value == terms.TYPE}
        said = library.said(iri) if terms.DOCUMENT in classes else []
        naming = self._naming(iri, said)
        more = [(words["said"], _anchored(reader.facts(said[:_STATEMENTS])), len(said)),
                (words["naming"], [("", fact) for fact in reader.facts(naming[:_STATEMENTS])], len(naming))]
        drawn = any(name.startswith(terms.MGO) for name in classes) and not classes & _NOT_DRAWN
        return self._page(
            "resource.html", language, lambda code: f"{path}.html?lang={code}", iri=iri, path=path,
            name=library.name(iri, language) or short(iri, library.base), facts=reader.facts(facts), more=more,
            in_view=f"/view#{urlencode({'node': iri, 'lang': language})}" if drawn else "",
        )

    def ontology(self, language: str) -> bytes:
        words, iri = self._words[language], terms.MGO.removesuffix("#")
        sections = [(words["classes"], self._things(language, "Class")),
                    (words["properties"], self._things(language, "ObjectProperty", "DatatypeProperty"))]
        return self._page("ontology.html", language, lambda code: f"/ontology.html?lang={code}", iri=iri,
                          name=self._library.name(iri, language), sections=sections)

    def unknown(self, iri: str, language: str) -> bytes:
        return self._page("problem.html", language, lambda code: f"/query?lang={code}", iri=iri)

    def _naming(self, iri: str, said: Sequence[Statement]) -> list[Statement]:
        """What names the resource; of a page not what it says itself."""
        own = {(one.subject, one.predicate, one.object) for one in said}
        return [one for one in self._library.naming(iri) if (one.subject, one.predicate, one.object) not in own]

    def _things(self, language: str, *kinds: str) -> list[dict[str, object]]:
        """Our terms of these kinds of OWL."""
        found = (one.subject.value for kind in kinds for one in self._library.naming(terms.OWL + kind)
                 if one.predicate.value == terms.TYPE)
        return [self._thing(iri, language) for iri in sorted(found) if iri.startswith(terms.MGO)]

    def _thing(self, iri: str, language: str) -> dict[str, object]:
        reader = Reader(self._library, language)
        facts = self._library.facts(iri)
        about = {fact.object.language: fact.object.value for fact in facts
                 if fact.predicate.value == terms.SKOS + "definition" and isinstance(fact.object, ox.Literal)}
        relations = [(short(fact.predicate.value), reader.cell(fact.object)) for fact in facts
                     if fact.predicate.value in _RELATIONS and isinstance(fact.object, ox.NamedNode)]
        return {"local": iri.removeprefix(terms.MGO), "short": short(iri), "name": self._library.name(iri, language),
                "about": about.get(language, ""), "relations": relations}

    def _answer(self, answer: Answer, language: str, *, quotes: bool) -> dict[str, object]:
        reader = Reader(self._library, language)
        if isinstance(answer, Rows):
            words = self._words[language]
            columns = [words[name] if quotes and name in _EVIDENCE else name for name in answer.columns]
            quoted = [quotes and name == "evidence" for name in answer.columns]
            rows = [[(reader.cell(cell), is_quote and cell is not None)
                     for cell, is_quote in zip(row, quoted, strict=True)] for row in answer.rows[:_ROWS]]
            return {"kind": "rows", "columns": columns, "rows": rows, "all": len(answer)}
        if isinstance(answer, Triples):
            return {"kind": "triples", "text": render(answer, "turtle"), "all": len(answer)}
        return {"kind": "yes" if answer else "no"}

    def _page(self, template: str, language: str, here: Callable[[str], str], **told: object) -> bytes:
        return self._templates[template].render(
            language=language, words=self._words[language], languages=list(_NAMES.items()), here=here, **told).encode()


def _wrong(text: str, problem: Declined) -> tuple[str, str] | None:
    """The line of a query in which the engine lost its way: what it had read of it, and the rest."""
    found = _AT.search(problem.what)
    lines = text.splitlines()
    if not found or not 0 < int(found[1]) <= len(lines):
        return None
    line, column = lines[int(found[1]) - 1], int(found[2]) - 1
    return line[:column], line[column:]


def _anchored(facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    """With the fragment by which links to a quote find it; only the first of equals has it."""
    found: dict[str, Fact] = {}
    fragments = [next((quote.href.partition("#")[2] for quote in fact.quotes), "") for fact in facts]
    return [(fragment if found.setdefault(fragment, fact) is fact else "", fact)
            for fragment, fact in zip(fragments, facts, strict=True)]
