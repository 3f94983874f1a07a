// Filters, views and keys; everything comes together here.
let viewStamp = 0;

function notice(text, ...acts) {
  const box = $("notice");
  box.hidden = !text;
  redraw(box, () => box.replaceChildren(...(text ? [h("span", {}, text), acts.map(([label, act]) => h("button", { class: "button", type: "button", on: { click: act } }, label))].flat() : [])));
}

function refresh() {
  way = null;
  applyFilters();
  applyFolds();
  viewStamp++;
  relook();
  const draw = { places: drawPlaces, matrix: drawMatrix, tables: drawTables }[state.view];
  if (draw) redraw($(state.view), draw);
  const shownActors = actors.filter((actor) => actor.shown).length, shownTies = ties.filter((tie) => tie.shown).length;
  const text = T("{actors} of {allActors} actors, {ties} of {allTies} ties shown", { actors: format(shownActors), allActors: format(actors.length), ties: format(shownTies), allTies: format(ties.length) });
  if ($("status").textContent !== text) { $("status").textContent = text; say(text); }
  if (picking === null) noteFolding();
  $("sizes").replaceChildren(...sizeSample());
  $("scale") && ($("scale").hidden = !state.colour.startsWith("m:"));
  writeAddress();
}

function check(group, value, content, count) {
  const box = h("input", { type: "checkbox", on: { change: (event) => { state[group] = event.target.checked ? state[group].filter((one) => one !== value) : [...state[group], value]; changed(); } } });
  box.checked = !state[group].includes(value);
  box.dataset.group = group;
  box.dataset.value = value;
  return h("label", { class: "choice" }, box, content, h("span", { class: "count" }, format(count)));
}
function toggle(name, label, extra) {
  const box = h("input", { type: "checkbox", on: { change: (event) => { state[name] = event.target.checked; changed(); } } });
  box.checked = state[name];
  box.dataset.flag = name;
  return h("label", { class: "choice" }, box, label, extra);
}
function choice(name, label, options) {
  const select = h("select", { on: { change: (event) => { const value = event.target.value; state[name] = typeof DEFAULTS[name] === "number" ? Number(value) : value; if (name === "size") measureSizes(); changed(name === "size" || name === "colour"); } } }, options.map(([value, text]) => h("option", { value }, text)));
  select.value = String(state[name]);
  select.dataset.name = name;
  return h("label", { class: "field" }, h("span", {}, label), select);
}
function slider(name, label, least, most, step, show) {
  const out = h("output", {}, show(state[name]));
  const input = h("input", { type: "range", min: least, max: most, step, on: { input: (event) => { state[name] = Number(event.target.value); out.textContent = show(state[name]); changed(); } } });
  input.value = state[name];
  return h("label", { class: "field" }, h("span", {}, label, out), input);
}
function timeSlider(name, label) {
  const last = dates.length - 1, usual = name === "from" ? 0 : last;
  const show = (at) => dateText(dates[at]);
  const at = state[name] ? Math.max(dates.findIndex((date) => date >= state[name]), 0) : usual;
  const out = h("output", {}, show(at));
  const input = h("input", { type: "range", min: 0, max: last, step: 1, on: { input: (event) => { const now = Number(event.target.value); state[name] = now === usual ? "" : dates[now]; out.textContent = show(now); changed(); } } });
  input.value = at;
  return h("label", { class: "field" }, h("span", {}, label, out), input);
}
function changed(keepView) { refresh(); if (!keepView && state.view === "network") { /* the reader keeps the place */ } if (!$("panel").hidden) { if (state.actor >= 0) showActorPanel(actors[state.actor]); else if (state.tie >= 0) chooseTie(state.tie, true); } }

