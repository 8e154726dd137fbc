"""What a release says of itself: DCAT 3 and VoID in Turtle, a schema.org Dataset in JSON-LD. No clock: a date stands
there when it is given."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.authority import descriptions
from oimgraph.graph.compact import base_of
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.facts import facts

DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SPDX = "http://spdx.org/rdf/terms#"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_IANA = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = {code: f"http://publications.europa.eu/resource/authority/language/{name}"
              for code, name in {"en": "ENG", "es": "SPA", "fr": "FRA"}.items()}
_TITLE = {
    "en": "Migration governance as public pages state it: a graph with its quotes",
    "es": "La gobernanza de la migración según páginas públicas: un grafo con sus citas",
    "fr": "La gouvernance des migrations selon des pages publiques : un graphe avec ses citations",
}
_ABOUT = {
    "en": "{facts} facts read from {pages} pages on projects, agreements, events, money and actors, each with the "
          "words it rests on. Quotes belong to those who published the pages.",
    "es": "{facts} hechos leídos en {pages} páginas sobre proyectos, acuerdos, acontecimientos, fondos y actores, cada "
          "uno con las palabras en que se apoya. Las citas pertenecen a quienes publicaron las páginas.",
    "fr": "{facts} faits lus dans {pages} pages sur des projets, accords, événements, fonds et acteurs, chacun avec "
          "les mots sur lesquels il repose. Les citations appartiennent à ceux qui ont publié les pages.",
}
_DATES = {terms.START, terms.END, terms.SIGNED_ON, terms.FUNDING_YEAR, terms.PUBLICATION_YEAR, terms.ADOPTED_ON,
          terms.PERIOD}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MEDIA_TYPES = {".ttl": "text/turtle", ".trig": "application/trig", ".nq": "application/n-quads",
               ".jsonld": "application/ld+json", ".gz": "application/gzip", ".csv": "text/csv",
               ".xml": "application/xml", ".md": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the publisher says of a release; all of it may be left out."""

    version: str = ""
    issued: str = ""                        # a date, "2026-11-24"
    url: str = ""                           # the folder in which the files will stand
    previous: str = ""                      # IRI of the dataset before


@dataclass(frozen=True, slots=True)
class Summary:
    """What is counted in a dataset."""

    iri: str
    base: str
    triples: int                            # facts, each once
    subjects: int
    objects: int
    classes: Mapping[str, int]              # class -> resources
    properties: Mapping[str, int]           # property -> facts
    documents: int
    languages: tuple[str, ...]
    years: tuple[str, ...]                  # first and last that a fact names; () for none
    countries: Mapping[str, str]            # IRI -> name in English, "" where the dataset has none


def version_iri(quads: Iterable[ox.Quad]) -> str:
    """A dataset's IRI, made of its content: equal datasets have one name."""
    held = list(quads)
    digest = hashlib.sha256(to_nquads(held)).hexdigest()[:16]
    graphs = {quad.graph_name.value for quad in held if isinstance(quad.graph_name, ox.NamedNode)}
    return f"{base_of(sorted(graphs))}dataset/{digest}"


def summary(quads: Iterable[ox.Quad]) -> Summary:
    held = list(quads)
    return summary_of(version_iri(held), facts(held))


def summary_of(iri: str, told: Iterable[ox.Triple]) -> Summary:
    """The same of facts that come one by one, each once."""
    triples, classes, properties = 0, Counter[str](), Counter[str]()
    subjects, objects, years = set[str](), set[object](), set[str]()
    values: dict[str, set[str]] = {terms.LANGUAGE: set(), terms.IN_COUNTRY: set()}
    names: dict[str, str] = {}
    for triple in told:
        subject, predicate, value = getattr(triple.subject, "value", ""), triple.predicate.value, triple.object
        text = str(getattr(value, "value", ""))
        triples += 1
        properties[predicate] += 1
        subjects.add(subject)
        objects.add(value)
        if predicate == terms.TYPE and isinstance(value, ox.NamedNode):
            classes[text] += 1
        elif predicate == terms.PREF_LABEL and isinstance(value, ox.Literal) and value.language == "en":
            names[subject] = text
        elif predicate in values:
            values[predicate].add(text)
        if predicate in _DATES:
            years |= set(_YEAR.findall(text))
    return Summary(
        iri, iri.rpartition("dataset/")[0], triples, len(subjects), len(objects), dict(sorted(classes.items())),
        dict(sorted(properties.items())), classes[terms.DOCUMENT], tuple(sorted(values[terms.LANGUAGE])),
        (min(years), max(years)) if years else (),
        {country: names.get(country, "") for country in sorted(values[terms.IN_COUNTRY])},
    )


def ontology() -> tuple[str, str]:
    """The version IRI and the version of the ontology in use."""
    told = descriptions()[terms.MGO.rstrip("#")]
    return told[terms.OWL + "versionIRI"][0].value, told[terms.OWL + "versionInfo"][0].value


def dcat(found: Summary, files: Mapping[str, bytes], told: Told) -> bytes:
    """void.ttl: the dataset, its distributions with their checksums, its classes and properties in figures."""
    triples = {*_dataset(found, told), *_partitions(found)}
    for name, data in files.items():
        triples |= set(_distribution(found, name, data, told))
    prefixes = terms.PREFIXES | {"dcat": DCAT, "void": VOID, "spdx": SPDX}
    written = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    if written is None:
        raise TypeError("serialize without an output returns bytes")
    return written


