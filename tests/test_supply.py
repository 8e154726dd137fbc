"""What is shipped and what it rests on: licences that allow it, no secrets, an audit that fails when it should."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import audit
import licences

SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a key of a cloud": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b"),
    "a token of a forge or registry": re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50,}|glpat-[\w-]{20}|pypi-AgE[\w-]{50,})"
    ),
    "a token of a service": re.compile(r"\b(?:xox[abprs]-[\w-]{10,}|sk-[A-Za-z0-9_-]{32,}|hf_[A-Za-z0-9]{34})"),
    "a password in an address": re.compile(r"https?://[\w.-]+:[^\s/@{}<>$\"']{3,}@[\w.-]+\.[a-z]{2,}"),
    "a web token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
}


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("no checkout: what is tracked cannot be told")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def secrets(text: str) -> list[str]:
    return [kind for kind, pattern in SECRETS.items() if pattern.search(text)]


def test_no_tracked_file_holds_a_secret() -> None:
    paths = tracked()
    assert len(paths) > 300
    read = ((path, path.read_bytes().decode("utf-8", "replace")) for path in paths if path.is_file())
    assert not {str(path): found for path, text in read if (found := secrets(text))}


@pytest.mark.parametrize("secret", [
    "-----BEGIN RSA " + "PRIVATE KEY-----", "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1" * 18, "xoxb-" + "1234567890-ab",
    "https://me:" + "hidden@example.org/", "eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "." + "c" * 12,
])
def test_a_secret_is_found(secret: str) -> None:
    assert len(secrets(f"token = '{secret}'")) == 1


def test_all_packages_of_the_core_have_allowed_licences() -> None:
    rows = list(licences.judged((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert len(rows) > 40
    assert not {name: stated for name, stated, good in rows if not good}


@pytest.mark.parametrize(("stated", "good"), [
    ("MIT", True), ("BSD License", True), ("Apache-2.0 OR GPL-2.0", True),
    ("Apache Software License AND MIT License", True),
    ("MIT AND GPL-3.0-only", False), ("GNU General Public License v3 (GPLv3)", False), ("LGPL-2.1", False), ("", False),
    ("Proprietary", False), ("W3C software license", True),
])
def test_licences_that_are_allowed(stated: str, good: bool) -> None:  # noqa: FBT001 - what is expected
    assert licences.allowed(stated) is good


def test_a_package_that_is_not_there_is_no_package_that_is_allowed() -> None:
    lock = "not-installed-anywhere==1.0 \\\nnor-this==2 ; sys_platform == 'win32' \\\n"
    assert list(licences.judged(lock)) == [("not-installed-anywhere", "not installed", False)]


@pytest.fixture
def source() -> Iterator[str]:
    """An audit source that knows of one vulnerability."""
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            rows = [{"vulns": [{"id": "TEST-1"}]} if one["version"] == "6.6.6" else {} for one in asked]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": rows}).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_the_audit_fails_on_a_known_vulnerability_alone(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("good==1.0 \\\n    --hash=sha256:0\n", encoding="utf-8")
    assert audit.main([lock], source) == 0
    lock.write_text("good==1.0 \\\nbad==6.6.6 ; python_version < '3.12' \\\n", encoding="utf-8")
    assert audit.main([lock], source) == 1
    assert "VULNERABLE: bad 6.6.6: TEST-1" in capsys.readouterr().out


def test_an_audit_that_cannot_be_made_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("good==1.0\n", encoding="utf-8")
    assert audit.main([lock], "http://127.0.0.1:9/") == 2
    assert "NOT AUDITED" in capsys.readouterr().out
