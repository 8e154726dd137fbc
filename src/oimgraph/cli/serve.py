"""The command that serves."""

from __future__ import annotations

from typing import Annotated

import typer

from oimgraph.cli import DatasetArgument, app, talk


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - each is an option
    dataset: DatasetArgument,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 is all of them.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8080,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time that a query may take.")] = 10,
    rows: Annotated[int, typer.Option(min=1, help="Rows or triples that an answer may have.")] = 10_000,
    memory: Annotated[int, typer.Option(min=16, help="MB that a query may use.")] = 1024,
    at_once: Annotated[int, typer.Option(min=1, help="Queries answered at the same time; others get 429.")] = 4,
) -> None:
    """Serve a dataset on the web: SPARQL, a page per resource, a page to ask, the view. It can only be read."""
    from oimgraph.graph.dataset import load
    from oimgraph.serve import Limits
    from oimgraph.serve import serve as answer

    limits = Limits(seconds=seconds, rows=rows, megabytes=memory, at_once=at_once)
    answer(load(dataset), host, port, limits, lambda address: talk(f"Serving {dataset} at {address} until Ctrl-C."))
