// Hands: search, pointer and touch, keyboard.
const field = element("search");
const results = element("results");
let hits = [];
let active = -1;

function find(text) {               // whole names first, then beginnings, then parts; the best connected first
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const rank = id => folded[id].reduce((low, name) => Math.min(low, name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3), 3);
  return folded.map((_, id) => [rank(id), id]).filter(([grade]) => grade < 3).sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, id]) => id);
}

function showHits() {
  if (!hits.length) active = -1;
  results.replaceChildren(...hits.map((id, at) => {
    const item = make("li", nodeName(id), { role: "option", id: `hit-${at}`, "aria-selected": String(at === active) });
    item.append(make("span", ` ${className(data.nodes[id].cls)}`, { class: "source" }));
    item.addEventListener("pointerdown", event => { event.preventDefault(); take(id); });
    return item;
  }));
  results.hidden = !hits.length;
  field.setAttribute("aria-expanded", String(!results.hidden));
  if (active >= 0) field.setAttribute("aria-activedescendant", `hit-${active}`); else field.removeAttribute("aria-activedescendant");
}

function take(id) {
  hits = [];
  showHits();
  field.value = "";
  choose(id);
  element("panel-title").focus();
}

on("search", "input", text => { hits = find(text); active = hits.length ? 0 : -1; showHits(); });
on("search", "blur", () => { hits = []; showHits(); });
field.addEventListener("keydown", event => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (steps[event.key] && hits.length) { active = (active + steps[event.key] + hits.length) % hits.length; showHits(); event.preventDefault(); }
  if (event.key === "Enter") whenWhole(() => { if (hits[active] !== undefined) take(hits[active]); });
  if (event.key === "Escape") { hits = []; showHits(); }
});

const fingers = new Map();
let pressed = null;
const here = event => { const room = box.getBoundingClientRect(); return [event.clientX - room.left, event.clientY - room.top]; };
canvas.addEventListener("pointerdown", event => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, here(event)); pressed = fingers.size === 1 ? here(event) : null; });
canvas.addEventListener("pointermove", event => {
  const before = fingers.get(event.pointerId);
  const now = here(event);
  if (!before) { const id = nodeAt(...now); if (id !== hovered) { hovered = id; canvas.style.cursor = id < 0 ? "grab" : "pointer"; canvas.title = id < 0 ? "" : nodeName(id); if (scene.links.length <= MANY) paintSoon(); } return; }
  const other = [...fingers].find(([finger]) => finger !== event.pointerId);
  fingers.set(event.pointerId, now);
  if (other) zoomAt(...now, Math.hypot(now[0] - other[1][0], now[1] - other[1][1]) / Math.max(1, Math.hypot(before[0] - other[1][0], before[1] - other[1][1])));
  else { camera.x -= (now[0] - before[0]) / camera.scale; camera.y -= (now[1] - before[1]) / camera.scale; move(); }
});
canvas.addEventListener("pointerup", event => {
  const now = here(event);
  fingers.delete(event.pointerId);
  const id = nodeAt(...now);
  if (pressed && Math.hypot(now[0] - pressed[0], now[1] - pressed[1]) < 5) whenWhole(() => choose(id));
  pressed = null;
});
canvas.addEventListener("pointercancel", event => fingers.delete(event.pointerId));
canvas.addEventListener("wheel", event => { event.preventDefault(); zoomAt(...here(event), Math.exp(-event.deltaY / 400)); }, { passive: false });

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function beyond([dx, dy]) {         // the nearest node in that direction, from the chosen one or from the middle
  const [x, y] = scene.places.get(state.sel) || [camera.x, camera.y];
  let found = -1;
  let least = Infinity;
  for (const [id, place] of scene.places) {
    const along = (place[0] - x) * dx + (place[1] - y) * dy;
    const aside = Math.abs((place[0] - x) * dy) + Math.abs((place[1] - y) * dx);
    if (id !== state.sel && along > 0 && aside <= 2 * along && along + 2 * aside < least) { found = id; least = along + 2 * aside; }
  }
  return found;
}

box.addEventListener("keydown", event => {
  const arrow = ARROWS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (arrow && event.shiftKey) { camera.x += 60 * arrow[0] / camera.scale; camera.y += 60 * arrow[1] / camera.scale; move(); }
  else if (arrow) whenWhole(() => { const id = beyond(arrow); if (id >= 0) choose(id); });
  else if (event.key === "+" || event.key === "=") zoomAt(box.clientWidth / 2, box.clientHeight / 2, 1.3);
  else if (event.key === "-") zoomAt(box.clientWidth / 2, box.clientHeight / 2, 1 / 1.3);
  else if (event.key === "0") { fit(); paintSoon(); }
  else if (event.key === "Enter") whenWhole(() => element("panel-title").focus());
  else if (event.key === "Escape") whenWhole(() => choose(-1));
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", event => { if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); } });
