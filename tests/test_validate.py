"""A sound dataset has no findings; a fault is found, explained in the reader's language, and shows its quote."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.validate import conforms, validate
from oimgraph.validate.reading import subjects
from oimgraph.validate.shapes import MGS, SH, read_shapes, severity

CASES = Path(__file__).parent / "cases" / "validate"
FILE = tomllib.loads((CASES / "faults.toml").read_text(encoding="utf-8"))
PREFIXES: dict[str, str] = FILE["prefixes"]
TEXT = "Une déclaration\nL’OIM a signé la déclaration en 2014.\n"


def sound() -> Store:
    store = Store()
    store.load(path=CASES / "sound.trig", format=RdfFormat.TRIG)
    return store


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if name else ""


def quads(lines: list[str]) -> list[Quad]:
    written = "".join(f"{line} .\n" for line in lines)
    written = re.sub(r"(?<![\w/:\"])([a-z]+):([^\s\"]+)", lambda m: f"<{PREFIXES[m[1]]}{m[2]}>", written)
    return list(parse(written, format=RdfFormat.N_QUADS))


def test_a_sound_dataset_has_no_findings() -> None:
    assert validate(sound()) == []


@pytest.mark.parametrize("fault", FILE["fault"], ids=lambda fault: fault["about"])
def test_a_fault_is_found_and_shown(fault: dict[str, Any]) -> None:
    store = sound()
    for quad in quads(fault["drop"]):
        assert quad in store
        store.remove(quad)
    store.extend(quads(fault["add"]))
    shape, focus = MGS + fault["shape"], expand(fault["focus"])
    found = [f for f in validate(store, language=fault["language"]) if (f.shape, f.focus) == (shape, focus)]
    assert found
    assert found[0].message == fault["message"]
    assert found[0].quote == fault["quote"]
    assert not fault["document"] or found[0].document == expand(fault["document"])


def test_every_check_has_a_fault() -> None:
    checks = {check.removeprefix(MGS) for check in subjects(read_shapes(), terms.TYPE, MGS + "Check")}
    assert checks - {fault["shape"] for fault in FILE["fault"]} == {"quote-words"}


def test_quotes_are_compared_with_the_text() -> None:
    document = PREFIXES["id"] + "document/one"
    assert validate(sound(), texts={document: TEXT}) == []
    findings = validate(sound(), texts={document: "!" + TEXT}, language="fr")
    assert [finding.message for finding in findings] == ["Le document porte d’autres mots à cet endroit."] * 2
    assert findings[0].quote == "Une déclaration"


def test_any_quads_will_do() -> None:
    assert validate(iter(sound())) == []


def test_warnings_do_not_break_conformance_but_violations_do() -> None:
    store = sound()
    store.remove(next(iter(quads(['id:document/two dcterms:title "A declaration"@en id:document/two']))))
    findings = validate(store)
    assert not conforms(findings)
    warnings = [finding for finding in findings if finding.severity == "Warning"]
    assert [finding.severity for finding in findings] == ["Violation"] + ["Warning"] * len(warnings)
    assert warnings
    assert conforms(warnings)


def test_own_shapes(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mgo: <https://w3id.org/oimgraph/ontology#> .
        <urn:own> a sh:NodeShape ; sh:targetClass mgo:Agreement ; sh:property <urn:own-place> .
        <urn:own-place> sh:path mgo:inCountry ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "Where?"@pt .
    """, encoding="utf-8")
    finding, = validate(sound(), tmp_path, language="fr")
    assert (finding.severity, finding.shape, finding.message) == ("Info", "urn:own-place", "Where?")
    assert severity(read_shapes(tmp_path), "urn:unknown") == "Violation"


@pytest.mark.parametrize(("name", "content"), [("empty.txt", ""), ("bad.ttl", "not turtle")])
def test_shapes_that_cannot_be_read(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        validate(sound(), tmp_path)


def test_a_check_that_is_no_query(tmp_path: Path) -> None:
    for select in ("SELECT nothing", "ASK { }"):
        (tmp_path / "own.ttl").write_text(f'<urn:c> <{SH}select> "{select}" .', encoding="utf-8")
        with pytest.raises(InputError, match="urn:c"):
            validate(sound(), tmp_path)
