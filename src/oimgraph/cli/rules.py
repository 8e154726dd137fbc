"""Commands for those who write rules: evaluate, rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oimgraph.cli import DatasetArgument, JsonOption, app, talk
from oimgraph.errors import InputError

if TYPE_CHECKING:
    from oimgraph.rules import Row, Unknown


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
def rules(
    paths: Annotated[list[Path] | None, typer.Argument(help="Pages to try the rules on.", show_default=False)] = None,
    *,
    unknown: Annotated[bool, typer.Option("--unknown", help="What no rule knew on the pages.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the rules: their cases, facts on the pages given, and how many are right on gold."""
    from oimgraph.resources import beside_code
    from oimgraph.rules import table
    from oimgraph.rules import unknown as not_known

    if unknown and not paths:
        raise InputError("--unknown needs pages", "oimgraph rules --unknown PATH...")
    if unknown:
        _print(found := not_known(paths or []), _unknown_lines(found), as_json=as_json)
    else:
        _print(known := table(paths or [], beside_code("tests/cases/facts")), _rule_lines(known), as_json=as_json)


def _print(rows: Sequence[Row | Unknown], lines: Iterator[str], *, as_json: bool) -> None:
    told = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) if as_json else "\n".join(lines)
    typer.echo(told)


def _rule_lines(rows: Iterable[Row]) -> Iterator[str]:
    yield f"{'rule':28} cases  facts  right on gold  confidence"
    for row in rows:
        right = f"{row.right}/{row.judged}" if row.judged else "-"
        yield f"{row.rule:28} {len(row.cases):5}  {row.facts:5}  {right:>13}  {row.confidence or '-':>10}"


def _unknown_lines(rows: Iterable[Unknown]) -> Iterator[str]:
    yield f"{'kind':8} {'count':>5}  lang  words"
    for row in rows:
        yield f"{row.kind:8} {row.count:5}  {row.language:4}  {row.words} (first in {row.document})"
