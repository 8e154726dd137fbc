"use strict";
// What the page says, in three languages, and how names are chosen.
const words = {
  en: { search: "Search", language: "Language", theme: "Light or dark", fit: "Fit", all: "Show all", overview: "Overview", table: "Table", save: "Save", legend: "Show only", stage: "The graph", none: "Choose a node to read its facts, each with the words it rests on.", count: (n, e, of) => `${n} of ${of} things, ${e} links`, cls: "Kind", crime: "Crime", country: "Country", year: "Year", source: "Language of source", hops: "Neighbours", whole: "Leave the neighbourhood", from: "Start a path here", stop: "End the path", way: "Path", noway: "No path leads there.", choose: "Now choose the other end.", name: "Name", relation: "Relation", value: "What", quote: "Quote", page: "Page", more: n => `${n} more rows: filter, or save as CSV.`, keys: "Arrows: next node · Shift+arrows: move · + − 0: zoom · Enter: read · Esc: leave · /: search", kinds: { Country: "country", Crime: "crime", Theme: "theme" }, languages: { en: "English", fr: "French", es: "Spanish" } },
  fr: { search: "Chercher", language: "Langue", theme: "Clair ou sombre", fit: "Cadrer", all: "Tout montrer", overview: "Vue d’ensemble", table: "Tableau", save: "Enregistrer", legend: "Ne montrer que", stage: "Le graphe", none: "Choisissez un nœud pour lire ses faits, chacun avec les mots qui le fondent.", count: (n, e, of) => `${n} éléments sur ${of}, ${e} liens`, cls: "Genre", crime: "Crime", country: "Pays", year: "Année", source: "Langue de la source", hops: "Voisins", whole: "Quitter le voisinage", from: "Commencer un chemin ici", stop: "Quitter le chemin", way: "Chemin", noway: "Aucun chemin n’y mène.", choose: "Choisissez maintenant l’autre bout.", name: "Nom", relation: "Relation", value: "Quoi", quote: "Citation", page: "Page", more: n => `${n} lignes de plus : filtrez, ou enregistrez en CSV.`, keys: "Flèches : nœud suivant · Maj+flèches : déplacer · + − 0 : zoom · Entrée : lire · Échap : quitter · / : chercher", kinds: { Country: "pays", Crime: "crime", Theme: "thème" }, languages: { en: "anglais", fr: "français", es: "espagnol" } },
  es: { search: "Buscar", language: "Idioma", theme: "Claro u oscuro", fit: "Encuadrar", all: "Mostrar todo", overview: "Panorama", table: "Tabla", save: "Guardar", legend: "Mostrar solo", stage: "El grafo", none: "Elija un nodo para leer sus hechos, cada uno con las palabras en que se apoya.", count: (n, e, of) => `${n} elementos de ${of}, ${e} vínculos`, cls: "Clase", crime: "Delito", country: "País", year: "Año", source: "Idioma de la fuente", hops: "Vecinos", whole: "Salir del vecindario", from: "Empezar un camino aquí", stop: "Dejar el camino", way: "Camino", noway: "Ningún camino lleva allí.", choose: "Elija ahora el otro extremo.", name: "Nombre", relation: "Relación", value: "Qué", quote: "Cita", page: "Página", more: n => `${n} filas más: filtre, o guarde como CSV.`, keys: "Flechas: nodo siguiente · Mayús+flechas: mover · + − 0: zoom · Intro: leer · Esc: salir · /: buscar", kinds: { Country: "país", Crime: "delito", Theme: "tema" }, languages: { en: "inglés", fr: "francés", es: "español" } },
};
const element = id => document.getElementById(id);
const ONTOLOGY = "https://w3id.org/oimgraph/ontology#";
const said = () => words[state.lang];
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const best = labels => labels[state.lang] || labels[""] || labels.en || labels.fr || labels.es || "";
const short = iri => iri.split(/[/#]/).pop().replace(/-/g, " ");
const termName = iri => (Object.hasOwn(data.labels, iri) && best(data.labels[iri])) || short(iri).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
const className = cls => Object.hasOwn(said().kinds, cls) ? said().kinds[cls] : termName(ONTOLOGY + cls);   // no page states what these are called
const nodeName = id => best(data.nodes[id].labels) || short(data.nodes[id].iri);
const cut = (text, size) => text.length > size ? text.slice(0, size - 1) + "…" : text;
const isWeb = text => /^https?:\/\//i.test(text);

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function button(text, act, attributes = {}) {
  const made = make("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}