const lineSample = (name, dash) => s("svg", { class: "line", viewBox: "0 0 32 12", "aria-hidden": "true" }, s("line", { x1: 0, y1: 6, x2: 32, y2: 6, class: name, "stroke-dasharray": dash }));
function ringSample(name) {
  const ring = h("span", { class: "ring", "aria-hidden": "true" });
  if (name) ring.style.borderColor = "var(--" + name + ")";
  else ring.style.border = "2px dashed var(--quiet)";
  return ring;
}
const scaleSample = () => [T("low"), [0, 1, 2, 3, 4].map((step) => h("span", { class: "h" + step, "aria-hidden": "true" })), T("high")];
// The least and the greatest value that an actor has, and the one nearest to a quarter of it, in the sizes of the picture.
function sizeSample() {
  const at = data.measures.findIndex((row) => row[0] === state.size), values = actors.map((actor) => actor.measures[at]).sort((p, q) => p - q), most = values[values.length - 1];
  const middle = values.reduce((best, value) => (value > 0 && Math.abs(value - most / 4) < Math.abs(best - most / 4) ? value : best), most);
  return [...new Set(at < 0 ? [] : [values[0], middle, most])].map((value) => {
    const r = sizeOf(value) / 2;
    return h("span", {}, s("svg", { width: 2 * r, height: 2 * r, "aria-hidden": "true" }, s("circle", { class: "size", cx: r, cy: r, r })), measureText(state.size, value));
  });
}
const fieldset = (title, ...content) => h("fieldset", {}, h("legend", {}, title), content);

function drawFilters() {
  const count = (test) => actors.filter(test).length;
  const countries = data.countries.map(([code, name]) => check("countries", code, [ringSample(ringOf(code)), h("span", {}, name)], count((n) => n.country === code)));
  const unknown = count((n) => !n.country);
  if (unknown) countries.push(check("countries", "", [ringSample(null), h("span", {}, T("Unknown or international"))], unknown));
  const relations = data.relations.map(([name, label], kind) => [ties.reduce((sum, tie) => sum + tie.statements.filter((one) => one.kind === kind).length, 0), name, label]).filter(([number]) => number);
  const crossing = ties.filter((tie) => tie.crossing).length, unclear = ties.filter((tie) => tie.crossing === null).length;
  const strongest = ties.reduce((most, tie) => Math.max(most, new Set(tie.statements.flatMap((one) => one.quotes.map((q) => q.document.i))).size), 1);
  const used = documents.filter((doc) => doc.status === "ok" || doc.status === "partial");
  $("filters").replaceChildren(
    actors.length ? fieldset(T("Actors"), data.types.map(([type, , plural]) => [type, plural, count((n) => n.type === type)]).filter((row) => row[2]).map(([type, plural, number]) => check("types", type, [mark(type), h("span", {}, plural)], number))) : "",
    fieldset(T("Ties"),
      toggle("crossing", [lineSample("crossing", "9 5"), h("span", {}, T("Only across borders"))], h("span", { class: "count" }, format(crossing))),
      unclear ? h("p", { class: "choice quiet" }, lineSample("", "2 4"), T("Country of an end unknown"), h("span", { class: "count" }, format(unclear))) : null,
      relations.map(([number, name, label]) => check("relations", name, h("span", {}, label), number))),
    countries.length ? fieldset(T("Countries (ring)"), countries.slice(0, 9), countries.length > 9 ? h("details", {}, h("summary", {}, T("More countries: {count}", { count: countries.length - 9 })), countries.slice(9)) : null) : "",
    fieldset(T("Appearance"),
      data.measures.length ? choice("size", T("Size"), data.measures) : null,
      h("p", { class: "sizes", id: "sizes" }),
      choice("colour", T("Colour"), [["type", T("Type")], ["country", T("Country")], ["community", T("Community")], ...data.measures.map(([name, label]) => ["m:" + name, label])]),
      h("p", { class: "scale", id: "scale", hidden: true }, scaleSample()),
      toggle("groups", h("span", {}, T("Tint the communities"))),
      toggle("alone", h("span", {}, T("Actors without ties")))),
    h("details", { open: state.document >= 0 || state.community >= 0 || state.strength > 1 || state.confidence > 0 || state.from !== "" || state.to !== "" },
      h("summary", {}, T("More filters")),
      used.length ? choice("document", T("Document"), [[-1, T("All documents")], ...used.map((doc) => [doc.i, doc.label])]) : null,
      data.communities.length ? choice("community", T("Community"), [[-1, T("All communities")], ...data.communities.map((members, i) => [i, communityName(i) + " (" + members.length + ")"])]) : null,
      strongest > 1 ? slider("strength", T("Stated by at least (documents)"), 1, strongest, 1, format) : null,
      slider("confidence", T("Least confidence"), 0, 1, 0.05, percent),
      dates.length > 1 ? [timeSlider("from", T("From")), timeSlider("to", T("To"))] : null),
    h("button", { class: "button wide", type: "button", id: "reset", on: { click: () => { const view = state.view; resetState(); state.view = view; $("panel").hidden = true; measureSizes(); redraw($("filters"), drawFilters); refresh(); fitView(true); } } }, T("Reset everything")));
}
function communityName(i) {
  const members = data.communities[i].map((one) => actors[one]);
  return shorten((members.find((actor) => actor.type === "organisation") || members[0]).name);
}

