"""Every file of the site, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oimgraph import terms
from oimgraph.export.jsonld import to_jsonld
from oimgraph.export.turtle import to_turtle
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.document import document_page, read
from oimgraph.publish.downloads import download_files
from oimgraph.publish.here import Here, Site
from oimgraph.publish.home import about_pages, home_pages, search_entries
from oimgraph.publish.lists import Listing, list_pages
from oimgraph.publish.negotiation import recipes
from oimgraph.publish.ontology import class_pages, ontology_files
from oimgraph.publish.paths import class_path, file_of
from oimgraph.publish.pictures import picture_pages
from oimgraph.publish.questions import question_files
from oimgraph.publish.resource import resource_page, told

_HERE = Path(__file__).resolve().parent
ASSETS = ("site.css", "search.js")
TOP = frozenset({"id", "scheme", "class", "ontology", "pictures", "questions", "downloads", "about", "assets",
                 "negotiation", "view.html", ".htaccess", *(file_of("", language) for language in LANGUAGES)})

Files = Iterator[tuple[str, bytes]]


def files(site: Site) -> Files:
    """Path and bytes of each file, in a fixed order."""
    for name in ASSETS:
        yield f"assets/{name}", (_HERE / name).read_bytes()
    yield "assets/entries.js", search_entries(site)
    yield from recipes(site)
    yield from _resources(site)
    for found in (_classes(site), class_pages(site), home_pages(site), about_pages(site), picture_pages(site)):
        for name, page in found:
            yield name, page.encode()
    yield from ontology_files(site)
    yield from question_files(site)
    yield from download_files(site)


def _resources(site: Site) -> Files:
    """The pages of each resource, and beside them what is stated of it as Turtle and JSON-LD."""
    for iri, cls in site.index.resources():
        path = site.paths[iri]
        is_document = cls == terms.DOCUMENT
        yield from _document(site, iri, path) if is_document else _resource(site, iri, path)
        triples = list(site.index.graph(iri) if is_document else site.index.triples(iri))
        yield f"{path}index.jsonld", to_jsonld(triples)
        yield f"{path}index.ttl", to_turtle(triples)


def _resource(site: Site, iri: str, path: str) -> Files:
    resource = told(site.index, iri)
    for language in LANGUAGES:
        for part in range(1, len(resource.parts) + 1):
            here = Here(site, path, language, part)
            yield here.file, resource_page(resource, here).encode()


def _document(site: Site, iri: str, path: str) -> Files:
    document = read(site.index, iri)
    for language in LANGUAGES:
        here = Here(site, path, language)
        yield here.file, document_page(document, here).encode()


def _classes(site: Site) -> Iterator[tuple[str, str]]:
    """The list of each class."""
    members: dict[str, list[str]] = {}
    for iri, cls in site.index.resources():
        members.setdefault(cls, []).append(iri)
    for cls, found in sorted(members.items()):
        yield from list_pages(Listing(class_path(cls), found, cls), site, LANGUAGES)
