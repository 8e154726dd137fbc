"""Back from a fact to the page: the words that it rests on, and the rule that read them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError, InputError
from oimgraph.graph.compact import base_of, namespace, short
from oimgraph.lexicon.fold import fold

_NAMES = (terms.LABEL, terms.TITLE, terms.PREF_LABEL, terms.ALT_LABEL)


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One fact and one place of one page that states it. `start` and `end` are code points of the page's text."""

    page: str                               # the file's stem
    start: int
    end: int
    subject: str                            # IRI
    predicate: str                          # IRI
    object: str                             # IRI or text
    subject_name: str
    predicate_name: str
    object_name: str
    rule: str
    confidence: str                         # "" where the rule was not measured
    document: str                           # IRI
    source: str                             # address, "" where unknown
    quote: str
    before: str                             # words of the same sentence, as far as the dataset quotes them
    after: str

    def __str__(self) -> str:
        """The page, the line with the words between ⟦ and ⟧, the rule."""
        line = " ".join(f"{self.before}⟦{self.quote}⟧{self.after}".split())
        measured = f", confidence {self.confidence}" if self.confidence else ""
        return "\n".join([
            f"{self.subject_name} · {self.predicate_name} · {self.object_name}",
            f"  page  {self.page}" + (f" ({self.source})" if self.source else ""),
            f"  line  {line}",
            f"  rule  {self.rule}{measured}; characters {self.start} to {self.end}",
        ])


def why(quads: Iterable[ox.Quad], subject: str, predicate: str = "") -> list[Reason]:
    """What shows the facts about a resource, page by page.

    The resource is given by IRI, by its steps after the base ("organization/iom"), by prefixed name or by any name that
    the dataset has for it; the property by IRI, prefixed name or local name. Raises InputError for what is not known.
    """
    index = _Index(quads)
    subjects = index.find(subject)
    found = [index.reason(assertion) for iri in subjects for assertion in index.assertions(iri)]
    if not found:
        raise InputError(f"no page states anything of {subject}", "what is known of it comes from the register")
    kept = [reason for reason in found if not predicate or predicate in _forms(reason.predicate)]
    if not kept:
        stated = ", ".join(sorted({reason.predicate_name for reason in found}))
        raise InputError(f"no page states {predicate} of {subject}", f"stated are: {stated}")
    return sorted(kept)


def reasons(quads: Iterable[ox.Quad]) -> list[Reason]:
    """Every fact of every page with its words, page by page, in the order of the text."""
    index = _Index(quads)
    return sorted(index.reason(assertion) for assertion in index.all_assertions())


def _forms(iri: str) -> tuple[str, ...]:
    """All that a property may be called by."""
    return iri, short(iri), short(iri).rpartition(":")[2], "a" if iri == terms.TYPE else iri


class _Index:
    """The quads by subject and predicate, and the assertions by what they are about."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: dict[str, dict[str, set[str]]] = {}
        self._about: dict[str, set[str]] = {}
        self._excerpts: dict[str, set[str]] = {}
        self._languages: dict[tuple[str, str], str] = {}
        self._intervals: dict[str, list[tuple[int, int, str]]] = {}
        for quad in quads:
            s, p, o = (term.value for term in (quad.subject, quad.predicate, quad.object)
                       if not isinstance(term, ox.Triple))
            self._values.setdefault(s, {}).setdefault(p, set()).add(o)
            if isinstance(quad.object, ox.Literal) and quad.object.language:
                self._languages[s, o] = quad.object.language
            if p == terms.SUBJECT:
                self._about.setdefault(o, set()).add(s)
            elif p == terms.HAS_SOURCE:
                self._excerpts.setdefault(o, set()).add(s)
        self._base = base_of(sorted(self._values))

    def find(self, written: str) -> list[str]:
        """The resources meant. Raises InputError, with the nearest names, when there are none."""
        prefix, _, local = written.partition(":")
        for iri in (written, self._base + written, namespace(prefix) + local):
            if iri in self._values or iri in self._about:
                return [iri]
        wanted = fold(written)
        names = {iri: self._names(iri) for iri in sorted(self._values)}
        found = [iri for iri, own in names.items() if any(fold(name) == wanted for name in own)]
        if not found:
            known = sorted({name for own in names.values() for name in own})
            near = difflib.get_close_matches(written, known, 3)
            raise InputError(f"the dataset knows no {written!r}", f"did you mean {' or '.join(near)}?" if near else "")
        return found

    def assertions(self, subject: str) -> list[str]:
        return sorted(self._about.get(subject, ()))

    def all_assertions(self) -> set[str]:
        return set().union(*self._about.values())

    def reason(self, assertion: str) -> Reason:
        subject, predicate, value, excerpt = (
            self._one(assertion, p) for p in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.SUPPORTED_BY)
        )
        document, quote = self._one(excerpt, terms.HAS_SOURCE), self._one(excerpt, terms.EXACT)
        start, end = self._interval(excerpt)
        language = self._one(document, terms.LANGUAGE)
        before, after = self._around(document, start, end)
        return Reason(
            self._one(document, terms.IDENTIFIER), start, end, subject, predicate, value, self._name(subject, language),
            short(predicate, self._base), self._name(value, language), self._one(assertion, terms.RULE),
            self._one(assertion, terms.CONFIDENCE), document, self._one(document, terms.SOURCE), quote, before, after,
        )

    def _around(self, document: str, start: int, end: int) -> tuple[str, str]:
        """What stands before and after the words in the shortest excerpt of the page that is longer than they."""
        longer = [(b - a, a, other) for a, b, other in self._excerpts_of(document)
                  if a <= start and end <= b and b - a > end - start]
        if not longer:
            return "", ""
        _, offset, other = min(longer)
        text = self._one(other, terms.EXACT)
        return text[: start - offset], text[end - offset :]

    def _excerpts_of(self, document: str) -> list[tuple[int, int, str]]:
        """The page's excerpts with their intervals; read once, for every fact of the page asks."""
        if document not in self._intervals:
            own = self._excerpts.get(document, ())
            self._intervals[document] = [(*self._interval(excerpt), excerpt) for excerpt in sorted(own)]
        return self._intervals[document]

    def _interval(self, excerpt: str) -> tuple[int, int]:
        """Raises DataError for an excerpt that does not say where it stands."""
        start, end = (self._one(excerpt, predicate) for predicate in (terms.EXCERPT_START, terms.EXCERPT_END))
        if not (start.isdecimal() and end.isdecimal()):
            raise DataError(f"the excerpt {excerpt or '(none)'} has no offsets", "'oimgraph validate' lists them")
        return int(start), int(end)

    def _one(self, subject: str, predicate: str) -> str:
        """The value, the first of several, or ""."""
        return min(self._values.get(subject, {}).get(predicate, ()), default="")

    def _names(self, iri: str) -> list[str]:
        return [name for predicate in _NAMES for name in sorted(self._values.get(iri, {}).get(predicate, ()))]

    def _name(self, value: str, language: str) -> str:
        """The first name of a resource in the page's language, else in any; its short IRI, or the text itself."""
        names = self._names(value)
        own = [name for name in names if self._languages.get((value, name)) == language]
        return next(iter(own or names), short(value, self._base))
