"""Crawls: web archives and tables of pages, each record a page or refused with its reason, all of them counted."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from oimgraph.errors import Refusal
from oimgraph.graph.dataset import load
from oimgraph.graph.files import write
from oimgraph.pipeline import build
from oimgraph.report import Report
from oimgraph.sources.readers import records
from oimgraph.sources.records import Record

SITE = "https://example.org/news/"
SIGNED = ("The Ministry of Health of Samoa and the International Organization for Migration signed a memorandum of "
          "understanding on 4 May 2018 in Apia, so that migrants are received at the hospitals of the island.")
COURT = "The bakery on the harbour has won the prize for the best bread of the year, and it will open a second shop."


def html(*paragraphs: str) -> bytes:
    told = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<!doctype html><html><body><article><h1>News</h1>{told}</article></body></html>".encode()


def archive(path: Path, *answers: tuple[Any, ...]) -> Path:
    """A web archive of these answers: name, body, status and one more header of the record. Each is a gzip member."""
    packed = gzip.compress if path.suffix == ".gz" else bytes
    write(path, b"".join(packed(record(*answer)) for answer in answers))
    return path


def record(name: str, body: bytes, status: str, header: str = "X-Crawl: a") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
    lines = ("WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: <{SITE}{name}>", header,
             "Content-Type: application/http; msgtype=response", f"Content-Length: {len(answer)}", "", "")
    return "\r\n".join(lines).encode() + answer + b"\r\n\r\n"


def refusals(report: Report) -> dict[str, str]:
    return {refusal.name.removeprefix(SITE): refusal.what for refusal in report.refused}


@pytest.mark.parametrize("name", ["site.warc", "site.warc.gz"])
def test_of_an_archive_every_answer_is_read_or_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / name, ("samoa", html(SIGNED), "200 OK"), ("bread", html(COURT), "200 OK"),
                   ("gone", html(SIGNED), "404 Not Found"),
                   ("cut", html(SIGNED), "200 OK", "WARC-Truncated: length"))
    report = build([path], tmp_path / "out")
    assert (report.given, report.accepted) == (4, 1)
    assert refusals(report) == {"bread": "says nothing of migration", "gone": "the server answered 404",
                                "cut": "cut off by the crawler (length)"}
    told = json.loads((tmp_path / "out" / "report.json").read_bytes())
    assert told["refused by reason"]["says nothing of migration"] == 1
    assert any(SITE + "samoa" in str(quad.object) for quad in load(tmp_path / "out"))


@pytest.mark.parametrize("name", ["site.warc", "site.warc.gz"])
def test_an_archive_cut_anywhere_gives_no_page_that_is_not_whole(name: str, tmp_path: Path) -> None:
    """The first page is read wherever the second is cut; the second is refused, never taken as a shorter one."""
    one = ("samoa", html(SIGNED), "200 OK")
    path = archive(tmp_path / name, one, ("second", html(*[SIGNED] * 3), "200 OK"))
    whole, begin = path.read_bytes(), len(archive(tmp_path / f"one-{name}", one).read_bytes())
    pages = [html(SIGNED), html(*[SIGNED] * 3)]
    assert [found.data for _, found in records(path) if isinstance(found, Record)] == pages
    for cut in range(begin + 1, len(whole), 3):
        path.write_bytes(whole[:cut])
        first, *rest = (found.data if isinstance(found, Record) else found for _, found in records(path))
        assert first == pages[0], cut
        assert all(isinstance(found, Refusal) or found == pages[1] for found in rest), cut
        assert rest, cut


def test_records_can_be_read_from_the_place_of_any(tmp_path: Path) -> None:
    path = archive(tmp_path / "site.warc.gz", *((f"{n}", html(SIGNED, str(n)), "200 OK") for n in range(4)))
    found = list(records(path))
    for number, (at, _) in enumerate(found):
        assert list(records(path, at)) == found[number:]


def test_a_table_says_where_and_when_its_pages_were_published(tmp_path: Path) -> None:
    row = {"text": SIGNED, "url": SITE + "samoa", "date": "2018-05-05", "language": "en"}
    other = {"text": COURT, "url": SITE + "bread", "date": "2018-05-05T10:00:00Z", "language": "en"}
    german = {"text": "Ein Satz über Migration und Migranten.", "url": SITE + "satz", "date": None, "language": "de"}
    rows = [row, other, german]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "pages.parquet")
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    lines = []
    for name in ("pages.parquet", "pages.jsonl"):
        report = build([tmp_path / name], tmp_path / name.partition(".")[2])
        assert report.reasons == {"not in French, English or Spanish": 1, "says nothing of migration": 1}
        assert report.accepted == 1
        lines.append((tmp_path / name.partition(".")[2] / "graph.nq").read_bytes())
    assert lines[0] == lines[1]
    assert b'"2018-05-05"^^' in lines[0]