function showView(name) {
  state.view = name;
  for (const tab of document.querySelectorAll(".views [role=tab]")) {
    const on = tab.dataset.view === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    $(tab.dataset.view).hidden = !on;
  }
  refresh();
  if (name === "network" && network) network.redraw();
}

function startTabs() {
  const tabs = [...document.querySelectorAll(".views [role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => showView(tab.dataset.view));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      showView(next.dataset.view);
      next.focus();
    });
  }
}

function startTools() {
  $("theme").addEventListener("click", () => { theme(theme() === "dark" ? "light" : "dark"); readColours(); refresh(); });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", () => { readColours(); refresh(); });
  const menu = $("save-menu");
  const shut = () => { menu.hidden = true; $("save").setAttribute("aria-expanded", "false"); };
  $("save").addEventListener("click", () => { menu.hidden = !menu.hidden; $("save").setAttribute("aria-expanded", String(!menu.hidden)); if (!menu.hidden) menu.querySelector("button").focus(); });
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget) && event.relatedTarget !== $("save")) shut(); });
  for (const [id, act] of [["save-png", savePng], ["save-svg", saveSvg], ["save-actors", saveActors], ["save-ties", saveTies]]) $(id).addEventListener("click", () => { $("save").focus(); shut(); act(); });
  if (document.fullscreenEnabled) $("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  else $("full").hidden = true;
  $("zoom-in").addEventListener("click", () => zoomBy(1.4));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  $("zoom-fit").addEventListener("click", () => fitView(true));
  const filters = $("filters"), isOpen = () => filters.classList.contains("open");
  const show = (open) => { filters.classList.toggle("open", open); $("open-filters").setAttribute("aria-expanded", String(open)); };
  $("open-filters").addEventListener("click", () => { show(!isOpen()); if (isOpen()) filters.querySelector("input").focus(); });
  $("stage").addEventListener("pointerdown", () => show(false));
  // The drawer would cover what has the focus once the reader is past it.
  filters.addEventListener("focusout", ({ relatedTarget: next }) => { if (next && next !== $("open-filters") && !filters.contains(next)) show(false); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range";
    if (event.key === "/" && !typing) { event.preventDefault(); $("search").focus(); }
    if (event.key !== "Escape") return;
    if (!menu.hidden) { $("save").focus(); shut(); }
    else if (isOpen()) { $("open-filters").focus(); show(false); }
    else closePanel();
  });
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => { if (state.view === "places") drawPlaces(); }, 150); });
}

function start() {
  resetState();
  makeCircles();
  readAddress();
  applyFilters();
  applyFolds();
  startCanvas();
  startTables();
  drawFilters();
  startSearch();
  startWalk();
  startTabs();
  startTools();
  startPaper();
  showView(state.view);
  if (state.path.length === 2) showWay(state.path[0], state.path[1], true);
  else if (state.actor >= 0) { showActorPanel(actors[state.actor]); state.ego ? fitView(false) : showActor(actors[state.actor]); }
  else if (state.tie >= 0) chooseTie(state.tie, true);
  document.documentElement.dataset.ready = "yes";
}
start();
