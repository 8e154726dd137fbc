// One way round: an action changes the state, the state makes the page and the address.
const dark = matchMedia("(prefers-color-scheme: dark)");

function show() {
  compose();
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
  element("scope").hidden = !state.hops && data.nodes.length <= WHOLE;
  element("count").textContent = text.count(scene.ids.length, scene.links.length, data.nodes.length);
  legend();
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

element("language").addEventListener("change", event => { state.lang = event.target.value; change(false); });
element("theme").addEventListener("change", event => { state.theme = event.target.value; change(false); });
element("fit").addEventListener("click", () => { fit(); paintSoon(); });
element("table-toggle").addEventListener("click", () => { state.table = !state.table; change(false); });
element("scope").addEventListener("click", () => { if (state.hops) state.hops = 0; else state.all = !state.all; change(true); });
element("save").addEventListener("keydown", event => { if (event.key === "Escape") { element("save").open = false; element("save").firstElementChild.focus(); } });
dark.addEventListener("change", show);
addEventListener("popstate", arrive);
addEventListener("beforeprint", () => { fitSize(); fit(); full(); });
new ResizeObserver(() => { fitSize(); full(); }).observe(box);
fitSize();
arrive();
