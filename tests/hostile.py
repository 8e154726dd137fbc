"""Documents that nobody should be given: more than 200 files that break, lie, bloat or attack, each with a name."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

BODY = ("Lomé, 11 mars 2019 – L’OIM et le Ministère de la Justice du Togo ont signé un mémorandum d’accord afin de lutter "
        "contre la traite des personnes. Le projet est financé par l’Union européenne à hauteur de 300 000 euros.")
FORBIDDEN = [*map(chr, range(33)), *'<>"{}|\\^`', "\x7f", "\u202e", "\u200b", "\ufeff", "\u2028", "%zz"]
SCRIPTS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "</script><script>alert(1)//",
    "<svg/onload=alert(1)>", '=HYPERLINK("http://127.0.0.1:9/x")', "+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3", "\t=1+1",
    "{{7*7}}", "${7*7}", '<!--#exec cmd="id"-->', "';DROP TABLE page;--", "\u202egpj.exe", "<iframe src=file:///etc/passwd>",
)
WRONG = (
    "2024-02-30", "31/02/2019", "00/00/0000", "99999-01-01", "le 45 mars 2019", "11 mars 0000", "32 décembre 20190",
    "9" * 400 + " euros", "-5 euros", "0,0,0,0 USD", "1e400 dollars", "NaN euros", "300 000 000 000 000 000 000 USD",
    "١٢٣ euros", "１２３ euros", "½ euro", "1.2.3.4 USD", "USD " + "1," * 300, "1 000" * 200 + " euros", "demain",
)
ELSEWHERE = {
    "de": "Die Organisation hat mit der Regierung gestern einen Vertrag gegen den Handel geschlossen. ",
    "it": "Il governo e l'organizzazione hanno firmato ieri un accordo contro la tratta di esseri umani. ",
    "pt": "A organização assinou ontem com o governo um acordo contra o tráfico de pessoas. ",
    "nl": "De organisatie heeft gisteren met de regering een overeenkomst tegen mensenhandel gesloten. ",
    "ar": "وقعت المنظمة اتفاقا مع الحكومة لمكافحة الاتجار بالأشخاص. ", "ru": "Организация подписала соглашение. ",
    "zh": "国际移民组织与政府签署了一项协议。", "am": "ድርጅቱ ከመንግሥት ጋር ስምምነት ተፈራረመ። ", "he": "הארגון חתם על הסכם. ",
    "latin": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt. ",
}
# Repeated to the size of a page; the last character fails what a backtracking pattern has taken in.
REPEATED = (
    "a", " ", "\n", "é", "- ", "• ", "1", "1 ", "1,", "1.", "A", "A ", "A.", "(", ")", "(A", "«", "« ", "“", '"', "’", "l’",
    "de ", "de la ", "of the ", "y ", "et ", "Ministère ", "Ministère de ", "Ministère de la ", "Ministry of ", "USD ",
    "USD 1 ", "1 000 ", "mars ", "11 mars ", "2019 ", "Jean ", "M. ", "Dr. ", "OIM ", "(OIM) ", "OIM/", "@", "a@", "+1",
    "tel ", "a signé ", "ont signé, ", "mémorandum d’accord ", "Togo, ", "le Togo et ", "<", "<a ", "&amp;", "&", "\u200b",
    "\u0301", "\u202e", "😀", "\x0b", "…", "–", "– ", "http://", "www.", "a-", "a_", "A-a ", "Aa", "Aa ", "aA",
)


def text(extra: str, title: str = "Réunion à Lomé") -> str:
    return f"{title}\n\n{BODY}\n\n{extra}\n"


def documents(size: int) -> Iterator[tuple[str, bytes]]:
    """Names of files and their bytes; what is repeated has about this many characters."""
    yield from _encodings()
    yield from ((f"forbidden-{n}.txt", text(f"Projet {c}{c} a{c}b https://e.org/{c}").encode())
                for n, c in enumerate(FORBIDDEN))
    yield from ((f"script-{n}.txt", text(f"Le Ministère {c} du Togo a signé {c}.", c).encode())
                for n, c in enumerate(SCRIPTS))
    yield from ((f"wrong-{n}.txt", text(f"L’OIM a signé, le {c}, un accord de {c}.").encode()) for n, c in enumerate(WRONG))
    yield from ((f"elsewhere-{name}.txt", (words * 20).encode()) for name, words in ELSEWHERE.items())
    yield from ((f"repeated-{n}.txt", text(part * (size // len(part)) + "!").encode()) for n, part in enumerate(REPEATED))
    yield from _markup(size)
    yield from _tables()


def _encodings() -> Iterator[tuple[str, bytes]]:
    good = text("Fin.").encode()
    for name in ("cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "utf-8-sig", "mac-roman", "cp037"):
        yield f"encoding-{name}.txt", text("Fin.").encode(name, errors="replace")
    odd = {
        "empty": b"", "space": b" \n" * 99, "nul": b"\0" * 999, "nuls": good.replace(b" ", b"\0"), "half": good[:-3] + b"\xc3",
        "mixed": good + text("Été").encode("cp1252"), "bom-twice": b"\xef\xbb\xbf" * 2 + good, "bom-within": good + b"\xef\xbb\xbf",
        "utf16-odd": b"\xff\xfe" + "Lomé".encode("utf-16-le") + b"x", "surrogate": good + b"\xed\xa0\x80", "overlong": good + b"\xc0\xaf",
        "beyond": good + b"\xf5\x80\x80\x80", "random": bytes((n * n * 7 + n) % 256 for n in range(9000)), "bytes": bytes(range(256)) * 40,
        "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "pdf": b"%PDF-1.7\n" + bytes(range(128, 256)) * 9, "zip": b"PK\3\4" + bytes(999),
        "gzip": gzip.compress(good), "bomb": gzip.compress(bytes(30_000_000)), "charset": b"charset=utf-99 \xff" + good,
        "charset-hex": b"charset=hex \xff" + good, "charset-undefined": b"charset=undefined \xff" + good,
        "charset-idna": b"charset=idna \xff" + good, "charset-rot13": b"charset=rot13 \xff" + good,
        "charset-zlib": b"charset=zlib \xff" + good, "charset-punycode": b"charset=punycode \xff" + good,
        "charset-escape": b"charset=unicode_escape \xff\\ud800" + good, "charset-raw": b"charset=raw_unicode_escape \xff\\ud800" + good,
        "controls": good + bytes(range(1, 32)), "c1": good + "".join(map(chr, range(128, 160))).encode(),
        "nfd": good.replace("é".encode(), "e\u0301".encode()), "zalgo": good + ("a" + "\u0301" * 5000).encode(),
        "zero-width": "\u200b".join(good.decode()).encode(), "bidi": f"\u202e{good.decode()}\u2066".encode(), "cr": good.replace(b"\n", b"\r"),
        "separators": good.decode().replace("\n", "\u2028").encode(), "nonchar": good + "\ufdd0\uffff\U0010ffff".encode(),
        "fullwidth": good.decode().translate({n: n + 0xFEE0 for n in range(33, 127)}).encode(), "tags": good + "\U000e0041".encode() * 99,
        "menu": b"-\nWho we are\n- Data and Research\n- 2030 Agenda\n", "menus": b"- Who we are\n- Our Work\n" * 999 + b"- 2030 Agenda\n",
        "ligature": good + "ﬁﬂﬃ ŒÆ ẞ İ ı ǅ".encode() * 99,
    }
    yield from ((f"odd-{name}.txt", data) for name, data in odd.items())


def _markup(size: int) -> Iterator[tuple[str, bytes]]:
    inner = f"<h1>Réunion</h1><article><p>{BODY}</p>%s</article>"
    page = f"<!doctype html><html><head>%s</head><body>{inner}</body></html>"
    deep = {depth: "<div>" * depth + BODY for depth in (300, 10_000, 1_000_000)}
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    odd = {
        **{f"deep-{depth}": page % ("", nest) for depth, nest in deep.items()},
        "deep-b": page % ("", "<b x='>'>" * 90_000), "deep-table": page % ("", "<table><tr><td>" * 300_000),
        "deep-upper": page % ("", "<DIV\n>" * 200_000), "deep-long": page % ("", f"<div a='{'x' * 2500}'>" * 1900),
        "deep-open": page % ("", "<div " * 500_000), "deep-quoted": page % ("", "<div a='<'>" * 200_000),
        "bomb": f'<!DOCTYPE html [<!ENTITY a0 "ha">{entities}]><html><body>{inner % "&a9;"}',
        "xxe": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>{inner % "<p>&x;</p>"}',
        "canonical": page % ("<link rel=canonical href='javascript:alert(1)'>", ""),
        "canonical-file": page % ("<link rel=canonical href='file:///etc/passwd'>", ""),
        "canonical-break": page % ("<link rel=canonical href='https://e.org/&#10;a b<>'>", ""),
        "canonical-nul": page % ("<link rel=canonical href='https://e.org/&#0;&#xd800;&#x202e;'>", ""),
        "canonical-bad": page % ("<link rel=canonical href='https://[e.org/%zz'>", ""),
        "hreflang": page % ("<link rel=alternate hreflang=en href='https://e.org/%s'>" * 3000, ""),
        "surrogate": page % ("", "<p>&#xD800;&#xDFFF;&#0;&#x110000;&#xFFFE;</p>"), "entities": page % ("", "&nbsp;" * (size // 6)),
        "attributes": page % ("", "<p " + "".join(f"a{n}=1 " for n in range(20_000)) + ">x</p>"), "comment": page % ("", "<!--" + "-" * size),
        "script": page % ("<script>" + "x" * size, ""), "unclosed": "<html><body><p>" * 200 + BODY, "frames": page % ("", "<iframe>" * 999),
        "nothing": "<html>", "nav": f"<html><body><nav>{BODY}</nav>", "date": page % ("<meta property='article:published_time' content='2024-02-30'>", ""),
        "paragraphs": page % ("", "<p>a</p>" * (size // 8)), "fields": page % ("", "<div class=field__label>x</div>" * 2000),
        "lists": page % ("", "<ul><li>a" * 190), "svg": page % ("", "<svg><foreignObject>" * 100), "plaintext": page % ("", "<plaintext>" * 99),
    }
    yield from ((f"markup-{name}.html", data.encode(errors="replace")) for name, data in odd.items())


def _tables() -> Iterator[tuple[str, bytes]]:
    rows = [
        {"text": text("Fin.")}, {"text": text("Fin."), "id": "../../x"}, {"text": text("Fin."), "id": "/etc/passwd"}, {"text": 5}, {}, [],
        {"text": text("Fin."), "url": "https://e.org/\n> <x>"}, {"text": "\ud800" + text("Fin.")}, {"text": text("Fin."), "id": "\ud800"},
        {"text": text("Fin."), "id": {"a": 1}}, {"text": text("Fin."), "url": "https://e.org/\ud800abc"}, {"text": text("Fin."), "date": "2024-02-30"},
        {"text": text("Fin."), "language": "\ud800"}, {"text": text("Fin."), "url": "javascript:alert(1)", "id": "a" * 9999}, None,
        {"text": text("Fin."), "date": "\ud800"}, {"text": text("migration, migrants"), "id": "x\0y"}, {"text": text("Fin."), "url": "https://\u202e/aaa"},
        {"text": text("des migrants de la migration"), "url": "https://e.org/\ud800abc"}, {"text": text("des migrants, migration"), "id": "\ud800"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    odd = {
        "rows": lines, "deep": b'{"text":' + b"[" * 1_000_000, "nan": b'{"text": NaN}\n{"text": 1e999}', "number": b'{"text": ' + b"9" * 9000 + b"}",
        "cut": lines[:-9], "nul": b"\0" * 99 + b"\n", "utf16": lines.decode().encode("utf-16"), "lines": b"\n" * 9999, "brackets": b"]\n[\n}\n{\n",
    }
    yield from ((f"table-{name}.jsonl", data) for name, data in odd.items())
    packed = gzip.compress(lines)
    yield from (("packed.jsonl.gz", packed), ("packed-cut.jsonl.gz", packed[:-20]), ("packed-not.jsonl.gz", b"no gzip"),
                ("packed-flip.jsonl.gz", packed[:60] + bytes([packed[60] ^ 255]) + packed[61:]))
    yield "packed-bomb.jsonl.gz", gzip.compress(bytes(100_000_000), 1)
    yield from ((f"cut-{n}.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\nHTTP/1.1 200")[: n * 20])
                for n in range(1, 5))
    yield from (("none.warc", b"no archive"), ("none.parquet", b"PAR1 no table PAR1"), ("empty.parquet", b""), ("empty.warc", b""))


def odd_files(folder: Path) -> int:
    """Things in a folder that are no documents, and names that are none; returns how many."""
    (folder / "loop").symlink_to(folder)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "nowhere.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    with (folder / "line.txt").open("wb") as line:                   # 100 MB without a line end
        line.truncate(100_000_000)
    names = ("..%2f..%2fx.txt", "..\\..\\x.txt", "a\nb.txt", "<script>alert(1)<.txt", "=1+1.txt", "'; rm -rf ~.txt", "CON.txt",
             "\u202etxt.exe.txt", "é.txt", "e\u0301.txt", "É.TXT", "a" * 240 + ".txt", ".txt.txt", " .txt", "~.txt", "-rf.txt", "x" * 99 + ".html")
    for number, name in enumerate(names):
        (folder / name).write_text(text(f"Numéro {number}."), encoding="utf-8")
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text(text("Sans nom."), encoding="utf-8")
    return 5 + len(names) + 1


def write_all(folder: Path, size: int) -> int:
    """Every hostile file into the folder; returns how many."""
    made = list(documents(size))
    for name, data in made:
        (folder / name).write_bytes(data)
    return len(made) + odd_files(folder)