def _dataset(found: Summary, told: Told) -> Iterator[ox.Triple]:
    period = f"{found.iri}#period"
    yield from _links(found.iri, {
        terms.TYPE: [DCAT + "Dataset", VOID + "Dataset"], terms.DCTERMS + "license": [LICENCE],
        DCAT + "isVersionOf": [found.base + "dataset"], terms.DCTERMS + "conformsTo": [ontology()[0]],
        VOID + "vocabulary": [terms.MGO, terms.SCHEMA, terms.SKOS, terms.DCTERMS, terms.PROV, terms.OA],
        terms.PROV + "wasGeneratedBy": [found.base + "run"], terms.DCTERMS + "spatial": found.countries,
        terms.DCTERMS + "language": [_LANGUAGES[code] for code in found.languages if code in _LANGUAGES],
        terms.DCTERMS + "temporal": [period] if found.years else [],
        DCAT + "previousVersion": [told.previous] if told.previous else [],
    })
    for language, title in _TITLE.items():
        about = _ABOUT[language].format(facts=found.triples, pages=found.documents)
        yield _told(found.iri, terms.TITLE, ox.Literal(title, language=language))
        yield _told(found.iri, terms.DCTERMS + "description", ox.Literal(about, language=language))
    counts = {"triples": found.triples, "entities": sum(found.classes.values()), "classes": len(found.classes),
              "properties": len(found.properties), "distinctSubjects": found.subjects, "distinctObjects": found.objects,
              "documents": found.documents}
    for name, count in counts.items():
        yield _told(found.iri, VOID + name, _typed(str(count), "integer"))
    yield _told(found.iri, VOID + "uriSpace", ox.Literal(found.base))
    yield _told(found.iri, DCAT + "version", ox.Literal(told.version or found.iri.rpartition("/")[2]))
    if told.issued:
        yield _told(found.iri, terms.DCTERMS + "issued", _typed(told.issued, "date"))
    if found.years:
        yield _told(period, terms.TYPE, ox.NamedNode(terms.DCTERMS + "PeriodOfTime"))
        for name, year in zip(("startDate", "endDate"), found.years, strict=True):
            yield _told(period, DCAT + name, _typed(year, "gYear"))


def _partitions(found: Summary) -> Iterator[ox.Triple]:
    for kind, count, counts in (("class", "entities", found.classes), ("property", "triples", found.properties)):
        for iri, number in counts.items():
            part = f"{found.iri}#{kind}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"
            yield _told(found.iri, f"{VOID}{kind}Partition", ox.NamedNode(part))
            yield _told(part, VOID + kind, ox.NamedNode(iri))
            yield _told(part, VOID + count, _typed(str(number), "integer"))


def _distribution(found: Summary, name: str, data: bytes, told: Told) -> Iterator[ox.Triple]:
    distribution, checksum = f"{found.iri}#{name}", f"{found.iri}#{name}-sha256"
    address = _address(found, name, told)
    yield from _links(found.iri, {DCAT + "distribution": [distribution], VOID + "dataDump": [address]})
    yield from _links(distribution, {
        terms.TYPE: [DCAT + "Distribution"], DCAT + "downloadURL": [address], DCAT + "accessURL": [address],
        DCAT + "mediaType": [_IANA + _media(name)], terms.DCTERMS + "license": [LICENCE], SPDX + "checksum": [checksum],
    })
    yield _told(distribution, terms.TITLE, ox.Literal(name))
    yield _told(distribution, DCAT + "byteSize", _typed(str(len(data)), "nonNegativeInteger"))
    yield from _links(checksum, {
        terms.TYPE: [SPDX + "Checksum"], SPDX + "algorithm": [SPDX + "checksumAlgorithm_sha256"]})
    yield _told(checksum, SPDX + "checksumValue", _typed(hashlib.sha256(data).hexdigest(), "hexBinary"))


def _links(subject: str, told: Mapping[str, Iterable[str]]) -> Iterator[ox.Triple]:
    for predicate, objects in told.items():
        for value in objects:
            yield _told(subject, predicate, ox.NamedNode(value))


def _told(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(terms.XSD + kind))


def _media(name: str) -> str:
    return MEDIA_TYPES[name[name.rindex(".") :]]


def _address(found: Summary, name: str, told: Told) -> str:
    return f"{(told.url or found.iri).rstrip('/')}/{name}"


def schema_org(found: Summary, files: Mapping[str, bytes], told: Told) -> bytes:
    """dataset.jsonld: the same for search engines of data."""
    whole: dict[str, Any] = {
        "@context": {"@vocab": terms.SCHEMA},
        "@id": found.iri,
        "@type": "Dataset",
        "name": [{"@language": code, "@value": title} for code, title in _TITLE.items()],
        "description": [{"@language": code, "@value": text.format(facts=found.triples, pages=found.documents)}
                        for code, text in _ABOUT.items()],
        "license": {"@id": LICENCE},
        "version": told.version or found.iri.rpartition("/")[2],
        "inLanguage": list(found.languages),
        "isAccessibleForFree": True,
        "spatialCoverage": [{"@type": "Place", "@id": iri, **({"name": name} if name else {})}
                            for iri, name in found.countries.items()],
        "variableMeasured": [{"@type": "PropertyValue", "name": re.split(r"[#/]", cls)[-1], "value": count}
                             for cls, count in found.classes.items()],
        "distribution": [{"@type": "DataDownload", "contentUrl": {"@id": _address(found, name, told)}, "name": name,
                          "encodingFormat": _media(name), "contentSize": f"{len(data)} B",
                          "sha256": hashlib.sha256(data).hexdigest()} for name, data in sorted(files.items())],
        **({"temporalCoverage": "/".join(found.years)} if found.years else {}),
        **({"datePublished": told.issued} if told.issued else {}),
        **({"isBasedOn": {"@id": told.previous}} if told.previous else {}),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
