"""The command line: parse, call one function, print. Heavy libraries are imported inside the commands.

Exit status: 0 good; 1 the data breaks a shape or a floor; 2 the user or the input. Data goes to stdout, talk to stderr.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oimgraph import __version__, terms
from oimgraph.errors import OimgraphError
from oimgraph.model import VIOLATION

if TYPE_CHECKING:
    from oimgraph.model import Finding
    from oimgraph.report import Report

app = typer.Typer(
    name="oimgraph",
    help="Turns pages about migration governance into an RDF graph in which every statement shows its quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DATASET = "graph.nq, a folder that build wrote, oxigraph:DIR, or the address of SPARQL queries."
DatasetArgument = Annotated[str, typer.Argument(help=DATASET, show_default=False)]
GraphOption = Annotated[str, typer.Option(help=DATASET)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
LanguageOption = Annotated[str, typer.Option("--lang", help="Language of the messages: en, fr or es.")]


class People(StrEnum):
    """Which persons a build keeps."""

    ALL = "all"
    NONE = "none"


class EvidenceKept(StrEnum):
    """Where a build puts the words that facts rest on: into graph.nq, or into a table beside it."""

    GRAPH = "graph"
    TABLE = "table"


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


@app.command()
def build(  # noqa: PLR0913, PLR0917 - each is an option
    paths: Annotated[list[Path], typer.Argument(help="Pages: files or folders.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder to write into.", show_default=False)],
    base: Annotated[str, typer.Option(help="What the IRIs of the data start with.")] = terms.ID,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    cluster: Annotated[str, typer.Option(help="Address of a Dask scheduler that does the work.")] = "",
    corrections: Annotated[Path | None, typer.Option(help="TOML file of decisions to follow.")] = None,
    evidence: Annotated[EvidenceKept, typer.Option(help="In the graph, or in a table.")] = EvidenceKept.GRAPH,
    people: Annotated[People, typer.Option(help="Keep office-holders by name, or nobody.")] = People.ALL,
    *,
    close_matches: Annotated[bool, typer.Option("--close-matches", help="Say in the graph what may be one.")] = False,
    only_changed: Annotated[bool, typer.Option("--only-changed", help="Redo what changed, and no more.")] = False,
) -> None:
    """Build a validated graph from pages."""
    from oimgraph.corrections import NONE
    from oimgraph.corrections.read import read
    from oimgraph.pipeline import build as build_graph
    from oimgraph.shards.engines import engine
    from oimgraph.shards.plan import Settings
    from oimgraph.shards.progress import on_terminal
    from oimgraph.validate import conforms

    worker = engine(jobs, cluster)
    decided = replace(read(corrections, base) if corrections else NONE, people=people is People.ALL)
    settings = Settings(base, corrections=decided, close_matches=close_matches, lean=evidence is EvidenceKept.TABLE)
    report = build_graph(paths, out, settings, engine=worker, keep_shards=only_changed, progress=on_terminal)
    _tell(report, out)
    if report.failed or not conforms(report.findings):
        raise typer.Exit(1)


def _tell(report: Report, out: Path) -> None:
    """What was found, in plain words, and which file to open."""
    refused = report.given - report.accepted
    talk(f"{report.given} page{'s' * (report.given != 1)} given: {report.accepted} read, {refused} refused")
    for refusal in report.refused:
        talk(f"  refused: {refusal.name}: {refusal.what}" + (f" ({refusal.hint})" if refusal.hint else ""))
    for alarm in report.alarms():
        talk(f"  note: {alarm}")
    talk(f"{report.facts} facts, each with the words it rests on, about:")
    for name, count in report.things.most_common():
        talk(f"  {count:5} {name}")
    _show([finding for finding in report.findings if finding.severity == VIOLATION])
    talk(f"Written to {out}/: graph.nq (everything), graph.ttl and graph.jsonld (facts), report.json.")
    talk(f"Open {out}/view.html in a browser.")


def _show(findings: list[Finding]) -> None:
    for finding in findings:
        where = f"{finding.document}: " if finding.document else ""
        quote = f' "{finding.quote}"' if finding.quote else ""
        talk(f"  {finding.severity}: {where}{finding.message}{quote}")


@app.command()
def validate(
    dataset: DatasetArgument,
    shapes: Annotated[Path | None, typer.Option(help="Folder of shapes; default: those of oimgraph.")] = None,
    lang: LanguageOption = "en",
    *,
    as_json: JsonOption = False,
) -> None:
    """Check a dataset against the shapes; exit status 1 when it breaks one."""
    from oimgraph.graph.dataset import load
    from oimgraph.validate import conforms
    from oimgraph.validate import validate as find

    findings = find(load(dataset), shapes, language=lang)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        _show(findings)
        talk(f"{len(findings)} findings")
    if not conforms(findings):
        raise typer.Exit(1)


@app.command()
def why(
    subject: Annotated[str, typer.Argument(help="IRI, organization/iom or any name.", show_default=False)],
    predicate: Annotated[str, typer.Argument(help="Only this property, as in signatory.")] = "",
    graph: GraphOption = "out",
    *,
    as_json: JsonOption = False,
) -> None:
    """Show the words that facts rest on: the page, the line, the rule."""
    from oimgraph.graph.dataset import load
    from oimgraph.graph.why import why as reasons_of

    reasons = reasons_of(load(graph), subject, predicate)
    if as_json:
        typer.echo(json.dumps([asdict(reason) for reason in reasons], ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(map(str, reasons)))


@app.command()
def diff(old: DatasetArgument, new: DatasetArgument, *, as_json: JsonOption = False) -> None:
    """Facts that a dataset has lost and gained against another."""
    from oimgraph.graph.dataset import load
    from oimgraph.graph.diff import diff as compare

    lines = compare(load(old), load(new)).lines()
    typer.echo(json.dumps(lines, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


@app.command()
def export(
    dataset: DatasetArgument,
    to: Annotated[str, typer.Option(
        help="turtle, jsonld, ntriples, nquads, trig, graphml, gexf, iati; csv: a folder.", show_default=False)],
    out: Annotated[Path, typer.Option(help="File to write, or for csv the folder.", show_default=False)],
    evidence: Annotated[str, typer.Option(
        help="none, assertions, rdf12 or webannotation; default: what suits the format.")] = "",
) -> None:
    """Write a dataset in another format, with as much of its evidence as you like."""
    from oimgraph.export import export as write_export
    from oimgraph.graph.dataset import load

    for remark in write_export(load(dataset), to, out, evidence):
        talk(remark)


@app.command()
def view(
    dataset: DatasetArgument,
    out: Annotated[Path, typer.Option(help="HTML file to write.", show_default=False)],
    query: Annotated[str, typer.Option(help="Only what this question names: shipped, a file or SPARQL.")] = "",
    focus: Annotated[str, typer.Option(help="Only what is near this: an IRI, or country/TGO.")] = "",
    depth: Annotated[int, typer.Option(help="How many links away: 2, for a query 0.", show_default=False)] = -1,
    lang: LanguageOption = "en",
) -> None:
    """Write a dataset, or a part of it, as one HTML page to explore."""
    from oimgraph.api import Graph
    from oimgraph.graph.files import write

    graph = Graph.load(dataset)
    start = graph.query(query).resources if query else {focus if ":" in focus else terms.ID + focus} if focus else ()
    write(out, graph.view(start, (0 if query else 2) if depth < 0 else depth, lang).html)


@app.command()
def load(
    dataset: DatasetArgument,
    store: Annotated[str, typer.Argument(help="Address of its Graph Store Protocol, or oxigraph:DIR.")],
) -> None:
    """Put a dataset into a SPARQL store, graph by graph; again is as good as once. The password comes from
    OIMGRAPH_STORE_USER and OIMGRAPH_STORE_PASSWORD, or ~/.netrc."""
    from oimgraph.graph.dataset import stream
    from oimgraph.stores import put

    given = refused = 0
    for graph in put(stream(dataset), store):
        given += 1
        if graph.failure:
            refused += 1
            talk(f"  refused: {graph.name}: {graph.failure}")
    talk(f"{given} graphs given: {given - refused} loaded, {refused} refused")
    if refused:
        raise typer.Exit(1)


from oimgraph.cli import publish as publish  # noqa: E402 - its command joins the app above
from oimgraph.cli import query as query  # noqa: E402
from oimgraph.cli import release as release  # noqa: E402
from oimgraph.cli import rules as rules  # noqa: E402
from oimgraph.cli import serve as serve  # noqa: E402
