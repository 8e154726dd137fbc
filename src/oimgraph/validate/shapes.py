"""Reading shapes, and what they say of themselves in three languages."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from oimgraph.errors import InputError
from oimgraph.resources import folder
from oimgraph.validate.reading import node, values

SH = "http://www.w3.org/ns/shacl#"
MGS = "https://w3id.org/oimgraph/shapes#"


def read_shapes(shapes: Path | None = None) -> Store:
    """All Turtle files of a folder, or of the shapes that oimgraph ships, as one graph."""
    place = shapes or folder("shapes")
    files = sorted(place.glob("*.ttl")) if place.is_dir() else [place]
    if not files or not all(file.is_file() for file in files):
        raise InputError(f"no shapes at {place}", "name a folder with Turtle files (*.ttl)")
    store = Store()
    for file in files:
        try:
            store.load(path=file, format=RdfFormat.TURTLE)
        except (SyntaxError, OSError) as error:
            raise InputError(f"{file.name} is not Turtle: {error}", "correct the file") from error
    return store


def severity(shapes: Store, shape: str) -> str:
    """ "Violation" (also where a shape names none), "Warning" or "Info"."""
    return next(iter(values(shapes, shape, SH + "severity")), SH + "Violation").removeprefix(SH)


def message(shapes: Store, shape: str, language: str) -> str:
    """The shape's message in that language, else in English, else in any; "" when it has none."""
    found = {
        quad.object.language or "": quad.object.value
        for quad in shapes.quads_for_pattern(node(shape), NamedNode(SH + "message"), None)
        if isinstance(quad.object, Literal)
    }
    return found.get(language) or found.get("en") or next((found[key] for key in sorted(found)), "")
