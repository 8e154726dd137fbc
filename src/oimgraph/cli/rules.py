"""Commands for those who write rules: evaluate, rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from oimgraph.cli import DatasetArgument, JsonOption, app, talk
from oimgraph.errors import InputError


@app.command()
def evaluate(
    dataset: DatasetArgument,
    gold: Annotated[Path, typer.Argument(help="Folder of gold cases, NAME.toml beside NAME.txt.", show_default=False)],
    only: Annotated[str, typer.Option(help="Only the cases with such names, as in 'fr-*'.")] = "*",
    floor: Annotated[Path | None, typer.Option(help="JSON file with the least figures that are good enough.")] = None,
    *,
    details: Annotated[bool, typer.Option("--details", help="List what is wrong and what is missing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Compare a dataset with gold; exit status 1 when a figure is below its floor."""
    from oimgraph.evaluate import evaluate as compare
    from oimgraph.evaluate.results import below, results, table
    from oimgraph.graph.dataset import load

    floors = _floors(floor) if floor else {}
    score = compare(load(dataset), gold, only)
    found = results(score)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(table(score)))
    if details:
        typer.echo("\n".join("\t".join(cells) for cells in sorted(score.details)))
    failures = list(below(floors, found))
    if failures:
        talk("\n".join(failures))
        raise typer.Exit(1)


def _floors(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {path}: {error}", "give a JSON file such as --json prints") from None


@app.command()
def rules() -> None:
    """List the rules that read facts; the same names stand in the graph."""
    from oimgraph.extract import RULES

    typer.echo("\n".join(RULES))
