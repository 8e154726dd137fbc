"""The command that writes a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from oimgraph.cli import DatasetArgument, app, talk


@app.command()
def publish(
    dataset: DatasetArgument,
    out: Annotated[Path, typer.Option(help="Folder to write.", show_default=False)],
    url: Annotated[str, typer.Option(help="Address of the folder once it is published.")] = "",
) -> None:
    """Write a dataset as a site: a page for everything in it, in three languages; any web host will do, or none."""
    from oimgraph.graph.dataset import stream
    from oimgraph.publish import publish as write_site
    from oimgraph.shards.progress import on_terminal

    count = write_site(stream(dataset), out, url, on_terminal)
    talk(f"Written to {out}/: {count} files. Open {out}/index.html in a browser.")
