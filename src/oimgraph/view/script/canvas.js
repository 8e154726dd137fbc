// The picture: one canvas for every size of graph. While it moves, a large one is shown as the image last drawn.
const box = element("canvas");
const canvas = box.firstElementChild;
const pen = canvas.getContext("2d");
const camera = { x: 0, y: 0, scale: 1 };
const still = document.createElement("canvas");
const stillAt = { x: 0, y: 0, scale: 1 };
const SHAPES = 5;
const MANY = 1500;                  // links above which a moving picture is an image
let hovered = -1;
let settling = 0;
let frame = 0;

const colour = cls => Object.hasOwn(data.colours, cls) ? data.colours[cls] : "#888888";
const shapes = new Map(data.classes.map(([cls], number) => [cls, number % SHAPES]));
const shapeOf = cls => shapes.get(cls) || 0;
const radius = id => 5 + Math.min(13, 1.7 * Math.sqrt(data.nodes[id].degree));
const paint = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const ratio = () => Math.min(2, devicePixelRatio || 1);
const toScreen = ([x, y]) => [(x - camera.x) * camera.scale + box.clientWidth / 2, (y - camera.y) * camera.scale + box.clientHeight / 2];
const size = id => radius(id) * Math.min(1.3, Math.max(scene.ids.length > 2000 ? 0.35 : 0.6, camera.scale * 1.6));

function corners(shape, x, y, r) {  // a circle has none
  const [count, turn] = [[0, 0], [4, Math.PI / 4], [3, -Math.PI / 2], [4, 0], [6, 0]][shape];
  return Array.from({ length: count }, (_, at) => [x + 1.2 * r * Math.cos(turn + at * 6.28319 / count), y + 1.2 * r * Math.sin(turn + at * 6.28319 / count)]);
}

function trace(pencil, shape, x, y, r) {
  const points = corners(shape, x, y, r);
  pencil.moveTo(...(points[0] || [x + r, y]));
  if (!points.length) pencil.arc(x, y, r, 0, 6.28319);
  for (const point of points.slice(1)) pencil.lineTo(...point);
  pencil.closePath();
}

const lit = () => {                 // what stands out: the path, or the chosen node and its neighbours; null: everything
  if (scene.path) return new Set(scene.path.flatMap(link => [data.edges[link][0], data.edges[link][2]]));
  return state.sel >= 0 && !state.hops ? new Set([state.sel, ...around[state.sel].map(([id]) => id)]) : null;
};
const litLinks = () => new Set(scene.path || (state.sel >= 0 ? around[state.sel].map(([, link]) => link) : []));

function onScreen([ax, ay], [bx, by]) {
  return Math.max(ax, bx) > 0 && Math.min(ax, bx) < box.clientWidth && Math.max(ay, by) > 0 && Math.min(ay, by) < box.clientHeight;
}

function drawLinks(links, ink, width, places) {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.beginPath();
  for (const number of links) {
    const [a, b] = [places.get(data.edges[number][0]), places.get(data.edges[number][2])];
    if (a && b && onScreen(a, b)) { pen.moveTo(...a); pen.lineTo(...b); }
  }
  pen.stroke();
}

