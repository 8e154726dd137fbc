// One way round: an action changes the state, the state makes the page and the address.
const dark = matchMedia("(prefers-color-scheme: dark)");

function dress() {                  // words, light or dark, and the legend: what needs no more than the first part
  const text = said();
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = state.theme || (dark.matches ? "dark" : "light");
  element("language").value = state.lang;
  element("theme").value = state.theme;
  for (const [id, name] of [["search", "search"], ["language", "language"], ["theme", "theme"]]) element(id).setAttribute("aria-label", text[name]);
  field.placeholder = text.search;
  for (const [id, name] of [["fit", "fit"], ["table-toggle", "table"], ["legend-title", "legend"], ["stage-title", "stage"], ["keys", "keys"]]) element(id).textContent = text[name];
  element("save").firstElementChild.textContent = text.save;
  element("scope").textContent = state.hops ? text.whole : state.all ? text.overview : text.all;
  element("scope").hidden = !state.hops && data.total <= WHOLE;
  legend();
}

function show() {
  compose();
  dress();
  element("count").textContent = said().count(scene.ids.length, scene.links.length, data.total);
  panel();
  table();
  paintSoon();
}

function change(refit) {            // after an action: the page, and an entry in the history
  show();
  if (refit) fit();
  if (location.protocol !== "about:" && location.hash !== address()) history.pushState(null, "", address());
}

function choose(id) {
  if (id === state.sel) return;
  const laid = state.hops > 0;
  state.sel = id;
  if (id < 0) state.hops = 0;
  change(laid);
  reveal(id);
}

function arrive() {
  readAddress();
  show();
  fit();
}

function begin() {                  // with the first part: its picture, unless the address asks for another one
  if (asksMore()) { readAddress(); dress(); } else arrive();
  fitSize();
}

function complete() {               // with the last part; a picture that is shown already stays where it was moved to
  whole = true;
  if (asksMore()) arrive(); else show();
  box.closest("main").removeAttribute("aria-busy");
  for (const act of waiting.splice(0)) act();
}

on("language", "change", value => { state.lang = value; change(false); });
on("theme", "change", value => { state.theme = value; change(false); });
on("table-toggle", "click", () => { state.table = !state.table; change(false); });
on("scope", "click", () => { if (state.hops) state.hops = 0; else state.all = !state.all; change(true); });
element("fit").addEventListener("click", () => { fit(); paintSoon(); });
element("save").addEventListener("keydown", event => { if (event.key === "Escape") { element("save").open = false; element("save").firstElementChild.focus(); } });
dark.addEventListener("change", () => whenWhole(show));
addEventListener("popstate", () => whenWhole(arrive));
addEventListener("beforeprint", () => { fitSize(); fit(); full(); });
new ResizeObserver(() => { if (fitSize()) full(); }).observe(box);
begin();
