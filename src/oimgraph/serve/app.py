"""The routes: which address is answered by what."""

from __future__ import annotations

import asyncio
from functools import partial

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export.jsonld import shipped_context, to_jsonld
from oimgraph.export.tables import to_csv
from oimgraph.export.turtle import to_turtle
from oimgraph.lexicon import LANGUAGES
from oimgraph.query import Answer, Question, Rows, ask, with_quotes
from oimgraph.query.answers import plain
from oimgraph.resources import folder
from oimgraph.serve.accept import chosen
from oimgraph.serve.answer import GRAPHS, answer, typed
from oimgraph.serve.description import description
from oimgraph.serve.library import Library
from oimgraph.serve.limits import TEXT, Declined, Limits
from oimgraph.serve.outside import LOG, Outside
from oimgraph.serve.pages import STYLE, Pages, Wanted
from oimgraph.serve.protocol import asked, parameters
from oimgraph.serve.worker import Failed, Reply, Task, Workers

_HTML, _CSV = "text/html; charset=utf-8", "text/csv; charset=utf-8"
_FORMATS = {"text/html": ".html", "text/turtle": ".ttl", "application/ld+json": ".jsonld"}
_OWN = ("question", "query", "quotes", "lang")      # parameters of the query page itself


class Site:
    """What the server holds. Queries and pages have workers of their own: a query of death does not take pages away."""

    def __init__(self, library: Library, view: bytes, limits: Limits) -> None:
        self._library, self._view, self._limits = library, view, limits
        self._pages = Pages(library)
        self._queries, self._readers = Workers(limits), Workers(limits)
        shipped_context()       # is kept, for a worker cannot read it
        self._ontology = (folder("ontology") / "mgo.ttl").read_bytes()

    def application(self) -> Starlette:
        read = ["GET"]
        return Starlette(
            routes=[
                *(Route(path, self.sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")),
                Route("/", lambda _: RedirectResponse("/query", 303), methods=read),
                Route("/query", self.query, methods=read),
                Route("/query.csv", self.table, methods=read),
                Route("/view", lambda _: Response(self._view, media_type=_HTML), methods=read),
                Route("/style.css", lambda _: Response(STYLE, media_type="text/css; charset=utf-8"), methods=read),
                Route("/ontology", self.ontology, methods=read),
                *(Route(f"/ontology{suffix}", self.ontology, methods=read) for suffix in _FORMATS.values()),
                Route("/id/{key:path}", self.resource, name="id", methods=read),
                Route("/scheme/{key:path}", self.resource, name="scheme", methods=read),
            ],
            middleware=[
                Middleware(Outside),
                Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"],
                           allow_headers=["Accept", "Content-Type"],
                           expose_headers=["Retry-After", "Content-Location"]),
            ],
            exception_handlers={
                Declined: _declined, HTTPException: _unknown, Failed: _failed, ClientDisconnect: _left,
            },
        )

    async def sparql(self, request: Request) -> Response:
        wanted, accept = await asked(request), request.headers.get("accept", "")
        if wanted is None:
            return self._described(request, accept)
        task = partial(answer, self._library.dataset, wanted, accept, self._limits)
        return _sent(await _made(self._queries, task, request), vary="Accept")

    def _described(self, request: Request, accept: str) -> Response:
        media = chosen(accept, [*GRAPHS, "text/html"])
        if not media:
            raise Declined(406, "the service is described in no format that the client accepts")
        if media == "text/html":
            return RedirectResponse("/query", 303, headers={"Vary": "Accept"})
        told = description(str(request.url.replace(query="")), self._library.size, media)
        return _sent(Reply(typed(media), told), vary="Accept")

    async def query(self, request: Request) -> Response:
        language, wanted = self._wanted(request)

        def page() -> Reply:
            found = self._answer(wanted) if wanted.question or wanted.text else None
            return Reply(_HTML, self._pages.query(language, wanted, found))

        workers = self._queries if wanted.question or wanted.text else self._readers
        try:
            return _sent(await _made(workers, page, request))
        except Declined as problem:
            body = self._pages.query(language, wanted, problem=problem)
            return Response(body, problem.status, _again(problem), media_type=_HTML)

    async def table(self, request: Request) -> Response:
        _, wanted = self._wanted(request)

        def file() -> Reply:
            found = self._answer(wanted)
            if not isinstance(found, Rows):
                raise InputError("this question has no rows", "ask with SELECT")
            return Reply(_CSV, to_csv(found.columns, [[plain(cell) for cell in row] for row in found.rows]))

        name = wanted.question.name if wanted.question else "answer"
        return _sent(await _made(self._queries, file, request), **{
            "Content-Disposition": f'attachment; filename="{name}.csv"'})

    def _wanted(self, request: Request) -> tuple[str, Wanted]:
        """The reader's language, and the question. Only shipped ones have names: no name is ever a file's."""
        told = dict(parameters(request.url.query))
        text, question = told.get("query", ""), self._pages.questions.get(told.get("question", ""))
        if len(text.encode()) > TEXT:
            raise Declined(413, f"the query is longer than {TEXT} bytes", "ask for less at a time")
        values = tuple((name, value) for name, value in told.items() if name not in _OWN) if question else ()
        return _language(request), Wanted(question, "" if question else text, values, bool(told.get("quotes")))

    def _answer(self, wanted: Wanted) -> Answer:
        question = wanted.question or Question("", wanted.text)
        found = ask(self._library.dataset, question, dict(wanted.values), most=self._limits.rows)
        return with_quotes(self._library.dataset, found) if wanted.quotes and isinstance(found, Rows) else found

    async def ontology(self, request: Request) -> Response:
        suffix = request.url.path.removeprefix("/ontology") or _negotiated(request)
        if suffix == ".ttl":
            made = Reply("text/turtle; charset=utf-8", self._ontology)
        elif suffix == ".jsonld":
            quads = ox.parse(self._ontology, format=ox.RdfFormat.TURTLE)
            made = Reply("application/ld+json", ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"")
        else:
            made = Reply(_HTML, self._pages.ontology(_language(request)))
        return _sent(made, vary="Accept, Accept-Language", **{"Content-Location": f"/ontology{suffix}"})

    async def resource(self, request: Request) -> Response:
        """The IRI of a thing leads to the documents about it (303), which have addresses of their own."""
        path = request.url.path
        suffix = next((suffix for suffix in _FORMATS.values() if path.endswith(suffix)), "")
        if not suffix:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{path}{_negotiated(request)}{query}", 303, headers={"Vary": "Accept"})
        path, key = path.removesuffix(suffix), request.path_params["key"].removesuffix(suffix)
        iri = (terms.SCHEME if path.startswith("/scheme/") else self._library.base) + key
        made = await _made(self._readers, self._document(iri, path, suffix, _language(request)), request)
        if not made.body:
            return Response(self._pages.unknown(iri, _language(request)), 404, media_type=_HTML)
        return _sent(made, vary="Accept-Language")

    def _document(self, iri: str, path: str, suffix: str, language: str) -> Task:
        """An empty body where nothing is known."""
        def page() -> Reply:
            return Reply(_HTML, self._pages.resource(iri, path, language) or b"")

        def data() -> Reply:
            media = "text/turtle; charset=utf-8" if suffix == ".ttl" else "application/ld+json"
            told = self._library.description(iri)
            write = to_turtle if suffix == ".ttl" else to_jsonld
            return Reply(media, write(told) if told else b"")

        try:
            ox.NamedNode(iri)
        except ValueError:
            raise Declined(404, "this is no name of a resource") from None
        return page if suffix == ".html" else data


async def _made(workers: Workers, task: Task, request: Request) -> Reply:
    """What a worker makes, which is ended when the client has gone."""
    work, gone = asyncio.create_task(workers.run(task)), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise ClientDisconnect
        return work.result()
    finally:
        gone.cancel()
        work.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _language(request: Request) -> str:
    wish = request.query_params.get("lang", "")
    return wish if wish in LANGUAGES else chosen_language(request.headers.get("accept-language", ""))


def chosen_language(accept: str) -> str:
    """The first of the reader's languages that is one of ours; English for others."""
    tags = (part.strip()[:2].lower() for part in accept.split(","))
    return next((tag for tag in tags if tag in LANGUAGES), "en")


def _negotiated(request: Request) -> str:
    """The suffix of the format that the client likes best. Raises Declined."""
    media = chosen(request.headers.get("accept", ""), [*_FORMATS])
    if not media:
        raise Declined(406, "there is no such format", f"accept one of {', '.join(_FORMATS)}")
    return _FORMATS[media]


def _sent(made: Reply, vary: str = "", **headers: str) -> Response:
    return Response(made.body, headers=headers | ({"Vary": vary} if vary else {}), media_type=made.media)


def _again(problem: Declined) -> dict[str, str]:
    return {"Retry-After": str(problem.retry_after)} if problem.retry_after else {}


async def _declined(_: Request, problem: Exception) -> Response:
    if not isinstance(problem, Declined):
        raise problem
    return PlainTextResponse(f"{problem.what}\n{problem.hint}".strip() + "\n", problem.status, _again(problem))


async def _failed(_: Request, problem: Exception) -> Response:
    LOG.error("%s", problem)
    return PlainTextResponse("the server has failed, which is not the query's fault\n", 500)


async def _left(_: Request, __: Exception) -> Response:
    """Nobody reads this; the number, which is nginx's, is for the log."""
    return Response(status_code=499)


async def _unknown(_: Request, problem: Exception) -> Response:
    """What Starlette itself turns away: unknown paths, methods that are not allowed."""
    if not isinstance(problem, HTTPException):
        raise problem
    return PlainTextResponse(f"{problem.detail}\n", problem.status_code, problem.headers)


