// What is shown: the state that the address keeps, and the nodes, places and links that follow from it.
const WHOLE = 500;                  // up to so many nodes the graph opens whole
const state = { lang: "en", theme: "", sel: -1, hops: 0, from: -1, all: false, table: false, chosen: Object.fromEntries(FACETS.map(name => [name, new Set()])) };
const valuesOf = (node, facet) => facet === "cls" ? [node.cls] : node[facet];
const passes = id => FACETS.every(facet => !state.chosen[facet].size || valuesOf(data.nodes[id], facet).some(value => state.chosen[facet].has(value)));

function reached(start, hops) {
  const steps = new Map([[start, 0]]);
  for (const id of steps.keys()) {
    if (steps.get(id) < hops) for (const [other] of around[id]) if (!steps.has(other)) steps.set(other, steps.get(id) + 1);
  }
  return steps;
}

function path(from, to) {           // the numbers of its links, or null
  const came = new Map([[from, null]]);
  for (const id of came.keys()) {
    if (id === to) break;
    for (const [other, link] of around[id]) if (!came.has(other)) came.set(other, [id, link]);
  }
  if (!came.has(to)) return null;
  const links = [];
  for (let id = to; came.get(id); id = came.get(id)[0]) links.unshift(came.get(id)[1]);
  return links;
}

function rings(steps) {             // a neighbourhood: the node, and about it its neighbours, step by step
  const places = new Map();
  let radius = 0;
  for (let step = 0; step <= state.hops; step += 1) {
    const members = [...steps.keys()].filter(id => steps.get(id) === step).sort((a, b) => data.nodes[a].cls < data.nodes[b].cls ? -1 : data.nodes[a].cls > data.nodes[b].cls ? 1 : a - b);
    for (let start = 0; start < members.length;) {
      radius += step ? 190 : 0;
      const room = step ? Math.max(6, Math.floor(radius * 6.283 / 120)) : 1;
      const ring = members.slice(start, start + room);
      ring.forEach((id, at) => { const turn = 6.28319 * at / ring.length + radius; places.set(id, [radius * Math.cos(turn), radius * Math.sin(turn)]); });
      start += room;
    }
  }
  return places;
}

let scene = { ids: [], places: new Map(), links: [], path: null };
function compose() {
  let places;
  const way = state.from >= 0 && state.sel >= 0 && state.from !== state.sel ? path(state.from, state.sel) : null;
  const filtered = FACETS.some(facet => state.chosen[facet].size);
  if (state.hops && state.sel >= 0) places = rings(reached(state.sel, state.hops));
  else if (data.total <= WHOLE || state.all || filtered) places = new Map(data.nodes.map((node, id) => [id, [node.x, node.y]]));
  else places = new Map(data.overview.entries());
  const extra = [...(way || []).flatMap(link => [data.edges[link][0], data.edges[link][2]]), state.sel].filter(id => id >= 0);
  const kept = new Map([...places].filter(([id]) => passes(id)));
  if (extra.some(id => !kept.has(id)) && places.size < data.total && !state.hops) beside(kept, extra);
  else for (const id of extra) kept.set(id, places.get(id) || [data.nodes[id].x, data.nodes[id].y]);
  scene = { ids: [...kept.keys()], places: kept, links: data.edges.map((_, number) => number).filter(number => kept.has(data.edges[number][0]) && kept.has(data.edges[number][2])), path: way };
}

function beside(kept, extra) {      // what the overview leaves out stands in a row below it
  let x = Math.min(...[...kept.values()].map(place => place[0]), 0);
  const y = Math.max(...[...kept.values()].map(place => place[1]), 0) + 150;
  for (const id of extra) if (!kept.has(id)) { kept.set(id, [x, y]); x += 240; }
}

function address() {
  const told = new URLSearchParams();
  const iri = id => data.nodes[id].iri;
  if (state.sel >= 0) told.set("node", iri(state.sel));
  if (state.from >= 0) told.set("from", iri(state.from));
  if (state.hops) told.set("hops", state.hops);
  for (const facet of FACETS) for (const value of [...state.chosen[facet]].sort()) told.append(facet, value);
  for (const name of ["all", "table"]) if (state[name]) told.set(name, 1);
  told.set("lang", state.lang);
  if (state.theme) told.set("theme", state.theme);
  return "#" + told;
}

const asked = () => new URLSearchParams(location.hash.slice(1));
const asksMore = () => ["node", "from", "all", "table", ...FACETS].some(name => asked().has(name));   // than the first picture

function readAddress() {
  const told = asked();
  const id = name => byIri.has(told.get(name)) ? byIri.get(told.get(name)) : -1;
  const spoken = [told.get("lang"), navigator.language.slice(0, 2), document.documentElement.lang].find(lang => lang && Object.hasOwn(words, lang));
  Object.assign(state, { sel: id("node"), from: id("from"), hops: Math.min(3, Math.max(0, parseInt(told.get("hops"), 10) || 0)), all: told.has("all"), table: told.has("table"), lang: spoken || "en", theme: ["light", "dark"].includes(told.get("theme")) ? told.get("theme") : "" });
  for (const facet of FACETS) state.chosen[facet] = new Set(told.getAll(facet));
}
