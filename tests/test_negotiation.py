"""What the recipes for web hosts map: the rules of Apache, the maps of nginx, read and followed as those servers do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import SITE_URL

_HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_TURTLE = "text/turtle, application/rdf+xml;q=0.8"
_JSONLD = "application/ld+json, application/json;q=0.5"


def followed(rules: str, path: str, accept: str, language: str, files: Path | None = None) -> str:
    """Where mod_rewrite leads: the path or, of a redirect, the address. Knows what our rules use of it."""
    given = {"HTTP_ACCEPT": accept, "HTTP:Accept-Language": language, "REQUEST_FILENAME": path}
    conditions: list[tuple[str, str, str]] = []
    for line in rules.splitlines():
        words = line.split()
        if words[:1] == ["RewriteCond"]:
            pattern, flags = re.fullmatch(r"RewriteCond \S+ (.+?)(?: (\[[A-Z,]+\]))?", line).groups()  # type: ignore[union-attr]
            conditions.append((words[1].strip("%{}"), pattern, flags or ""))
        elif words[:1] == ["RewriteRule"]:
            rule, target, flags = words[1], words[2], words[3]
            matched = re.search(rule, path)
            held, last = _hold(conditions, given, files)
            conditions = []
            if matched and held:
                return path if target == "-" else _filled(target, matched, last)
            assert "L" in flags
    return path


def _filled(target: str, matched: re.Match[str], last: re.Match[str] | None) -> str:
    made = re.sub(r"\$(\d)", lambda slot: matched[int(slot[1])], target)
    return re.sub(r"%(\d)", lambda slot: last[int(slot[1])] if last else "", made)


def _hold(
    conditions: list[tuple[str, str, str]], given: dict[str, str], files: Path | None
) -> tuple[bool, re.Match[str] | None]:
    """Conditions joined by "and", and by "or" where one says so; the last match."""
    last, alternatives = None, False
    for number, (variable, pattern, flags) in enumerate(conditions):
        if pattern == "-f":
            met = files is not None and (files / given[variable]).is_file()
        else:
            found = re.search(pattern, given[variable], re.IGNORECASE if "NC" in flags else 0)
            last, met = found or last, found is not None
        alternatives = alternatives or met
        if "OR" not in flags:
            if not alternatives:
                return False, None
            alternatives = False
        assert number + 1 < len(conditions) or "OR" not in flags
    return True, last


@pytest.mark.parametrize(("path", "accept", "language", "leads"), [
    ("id/organization/iom", _TURTLE, "fr", "id/organization/iom/index.ttl"),
    ("id/organization/iom/", _TURTLE, "fr", "id/organization/iom/index.ttl"),
    ("id/organization/iom/", _JSONLD, "", "id/organization/iom/index.jsonld"),
    ("id/organization/iom/", "application/json", "", "id/organization/iom/index.jsonld"),
    ("id/organization/iom/", _HTML, "en-GB,en", "id/organization/iom/"),
    ("id/organization/iom/", _HTML, "fr-CA,fr;q=0.9,en;q=0.5", "id/organization/iom/index.fr.html"),
    ("id/organization/iom/", "*/*", "", "id/organization/iom/"),
    ("id/project/IB.0279/budget", _TURTLE, "", "id/project/IB.0279/budget/index.ttl"),
    ("scheme/crime/trafficking-in-persons", _TURTLE, "es", "scheme/crime/trafficking-in-persons/index.ttl"),
    ("ontology", _TURTLE, "", "ontology/index.ttl"), ("ontology/", _TURTLE, "", "ontology/index.ttl"),
    ("ontology/1.0.0", _TURTLE, "", "ontology/index.ttl"), ("ontology/1.0.0", _HTML, "", "ontology/"),
    ("ontology/", _HTML, "es", "ontology/index.es.html"),
    ("", _HTML, "es-MX", "index.es.html"), ("", _HTML, "de,fr", ""), ("", _TURTLE, "", ""),
    ("downloads/", _TURTLE, "fr", "downloads/index.fr.html"),
    ("index.html", _HTML, "fr", "index.html"), ("downloads/void.ttl", _HTML, "fr", "downloads/void.ttl"),
    ("id/country/MEX/index.ttl", _HTML, "fr", "id/country/MEX/index.ttl"),
    ("id/country/MEX/index.html", _TURTLE, "fr", "id/country/MEX/index.html"),
])
def test_apache(site: Path, path: str, accept: str, language: str, leads: str) -> None:
    rules = (site / ".htaccess").read_text(encoding="utf-8")
    assert followed(rules, path, accept, language, site) == leads


@pytest.mark.parametrize(("path", "leads"), [
    ("id/organization/iom", "id/organization/iom/"), ("id/country/MEX/", "id/country/MEX/"),
    ("scheme/crime", "scheme/crime/"), ("ontology", "ontology/"), ("ontology/1.0.0", "ontology/"), ("", ""),
    ("id/assertion/0123456789abcdef", "about/"), ("id/run", "about/"), ("id/graph/authority", "about/"),
])
def test_w3id(site: Path, path: str, leads: str) -> None:
    rules = (site / "negotiation" / "w3id.htaccess").read_text(encoding="utf-8")
    assert followed(rules, path, _TURTLE, "") == SITE_URL + leads
    assert leads == "" or (site / leads).is_dir()


def mapped(recipe: str, name: str, value: str) -> str:
    """What a map of nginx makes of a value: its expressions are tried in their order."""
    (body,) = re.findall(rf"map \${name} \S+ \{{\n(.+?)\n\}}", recipe, re.DOTALL)
    rows = re.findall(r'^    "~\*(.+)" "(.*)";$', body, re.MULTILINE)
    assert len(rows) == body.count("\n")                    # all but the default
    return next((made for pattern, made in rows if re.search(pattern, value, re.IGNORECASE)), "")


@pytest.mark.parametrize(("accept", "language", "file"), [
    (_TURTLE, "fr", "index.ttl"), (_JSONLD, "fr", "index.jsonld"), (_HTML, "fr-CA", "index.fr.html"),
    (_HTML, "en", "index.html"), (_HTML, "de", "index.html"), ("*/*", "es", "index.es.html"), ("", "", "index.html"),
])
def test_nginx(site: Path, accept: str, language: str, file: str) -> None:
    recipe = (site / "negotiation" / "nginx.conf").read_text(encoding="utf-8")
    made = {"$oimgraph_data": mapped(recipe, "http_accept", accept), "$uri": "id/country/MEX",
            "$oimgraph_language": mapped(recipe, "http_accept_language", language)}
    (tried,) = re.findall(r"location ~ \^/\(id\|scheme\|ontology\)/.+?try_files (.+?) =404;", recipe, re.DOTALL)
    names = [re.sub(r"\$\w+", lambda slot: made[slot[0]], name) for name in tried.split()]
    assert next(name for name in names if (site / name).is_file()) == f"id/country/MEX/{file}"
