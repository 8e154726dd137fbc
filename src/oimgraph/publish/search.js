"use strict";
// The search of the first page. The names come as a script, since a page in a folder may not fetch.
const form = document.getElementById("find");
const input = document.getElementById("search");
const found = document.getElementById("found");
const results = document.getElementById("results");
const tongue = ["en", "es", "fr"].indexOf(form.dataset.language);
const SHOWN = 40;
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").toLowerCase();
let rows = null;

function load() {
  if (rows) return;
  rows = [];
  const script = document.createElement("script");
  script.src = "assets/entries.js";
  script.addEventListener("load", () => {
    rows = window.entries.map(entry => ({ entry, text: fold(entry.slice(2).join(" | ")), own: fold(entry[2 + tongue]) }));
    look();
  });
  document.body.append(script);
}

function look() {
  const asked = fold(input.value).trim().split(/\s+/).filter(Boolean);
  results.replaceChildren();
  found.textContent = "";
  if (!asked.length || !rows.length) return;
  const whole = asked.join(" ");
  const rank = row => (row.own === whole ? 0 : row.own.startsWith(whole) ? 1 : row.text.includes(whole) ? 2 : 3);
  const fitting = rows.filter(row => asked.every(word => row.text.includes(word)));
  fitting.sort((a, b) => rank(a) - rank(b) || a.own.length - b.own.length || (a.own < b.own ? -1 : 1));
  for (const { entry } of fitting.slice(0, SHOWN)) {
    const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = entry[0] + form.dataset.file;
    link.textContent = entry[2 + tongue];
    kind.className = "soft";
    kind.textContent = " " + window.kinds[entry[1]][tongue];
    item.append(link, kind);
    results.append(item);
  }
  found.textContent = fitting.length
    ? found.dataset.many.replace("{count}", fitting.length).replace("{shown}", Math.min(SHOWN, fitting.length))
    : found.dataset.none;
}

form.addEventListener("submit", event => {
  event.preventDefault();
  const first = results.querySelector("a");
  if (first) first.focus();
});
input.addEventListener("focus", load);
input.addEventListener("input", () => { load(); look(); });
if (document.activeElement === input) load();
