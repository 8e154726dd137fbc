// Words beside the picture: filters that are the legend, what was chosen with its quotes, the table.
const ROWS = 1500;

function mark(cls) {                // the shape and colour of a class
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  const points = corners(shapeOf(cls), 8, 8, 6);
  const inner = document.createElementNS(space, points.length ? "polygon" : "circle");
  const told = points.length ? { points: points.map(point => point.map(at => at.toFixed(1)).join(",")).join(" ") } : { cx: 8, cy: 8, r: 6 };
  for (const [name, value] of Object.entries({ ...told, fill: colour(cls) })) inner.setAttribute(name, value);
  for (const [name, value] of Object.entries({ class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" })) drawn.setAttribute(name, value);
  drawn.append(inner);
  return drawn;
}

function facetName(facet, value) {
  if (facet === "cls") return className(value);
  if (facet === "source") return said().languages[value] || value;
  if (facet === "year") return value;
  return byIri.has(value) ? nodeName(byIri.get(value)) : termName(value);
}

let legendTold = "";
function legend() {                 // made anew only when it would say something else: it may be long
  const told = JSON.stringify([whole, state.lang, FACETS.map(facet => [...state.chosen[facet]])]);
  if (told === legendTold) return;
  legendTold = told;
  const focused = document.activeElement && document.activeElement.dataset.choice;
  const groups = FACETS.map(facet => {
    const shown = new Map([...[...state.chosen[facet]].map(value => [value, 0]), ...counts[facet]]);
    const list = make("ul", "", { class: "choices", "aria-label": said()[facet] });
    for (const [value, count] of [...shown].sort((a, b) => facet === "year" ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      const tick = make("input", "", { type: "checkbox", "data-choice": `${facet} ${value}` });
      tick.checked = state.chosen[facet].has(value);
      tick.addEventListener("change", () => whenWhole(() => { state.chosen[facet][tick.checked ? "add" : "delete"](value); change(true); }));
      const label = make("label");
      label.append(tick, ...(facet === "cls" ? [mark(value)] : []), make("span", facetName(facet, value)), make("span", String(count), { class: "number" }));
      const item = make("li");
      item.append(label);
      list.append(item);
    }
    return shown.size ? [make("h3", said()[facet]), list] : [];
  });
  element("legend").replaceChildren(...groups.flat());
  for (const tick of element("legend").querySelectorAll("input")) if (tick.dataset.choice === focused) tick.focus();
}

const nodeLink = id => button(nodeName(id), () => choose(id), { class: "node-link" });

function documentOf(number) {
  const { iri, url = "", date = "", lang = "" } = data.documents[number];
  const line = make("div", "", { class: "source" });
  line.append(isWeb(url) ? make("a", termName(iri), { href: url, rel: "noopener noreferrer", target: "_blank" }) : termName(iri));
  const more = [date, said().languages[lang] || lang].filter(Boolean).join(" · ");
  if (more) line.append(` · ${more}`);
  return line;
}

function told(value, evidence) {
  const made = make("dd");
  if (typeof value === "number") made.append(nodeLink(value));
  else if (isWeb(value) && !Object.hasOwn(data.labels, value)) made.append(make("a", value, { href: value, rel: "noopener noreferrer", target: "_blank" }));
  else made.append(Object.hasOwn(data.labels, value) ? best(data.labels[value]) : value);
  for (const [quote, page] of evidence) made.append(make("blockquote", quote), documentOf(page));
  return made;
}

function actions() {
  const made = make("div", "", { class: "actions", role: "group", "aria-label": said().hops });
  for (const hops of [1, 2, 3]) made.append(button(`${said().hops} ${hops}`, () => { state.hops = state.hops === hops ? 0 : hops; change(true); }, { "aria-pressed": String(state.hops === hops), id: `hops-${hops}` }));
  made.append(button(state.from < 0 ? said().from : said().stop, () => { state.from = state.from < 0 ? state.sel : -1; change(false); }, { id: "path", "aria-pressed": String(state.from >= 0) }));
  return made;
}

function wayText() {
  if (state.from < 0) return [];
  const made = [make("h3", said().way), nodeLink(state.from)];
  if (state.from === state.sel) return [...made, make("p", said().choose)];
  if (!scene.path) return [...made, make("p", said().noway, { role: "status" })];
  const list = make("ol", "", { class: "path" });
  let at = state.from;
  for (const link of scene.path) {
    const [s, predicate, o] = data.edges[link];
    const step = make("li");
    step.append(s === at ? `${termName(predicate)} → ` : `← ${termName(predicate)} `, nodeLink(at = s === at ? o : s));
    list.append(step);
  }
  return [...made, list];
}

function panel() {
  const node = data.nodes[state.sel];
  element("panel-title").textContent = node ? nodeName(state.sel) : "oimgraph";
  if (!node) { element("panel").replaceChildren(make("p", said().none)); return; }
  const list = make("dl");
  let last = "";
  const term = name => { if (name !== last) list.append(make("dt", name)); last = name; };
  for (const [predicate, value, evidence] of node.facts) { term(termName(predicate)); list.append(told(value, evidence)); }
  for (const [other, link] of around[state.sel]) {
    const [s, predicate, o] = data.edges[link];
    if (o !== state.sel) continue;
    const fact = data.nodes[s].facts.find(([p, value]) => p === predicate && value === o);
    term(`← ${termName(predicate)}`);
    list.append(told(other, fact ? fact[2] : []));
  }
  const kind = make("p", className(node.cls) + " · ", { class: "source" });
  kind.append(isWeb(node.iri) ? make("a", node.iri, { href: node.iri, rel: "noopener noreferrer", target: "_blank" }) : node.iri);
  element("panel").replaceChildren(kind, actions(), ...wayText(), list);
}

function visibleFacts() {           // [node, predicate, value, evidence, term] of all that is visible
  const ids = new Set(scene.ids);
  return [...ids].sort((a, b) => a - b).flatMap(id => data.nodes[id].facts.filter(fact => typeof fact[1] !== "number" || ids.has(fact[1])).map(fact => [id, ...fact]));
}

const valueName = value => typeof value === "number" ? nodeName(value) : Object.hasOwn(data.labels, value) ? best(data.labels[value]) : value;

function table() {
  element("table").hidden = !state.table;
  element("table-toggle").setAttribute("aria-pressed", String(state.table));
  if (!state.table) { element("table").replaceChildren(); return; }
  const made = make("table");
  const head = make("tr");
  for (const name of ["name", "cls", "relation", "value", "quote", "page"]) head.append(make("th", said()[name], { scope: "col" }));
  const heads = make("thead");
  heads.append(head);
  const body = make("tbody");
  const rows = visibleFacts();
  for (const [id, predicate, value, evidence] of rows.slice(0, ROWS)) {
    const row = make("tr");
    const [first, second, last] = [make("td"), make("td"), make("td")];
    first.append(nodeLink(id));
    second.append(typeof value === "number" ? nodeLink(value) : valueName(value));
    if (evidence.length) last.append(documentOf(evidence[0][1]));
    row.append(first, make("td", className(data.nodes[id].cls)), make("td", termName(predicate)), second, make("td", evidence.length ? evidence[0][0] : ""), last);
    body.append(row);
  }
  made.append(heads, body);
  element("table").replaceChildren(made, ...(rows.length > ROWS ? [make("p", said().more(rows.length - ROWS))] : []));
}
