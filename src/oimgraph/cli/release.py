"""The command that writes all files of a release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from oimgraph.cli import DATASET, DatasetArgument, app, talk


@app.command()
def release(
    dataset: DatasetArgument,
    out: Annotated[Path, typer.Option(help="Folder to write.", show_default=False)],
    previous: Annotated[str, typer.Option(help=f"The release before, for CHANGES.md: {DATASET}")] = "",
    named: Annotated[str, typer.Option("--release-version", help="Default: a hash of the dataset.")] = "",
    issued: Annotated[str, typer.Option(help="Date of the release, as in 2026-11-24; default: none.")] = "",
    url: Annotated[str, typer.Option(help="Address of the folder once it is published.")] = "",
) -> None:
    """Write a release: the dataset in all formats of RDF, its description (DCAT, VoID, schema.org) and what changed."""
    from oimgraph.export.description import Told
    from oimgraph.export.release import release as files_of
    from oimgraph.graph.dataset import load
    from oimgraph.graph.folders import write_folder

    old = load(previous) if previous else None
    files = files_of(load(dataset), Told(named, issued, url), old)
    write_folder(out, files, "void.ttl")
    talk(f"Written to {out}/: {', '.join(sorted(files))}")
