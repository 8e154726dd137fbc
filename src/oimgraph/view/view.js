"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const element = id => document.getElementById(id);
const words = {
  en: { search: "Search", language: "Language", fit: "Show all", legend: "What is shown", none: "Choose a node to read its facts.", count: (n, e) => `${n} things, ${e} links`, from: "in" },
  fr: { search: "Chercher", language: "Langue", fit: "Tout montrer", legend: "Ce qui est montré", none: "Choisissez un nœud pour lire ses faits.", count: (n, e) => `${n} éléments, ${e} liens`, from: "dans" },
  es: { search: "Buscar", language: "Idioma", fit: "Mostrar todo", legend: "Lo que se muestra", none: "Elija un nodo para leer sus hechos.", count: (n, e) => `${n} elementos, ${e} vínculos`, from: "en" },
};
let language = words[navigator.language.slice(0, 2)] ? navigator.language.slice(0, 2) : document.documentElement.lang;
const hidden = new Set();

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const best = labels => labels[language] || labels[""] || labels.en || labels.fr || labels.es || "";
const short = iri => iri.split(/[/#]/).pop().replace(/-/g, " ");
const termName = iri => (data.labels[iri] && best(data.labels[iri])) || short(iri).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const nodeName = node => best(node.labels) || short(node.iri);
const cut = (text, size) => text.length > size ? text.slice(0, size - 1) + "…" : text;

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const ink = () => dark.matches ? "#e4e9ee" : "#1f2933";
const degree = data.nodes.map(() => 0);
for (const [s, , o] of data.edges) { degree[s] += 1; degree[o] += 1; }
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network(element("canvas"), { nodes, edges }, {
  physics: false,
  interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: true, multiselect: false },
  nodes: { shape: "dot", borderWidth: 1, font: { size: 15, face: "system-ui, sans-serif", strokeWidth: 4 } },
  edges: { smooth: false, color: { color: "#b8c1ca", highlight: "#0b5394", opacity: 0.7 }, arrows: { to: { enabled: true, scaleFactor: 0.4 } }, width: 1 },
});

function draw() {
  nodes.clear();
  edges.clear();
  nodes.add(data.nodes.map((node, id) => ({
    id, x: node.x, y: node.y, label: cut(nodeName(node), 34), hidden: hidden.has(node.cls), size: 10 + 5 * Math.sqrt(degree[id]),
    color: { background: data.colours[node.cls] || "#888", border: "#ffffff" },
    font: { color: ink(), strokeColor: dark.matches ? "#0f151b" : "#f5f7f9", size: 14 + (degree[id] > 4 ? 6 * Math.sqrt(degree[id]) : 0) },
  })));
  edges.add(data.edges.map(([from, , to], id) => ({ id, from, to, hidden: hidden.has(data.nodes[from].cls) || hidden.has(data.nodes[to].cls) })));
}

function legend() {
  const counts = new Map();
  for (const node of data.nodes) counts.set(node.cls, (counts.get(node.cls) || 0) + 1);
  const list = element("legend");
  list.replaceChildren();
  for (const [cls, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    const box = make("input", "", { type: "checkbox" });
    box.checked = !hidden.has(cls);
    box.addEventListener("change", () => { if (box.checked) hidden.delete(cls); else hidden.add(cls); draw(); });
    const dot = make("span", "", { class: "dot", "aria-hidden": "true" });
    dot.style.background = data.colours[cls] || "#888";
    const label = make("label");
    label.append(box, dot, make("span", termName("https://w3id.org/oimgraph/ontology#" + cls)), make("span", String(count), { class: "number" }));
    const item = make("li");
    item.append(label);
    list.append(item);
  }
}

function nodeLink(id) {
  const link = make("button", nodeName(data.nodes[id]), { type: "button", class: "node-link" });
  link.addEventListener("click", () => choose(id));
  return link;
}

function panel(id) {
  const node = data.nodes[id];
  element("panel-title").textContent = node ? nodeName(node) : "oimgraph";
  const list = make("dl");
  if (node) {
    list.append(make("dt", termName("https://w3id.org/oimgraph/ontology#" + node.cls)), make("dd", node.iri, { class: "source" }));
    for (const [predicate, value, evidence] of node.facts) {
      const told = make("dd");
      told.append(typeof value === "number" ? nodeLink(value) : make("span", data.labels[value] ? best(data.labels[value]) : value));
      for (const [quote, source] of evidence) {
        told.append(make("blockquote", quote), make("div", `${words[language].from} ${termName(source)}`, { class: "source" }));
      }
      list.append(make("dt", termName(predicate)), told);
    }
    for (const [from, predicate, to] of data.edges) {
      if (to === id) {
        const told = make("dd");
        told.append(nodeLink(from));
        list.append(make("dt", "← " + termName(predicate)), told);
      }
    }
  }
  element("panel").replaceChildren(node ? list : make("p", words[language].none));
}

function choose(id) {
  panel(id);
  if (id === undefined) { history.replaceState(null, "", "#"); return; }
  history.replaceState(null, "", "#" + encodeURIComponent(data.nodes[id].iri));
  network.selectNodes([id]);
  network.focus(id, { scale: 1.1, animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 } });
}

function find(text) {
  const wanted = fold(text.trim());
  if (!wanted) return undefined;
  const hits = data.nodes.map((node, id) => [id, node.names.map(fold)]);
  const exact = hits.find(([, names]) => names.includes(wanted));
  const partly = exact || hits.find(([, names]) => names.some(name => name.includes(wanted)));
  return partly && partly[0];
}

function speak() {
  const said = words[language];
  document.documentElement.lang = language;
  element("language").value = language;
  element("search-label").textContent = said.search;
  element("language-label").textContent = said.language;
  element("fit").textContent = said.fit;
  element("legend-title").textContent = said.legend;
  element("count").textContent = said.count(data.nodes.length, data.edges.length);
  element("names").replaceChildren(...data.nodes.map(node => make("option", "", { value: nodeName(node) })));
  legend();
  draw();
}

element("language").addEventListener("change", event => { language = event.target.value; speak(); panel(network.getSelectedNodes()[0]); });
element("search").addEventListener("change", event => { const id = find(event.target.value); if (id !== undefined) choose(id); });
element("fit").addEventListener("click", () => network.fit());
dark.addEventListener("change", draw);
network.on("click", event => choose(event.nodes[0]));
speak();
network.fit();
const wanted = decodeURIComponent(location.hash.slice(1));
const start = data.nodes.findIndex(node => node.iri === wanted);
if (start >= 0) choose(start); else panel(undefined);
