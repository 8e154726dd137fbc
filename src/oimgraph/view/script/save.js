// What is seen, as a file: the picture as PNG or SVG, the visible facts as CSV or Turtle.
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = make("a", "", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const escaped = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

function svg() {
  const [wide, high] = [box.clientWidth, box.clientHeight];
  const at = new Map(scene.ids.map(id => [id, toScreen(scene.places.get(id)).map(value => Math.round(value * 10) / 10)]));
  const lines = scene.links.map(number => [at.get(data.edges[number][0]), at.get(data.edges[number][2])]).filter(([a, b]) => onScreen(a, b)).map(([a, b]) => `M${a.join(" ")}L${b.join(" ")}`);
  const marks = scene.ids.map(id => {
    const [x, y] = at.get(id);
    const points = corners(shapeOf(data.nodes[id].cls), x, y, size(id));
    const place = points.length ? `<polygon points="${points.map(point => point.map(value => value.toFixed(1)).join(",")).join(" ")}"` : `<circle cx="${x}" cy="${y}" r="${size(id).toFixed(1)}"`;
    return `${place} fill="${escaped(colour(data.nodes[id].cls))}"><title>${escaped(nodeName(id))}</title></${points.length ? "polygon" : "circle"}>`;
  });
  const names = labels.map(({ text, box: [l, t, r, b] }) => `<text x="${((l + r) / 2).toFixed(1)}" y="${((t + b) / 2 + 4).toFixed(1)}">${escaped(text)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}"><rect width="100%" height="100%" fill="${paint("--ground")}"/><path d="${lines.join("")}" stroke="${paint("--edge")}" fill="none"/>${marks.join("")}<g font-family="sans-serif" font-size="13" text-anchor="middle" fill="${paint("--ink")}">${names.join("")}</g></svg>`;
}

const cell = text => { const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return `"${safe.replace(/"/g, '""')}"`; };
const objectIri = value => typeof value === "number" ? data.nodes[value].iri : value;

function csv() {
  const rows = visibleFacts().flatMap(([id, predicate, value, evidence]) => (evidence.length ? evidence : [["", -1]]).map(([quote, page]) => [data.nodes[id].iri, nodeName(id), predicate, objectIri(value), valueName(value), quote, page < 0 ? "" : data.documents[page].iri]));
  return [["subject", "name", "predicate", "object", "value", "quote", "page"], ...rows].map(row => row.map(cell).join(",") + "\r\n").join("");
}

function turtle() {
  const lines = visibleFacts().map(([id, predicate, value, , term]) => `<${data.nodes[id].iri}> <${predicate}> ${typeof value === "number" ? `<${data.nodes[value].iri}>` : term} .\n`);
  const classed = [...scene.ids].sort((a, b) => a - b).map(id => `<${data.nodes[id].iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${data.nodes[id].type}> .\n`);
  return [...classed, ...lines].join("");
}

on("png", "click", () => { full(); canvas.toBlob(blob => save("oimgraph.png", blob)); });
on("svg", "click", () => { full(); save("oimgraph.svg", new Blob([svg()], { type: "image/svg+xml" })); });
on("csv", "click", () => save("oimgraph.csv", new Blob([csv()], { type: "text/csv" })));
on("turtle", "click", () => save("oimgraph.ttl", new Blob([turtle()], { type: "text/turtle" })));
