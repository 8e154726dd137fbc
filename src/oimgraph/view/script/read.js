// What the page knows. The first part is there at once, the others are read as they arrive; what someone does before then
// is done when all is read.
const data = { nodes: [], edges: [], labels: {}, documents: [] };
const FACETS = ["cls", "crime", "country", "year", "source"];
const byIri = new Map();
const around = [];                  // by node, its links: the other end and the link's number
const folded = [];                  // by node, its names as search compares them
const waiting = [];
let whole = false;

function learn({ nodes = [], edges = [], more = [], labels = {}, ...others }) {
  Object.assign(data, others);
  Object.assign(data.labels, labels);
  for (const node of nodes) {
    byIri.set(node.iri, data.nodes.length);
    around.push([]);
    data.nodes.push(node);
  }
  for (const [s, term, o] of edges) {
    around[s].push([o, data.edges.length]);
    around[o].push([s, data.edges.length]);
    data.edges.push([s, data.terms[term], o]);
  }
  more.forEach(tell);
}

function tell(more) {               // the rest of the next node
  const node = Object.assign(data.nodes[folded.length], more);
  node.type = data.terms[node.type];
  for (const fact of node.facts) fact[0] = data.terms[fact[0]];
  folded.push(node.names.map(fold));
  for (const facet of FACETS) if (facet !== "cls") for (const value of node[facet]) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
}

function read() {                   // the part that stands before the call
  learn(JSON.parse(document.currentScript.previousElementSibling.textContent));
  if (folded.length === data.total) complete();
}

const whenWhole = act => { if (whole) act(); else waiting.push(act); };
const on = (id, kind, act) => element(id).addEventListener(kind, ({ target: { value } }) => whenWhole(() => act(value)));

learn(JSON.parse(element("first").textContent));
const counts = Object.fromEntries(FACETS.map(facet => [facet, new Map(facet === "cls" ? data.classes : [])]));
