"""The dataset to take away: the files of a release with their description, networks, and the view.

Of a dataset that memory does not hold at once there are N-Quads, the description, and a view of what is pointed to
most.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator

from oimgraph.export.description import MEDIA_TYPES, Told, dcat, schema_org, summary_of
from oimgraph.export.network import gexf, graphml
from oimgraph.export.release import release
from oimgraph.lexicon import LANGUAGES
from oimgraph.publish.here import Here, Site, data_block, render
from oimgraph.view import render as render_view

FOLDER = "downloads/"
_NEAR = 400                 # nodes of the view of a large dataset


def download_files(site: Site) -> Iterator[tuple[str, bytes]]:
    told = Told(url=site.url + FOLDER if site.url else "")
    files, view = _whole(site, told) if site.index.is_small else _large(site, told)
    yield "view.html", view
    for name, data in sorted(files.items()):
        yield FOLDER + name, data
    rows = [(name, len(data), MEDIA_TYPES.get(name[name.rindex(".") :], "")) for name, data in sorted(files.items())]
    linked = data_block(json.loads(files["dataset.jsonld"]))
    for language in LANGUAGES:
        here = Here(site, FOLDER, language)
        yield here.file, render("downloads.html", here, rows=rows, linked=linked).encode()


def _whole(site: Site, told: Told) -> tuple[dict[str, bytes], bytes]:
    quads = list(site.index.quads())
    networks = {"graph.graphml": graphml(quads), "graph.gexf": gexf(quads)}
    return release(quads, told) | networks, render_view(quads)


def _large(site: Site, told: Told) -> tuple[dict[str, bytes], bytes]:
    digest, packed = hashlib.sha256(), io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for line in site.index.lines():
            digest.update(line)
            file.write(line)
    files = {"graph.nq.gz": packed.getvalue()}
    found = summary_of(f"{site.index.base}dataset/{digest.hexdigest()[:16]}", site.index.facts())
    near = site.index.near(_NEAR)
    view = render_view(site.index.part(near), start=near)
    return files | {"void.ttl": dcat(found, files, told), "dataset.jsonld": schema_org(found, files, told)}, view
