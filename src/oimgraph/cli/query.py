"""The command that asks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from oimgraph.cli import GraphOption, LanguageOption, app
from oimgraph.errors import InputError

if TYPE_CHECKING:
    from oimgraph.query import Question


@app.command()
def query(  # noqa: PLR0913 - one for each option
    question: Annotated[str, typer.Argument(help="Name, file, SPARQL, or - for stdin; none: the list.")] = "",
    graph: GraphOption = "out",
    to: Annotated[str, typer.Option("--format", help="csv, tsv, json, xml, turtle, jsonld, rdfxml…")] = "table",
    values: Annotated[list[str] | None, typer.Option("--set", help="Fix a column, as in country=MOZ.")] = None,
    lang: LanguageOption = "en",
    *,
    evidence: Annotated[bool, typer.Option("--evidence", help="Add to each row its quote and page.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show the shipped questions and what can be set.")] = False,
) -> None:
    """Ask a dataset one of the shipped questions, or your own in SPARQL."""
    from oimgraph.graph.dataset import load
    from oimgraph.query import Question, Rows, ask, find, merge, questions, with_quotes
    from oimgraph.query.render import render

    if listed or not question:
        shown = [find(question)] if question else questions()
        typer.echo("\n".join(line for shipped in shown for line in _told(shipped, lang)))
        return
    asked = Question("stdin", sys.stdin.read()) if question == "-" else find(question)
    store = merge(load(graph))
    answer = ask(store, asked, _settings(values or []))
    if evidence and isinstance(answer, Rows):
        answer = with_quotes(store, answer)
    width = shutil.get_terminal_size((160, 24)).columns
    typer.echo(render(answer, to, store, lang, width).rstrip("\n"))


def _told(question: Question, language: str) -> Iterator[str]:
    """A question in plain words, and below it what can be set."""
    yield f"{question.name}: {question.title(language)}"
    for parameter in question.parameters:
        default = f"; {parameter.default} unless set" if parameter.default else ""
        yield f"    --set {parameter.name}=…  {parameter.about} ({parameter.kind}{default})"


def _settings(values: list[str]) -> dict[str, str]:
    for value in values:
        if "=" not in value:
            raise InputError(f"--set {value} has no value", "write it as --set country=MOZ")
    return {name: value for name, _, value in (text.partition("=") for text in values)}