function drawNodes(places, bright) {
  const groups = new Map();
  for (const [id, place] of places) {
    if (place[0] < -20 || place[1] < -20 || place[0] > box.clientWidth + 20 || place[1] > box.clientHeight + 20) continue;
    const key = `${data.nodes[id].cls} ${!bright || bright.has(id)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push([id, place]);
  }
  for (const [key, members] of groups) {
    const [cls, light] = key.split(" ");
    pen.globalAlpha = light === "true" ? 1 : 0.22;
    pen.fillStyle = colour(cls);
    pen.strokeStyle = paint("--ground");
    pen.lineWidth = 1.5;
    pen.beginPath();
    for (const [id, [x, y]] of members) trace(pen, shapeOf(cls), x, y, size(id));
    pen.fill();
    if (members.length < MANY) pen.stroke();
  }
  pen.globalAlpha = 1;
}

function labelBoxes(places, bright) {   // the best connected first; none covers another
  const taken = new Map();
  const found = [];
  pen.font = "13px system-ui, sans-serif";
  const first = [state.sel, hovered, state.from].filter(id => id >= 0);
  const others = [...places.keys()].filter(id => !bright || bright.has(id)).sort((a, b) => a - b);
  for (const id of new Set([...first, ...others])) {
    const place = places.get(id);
    if (!place || found.length > 260) continue;
    const text = cut(nodeName(id), first.includes(id) ? 60 : 30);
    const wide = pen.measureText(text).width + 8;
    const [left, top] = [place[0] - wide / 2, place[1] + size(id) + 3];
    const [past, room] = first.includes(id) ? [wide, box.clientWidth + wide] : [0, box.clientWidth];
    if (left < -past || left + wide > room || top < -18 || top > box.clientHeight - 46) continue;
    const mine = [left, top, left + wide, top + 18];
    const cells = [];
    for (let c = Math.floor(left / 100); c <= Math.floor(mine[2] / 100); c += 1) for (let r = Math.floor(top / 30); r <= Math.floor(mine[3] / 30); r += 1) cells.push(`${c} ${r}`);
    if (cells.some(cell => (taken.get(cell) || []).some(other => mine[0] < other[2] && other[0] < mine[2] && mine[1] < other[3] && other[1] < mine[3]))) continue;
    for (const cell of cells) taken.set(cell, [...(taken.get(cell) || []), mine]);
    found.push({ id, text, box: mine });
  }
  return found;
}

let labels = [];
function drawLabels() {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const { id, text, box: [left, top, right, bottom] } of labels) {
    pen.font = `${id === state.sel ? "600 " : ""}13px system-ui, sans-serif`;
    pen.lineWidth = 4;
    pen.strokeStyle = paint("--ground");
    pen.strokeText(text, (left + right) / 2, (top + bottom) / 2);
    pen.fillStyle = paint("--ink");
    pen.fillText(text, (left + right) / 2, (top + bottom) / 2);
  }
}

function full() {
  const places = new Map(scene.ids.map(id => [id, toScreen(scene.places.get(id))]));
  const bright = lit();
  const marked = litLinks();
  pen.setTransform(ratio(), 0, 0, ratio(), 0, 0);
  pen.fillStyle = paint("--ground");
  pen.fillRect(0, 0, box.clientWidth, box.clientHeight);
  pen.globalAlpha = bright ? 0.25 : scene.links.length > MANY ? 0.3 : 0.8;
  drawLinks(scene.links, paint("--edge"), 1, places);
  pen.globalAlpha = 1;
  drawLinks(marked, paint("--link"), scene.path ? 3 : 1.6, places);
  drawNodes(places, bright);
  if (places.has(state.sel)) {
    pen.strokeStyle = paint("--link");
    pen.lineWidth = 3;
    pen.beginPath();
    pen.arc(...places.get(state.sel), size(state.sel) + 5, 0, 6.28319);
    pen.stroke();
  }
  labels = labelBoxes(places, bright);
  drawLabels();
  still.width = canvas.width;
  still.height = canvas.height;
  still.getContext("2d").drawImage(canvas, 0, 0);
  Object.assign(stillAt, camera);
}

function moving() {                 // the last image, moved and scaled
  const zoom = camera.scale / stillAt.scale;
  const [wide, high] = [box.clientWidth, box.clientHeight];
  pen.setTransform(ratio(), 0, 0, ratio(), 0, 0);
  pen.fillStyle = paint("--ground");
  pen.fillRect(0, 0, wide, high);
  pen.drawImage(still, (stillAt.x - camera.x) * camera.scale + wide / 2 * (1 - zoom), (stillAt.y - camera.y) * camera.scale + high / 2 * (1 - zoom), wide * zoom, high * zoom);
  clearTimeout(settling);
  settling = setTimeout(() => paintSoon(), 140);
}

function paintSoon(act = full) {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(act);
}
const move = () => paintSoon(scene.links.length > MANY ? moving : full);

function fitSize() {                // whether the room has changed; a new size empties a canvas
  const [wide, high] = [box.clientWidth, box.clientHeight].map(side => Math.max(1, Math.round(side * ratio())));
  if (canvas.width === wide && canvas.height === high) return false;
  Object.assign(canvas, { width: wide, height: high });
  return true;
}

function fit() {
  const places = [...scene.places.values()];
  if (!places.length) return;
  const [left, right, top, bottom] = [[0, 1], [0, -1], [1, 1], [1, -1]].map(([axis, sign]) => places.reduce((low, place) => Math.min(low, sign * place[axis]), Infinity) * sign);
  Object.assign(camera, { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(2, (box.clientWidth - 120) / Math.max(1, right - left), (box.clientHeight - 120) / Math.max(1, bottom - top)) });
  camera.scale = Math.max(0.001, camera.scale);
}

function zoomAt(x, y, factor) {
  const scale = Math.min(6, Math.max(0.002, camera.scale * factor));
  const [dx, dy] = [x - box.clientWidth / 2, y - box.clientHeight / 2];
  camera.x += dx / camera.scale - dx / scale;
  camera.y += dy / camera.scale - dy / scale;
  camera.scale = scale;
  move();
}

function nodeAt(x, y) {
  let found = -1;
  let nearest = Infinity;
  for (const id of scene.ids) {
    const [px, py] = toScreen(scene.places.get(id));
    const away = Math.hypot(px - x, py - y);
    if (away < Math.max(14, size(id) + 4) && away < nearest) { found = id; nearest = away; }
  }
  return found >= 0 ? found : (labels.find(({ box: [l, t, r, b] }) => x > l && x < r && y > t && y < b) || { id: -1 }).id;
}

function reveal(id) {               // bring a node into the picture, where it is not
  const place = scene.places.get(id);
  if (!place) return;
  const [x, y] = toScreen(place);
  if (x < 60 || y < 60 || x > box.clientWidth - 60 || y > box.clientHeight - 60) Object.assign(camera, { x: place[0], y: place[1] });
}
