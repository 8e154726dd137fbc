"""The view against pyvis on made-up graphs: time to export, to the first pixels, and frames while panning.

    PYTHONPATH=src:tests:benchmarks python benchmarks/view.py        # prints the table of docs/view.md

All in one run on one machine, without a GPU and without a network: read the ratios. "Blank" is a vis-network page
of two nodes. Frames are counted with the screen's limit lifted for both pages, since ours reaches it.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from playwright.sync_api import Browser, Page

from browser import chromium, tab
from oimgraph import terms
from oimgraph.view import render

_SIZES = (1000, 5000, 20000)
_PANNED = 5000
_ROUNDS = 5
_NO_LIMIT = ("--disable-frame-rate-limit", "--disable-gpu-vsync")      # frames are drawn as fast as the page can
_CLASSES = ("Project", "Event", "GovernmentBody", "Agreement", "Person", "Place", "Fund", "Country")
_FIRST_PIXELS = """() => {
  const small = Object.assign(document.createElement("canvas"), { width: 48, height: 48 });
  const pen = small.getContext("2d", { willReadFrequently: true });
  const look = () => {
    const canvas = document.querySelector("canvas");
    if (canvas && canvas.width > 1) {
      pen.clearRect(0, 0, 48, 48);
      pen.drawImage(canvas, 0, 0, 48, 48);
      const colours = new Set(new Uint32Array(pen.getImageData(0, 0, 48, 48).data.buffer));
      if (colours.size > 1) window.firstPixels = performance.now();
    }
    if (!window.firstPixels) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
_READ = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
_FRAMES = """step => new Promise(done => {
  let frames = 0;
  const start = performance.now();
  const next = () => {
    if (performance.now() - start > 4000) { done(frames / (performance.now() - start) * 1000); return; }
    step(frames);
    frames += 1;
    requestAnimationFrame(next);
  };
  next();
})"""
_OURS = "frame => { camera.x += 3 * Math.sign(Math.sin(frame / 9)) / camera.scale; move(); }"
_ALL = "() => {{ state.all = true; change(true); camera.scale *= {zoom}; full(); }}"
_PYVIS_ALL = "() => {{ network.fit(); network.moveTo({{ scale: network.getScale() * {zoom} }}); }}"
_PYVIS = """frame => {
  const at = network.getViewPosition();
  const step = 3 * Math.sign(Math.sin(frame / 9)) / network.getScale();
  network.moveTo({ position: { x: at.x + step, y: at.y } });
}"""


def links(count: int) -> list[tuple[int, int]]:
    """Each node is linked to about three, rather to nodes that came early: few hubs, many leaves."""
    chance = random.Random(count)
    pairs = {(node, int(node * chance.random() ** 2)) for node in range(1, count) for _ in range(chance.randint(1, 5))}
    return sorted(pairs)


def quads(count: int) -> list[ox.Quad]:
    page = ox.NamedNode(terms.ID + "document/made")
    node = [ox.NamedNode(f"{terms.ID}thing/{number}") for number in range(count)]
    made = [ox.Quad(node[n], ox.NamedNode(terms.TYPE), ox.NamedNode(terms.MGO + _CLASSES[n % 8]), page)
            for n in range(count)]
    made += [ox.Quad(node[n], ox.NamedNode(terms.PREF_LABEL), ox.Literal(f"Thing number {n}", language="en"), page)
             for n in range(count)]
    return made + [ox.Quad(node[a], ox.NamedNode(terms.MGO + "theme"), node[b], page) for a, b in links(count)]


def pyvis_page(count: int, pairs: list[tuple[int, int]]) -> str:
    """pyvis by its own calls, with places given and the springs off: without that it shows nothing for minutes."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="800px")
    for number in range(count):
        network.add_node(number, label=f"Thing {number}", x=number % 141 * 90, y=number // 141 * 90, physics=False)
    for a, b in pairs:
        network.add_edge(a, b)
    network.toggle_physics(status=False)
    return str(network.generate_html())


def arrivals(browser: Browser, files: dict[str, Path]) -> dict[str, tuple[float, float]]:
    """Milliseconds from the start of loading to the first pixels, and until all is read; medians, interleaved."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in files}
    for _ in range(_ROUNDS):
        for name, file in files.items():
            with tab(browser, "about:blank", offline=True) as shown:
                shown.page.set_default_timeout(120_000)
                shown.page.add_init_script(f"({_FIRST_PIXELS})()")
                shown.page.goto(file.as_uri(), wait_until="commit")
                drawn = _awaited(shown.page)
                shown.page.wait_for_load_state()
                found[name].append((drawn, float(shown.page.evaluate(_READ))))
    return {name: (statistics.median(drawn for drawn, _ in rounds), statistics.median(read for _, read in rounds))
            for name, rounds in found.items()}


def _awaited(page: Page) -> float:
    for _ in range(1200):                       # the page's policy forbids Playwright's own waiting
        if at := page.evaluate("window.firstPixels"):
            return float(at)
        page.wait_for_timeout(50)
    raise TimeoutError("nothing was drawn")


def frames(browser: Browser, file: Path, step: str, prepare: str) -> float:
    """Frames a second while panning."""
    with tab(browser, "about:blank", offline=True) as shown:
        shown.page.set_default_timeout(120_000)
        shown.page.goto(file.as_uri(), wait_until="commit", timeout=120_000)
        shown.page.wait_for_load_state(timeout=120_000)
        shown.page.wait_for_timeout(2000)
        shown.page.evaluate(prepare)
        shown.page.wait_for_timeout(1500)
        return float(shown.page.evaluate(f"({_FRAMES})({step})"))


def _write(folder: Path, name: str, text: bytes) -> Path:
    file = folder / name
    file.write_bytes(text)
    return file


def exported(folder: Path) -> dict[str, Path]:
    """The blank page, and our page of each size."""
    files = {"blank": _write(folder, "blank.html", pyvis_page(2, [(0, 1)]).encode())}
    for size in _SIZES:
        given = quads(size)
        start = time.perf_counter()
        page = render(given)
        print(f"{size}: export {time.perf_counter() - start:.1f} s, {len(page) / 1e6:.2f} MB", flush=True)
        files[str(size)] = _write(folder, f"{size}.html", page)
    return files


def tell_arrivals(files: dict[str, Path]) -> None:
    with chromium() as browser:
        found = arrivals(browser, files)
    blank = found["blank"][0]
    for name, (drawn, read) in found.items():
        print(f"{name}: first pixels {drawn:.0f} ms ({drawn / blank:.2f} x blank), all read {read:.0f} ms", flush=True)


def tell_panning(ours: Path, theirs: Path) -> None:
    with chromium(*_NO_LIMIT) as browser:
        for view, zoom in (("fit", 1), ("zoomed 5x", 5)):
            mine = frames(browser, ours, _OURS, _ALL.format(zoom=zoom))
            other = frames(browser, theirs, _PYVIS, _PYVIS_ALL.format(zoom=zoom))
            print(f"{_PANNED} panning, {view}: {mine:.0f} frames a second, pyvis {other:.1f} ({mine / other:.0f} x)",
                  flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = exported(folder)
        tell_arrivals(files)
        theirs = _write(folder, "pyvis.html", pyvis_page(_PANNED, links(_PANNED)).encode())
        tell_panning(files[str(_PANNED)], theirs)
    start = time.perf_counter()
    pyvis_page(_SIZES[-1], links(_SIZES[-1]))
    print(f"{_SIZES[-1]}: pyvis's own calls {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
