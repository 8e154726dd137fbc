"""The command line: parse, call one function, print. Heavy libraries are imported inside the commands.

Exit status: 0 good; 1 the data breaks a shape or a floor; 2 the user or the input. Data goes to stdout, talk to stderr.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from oimgraph import __version__
from oimgraph.errors import OimgraphError

app = typer.Typer(
    name="oimgraph",
    help="Turns pages about migration governance into an RDF graph in which every statement shows its quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DatasetArgument = Annotated[Path, typer.Argument(help="graph.nq, or a folder that build wrote.")]


def main() -> None:
    """Run a command; what goes wrong is one line and a hint, and exit status 2."""
    try:
        app()
    except OimgraphError as error:
        talk(f"oimgraph: {error.what}" + (f"\n  hint: {error.hint}" if error.hint else ""))
        sys.exit(2)


def talk(line: str) -> None:
    typer.echo(line, err=True)


@app.callback(invoke_without_command=True)
def version(*, show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if show:
        typer.echo(f"oimgraph {__version__}")
        raise typer.Exit
