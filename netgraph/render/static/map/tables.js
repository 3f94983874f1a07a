// The same content as tables: every shown actor and every shown tie, sortable, in pages of 200 rows.
let listed = "actors", listFrom = 0, sortBy = null;
const PAGE = 200;

const actorColumns = () => [
  [T("Actor"), (n) => n.name, (n) => h("th", { scope: "row" }, nameButton(n))],
  [T("Type"), (n) => typeName(n.type)],
  [T("Country"), countryOf],
  [T("Place"), (n) => n.place || ""],
  [T("Ties"), (n) => n.ties.filter((tie) => tie.shown).length, null, true],
  [T("Across borders"), (n) => n.ties.filter((tie) => tie.shown && tie.crossing).length, null, true],
  [T("Documents"), (n) => n.documents.length, null, true],
  ...data.measures.filter(([name]) => name === "betweenness").map(([name, label]) => [label, (n) => n.measures[data.measures.findIndex((row) => row[0] === name)], null, true, (value) => measureText(name, value)]),
];
const tieColumns = () => [
  [T("Actor"), (tie) => tie.a.name, (tie) => h("th", { scope: "row" }, nameButton(tie.a))],
  [T("Relation"), (tie) => sentences(tie.statements.filter((one) => one.shown), tie.a).replace(/:$/, "")],
  [T("Actor"), (tie) => tie.b.name, (tie) => h("td", {}, nameButton(tie.b))],
  [T("Countries"), (tie) => (tie.a.country || "?") + " – " + (tie.b.country || "?"), (tie) => h("td", {}, tie.crossing ? crossingTag(tie) : (tie.a.country || "?") + " – " + (tie.b.country || "?"))],
  [T("Documents"), (tie) => tie.strength, null, true],
  [T("Evidence"), (tie) => tie.statements.reduce((sum, one) => sum + shownQuotes(one).length, 0), (tie) => h("td", { class: "num" }, h("button", { class: "name", type: "button", on: { click: () => chooseTie(tie.i) } }, T("Show {count}", { count: tie.statements.reduce((sum, one) => sum + shownQuotes(one).length, 0) }))), true],
];

function drawTables() {
  const columns = listed === "actors" ? actorColumns() : tieColumns();
  const wanted = fold($("table-search") ? $("table-search").value : "").split(/\s+/).filter(Boolean);
  let rows = (listed === "actors" ? actors : ties).filter((row) => row.shown);
  const counts = { actors: actors.filter((n) => n.shown).length, ties: ties.filter((t) => t.shown).length };
  if (wanted.length) rows = rows.filter((row) => wanted.every((word) => (listed === "actors" ? row.key : row.a.key + " " + row.b.key).includes(word)));
  if (sortBy !== null && columns[sortBy.column]) {
    const value = columns[sortBy.column][1];
    rows = rows.map((row) => [value(row), row]).sort(([a], [b]) => (typeof a === "number" ? a - b : collator.compare(a, b)) * (sortBy.falling ? -1 : 1)).map((pair) => pair[1]);
  }
  const page = rows.slice(listFrom, listFrom + PAGE);
  const head = columns.map(([label, , , numeric], column) => h("th", { scope: "col", "data-label": label, class: numeric ? "num" : null, "aria-sort": sortBy && sortBy.column === column ? (sortBy.falling ? "descending" : "ascending") : null },
    h("button", { type: "button", on: { click: () => { sortBy = { column, falling: sortBy && sortBy.column === column ? !sortBy.falling : Boolean(numeric) }; listFrom = 0; redraw($("tables"), drawTables); } } }, label)));
  const cell = (row, [, value, make, numeric, write = format]) => (make ? make(row) : numeric ? h("td", { class: "num" }, write(value(row))) : h("td", {}, value(row)));
  const table = h("table", {}, h("caption", {}, listed === "actors" ? T("Actors shown: {count}", { count: format(rows.length) }) : T("Ties shown: {count}", { count: format(rows.length) })), h("thead", {}, h("tr", {}, head)), h("tbody", {}, page.map((row) => h("tr", {}, columns.map((column) => cell(row, column))))));
  // At the end the button stays in reach: disabled, it would lose the focus.
  const turn = (to, label) => { const none = to < 0 || to >= rows.length; return h("button", { class: "button", type: "button", "aria-disabled": none && "true", on: { click: () => { if (!none) { listFrom = to; redraw($("tables"), drawTables); } } } }, label); };
  const pages = rows.length > PAGE ? h("p", { class: "tabs" }, turn(listFrom - PAGE, T("Previous")), turn(listFrom + PAGE, T("Next")), h("span", { class: "says" }, T("Rows {from} to {to}", { from: format(listFrom + 1), to: format(Math.min(listFrom + PAGE, rows.length)) }))) : null;
  $("table-body").replaceChildren(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": T("Table") }, table), rows.length ? "" : h("p", { class: "quiet" }, T("Nothing found")), ...(pages ? [pages] : []));
  for (const name of ["actors", "ties"]) $("list-" + name).textContent = (name === "actors" ? T("Actors") : T("Ties")) + " (" + format(counts[name]) + ")";
}

function startTables() {
  const pick = (name) => h("button", { class: "button", type: "button", id: "list-" + name, "aria-pressed": String(listed === name), on: { click: () => { listed = name; listFrom = 0; sortBy = null; for (const one of ["actors", "ties"]) $("list-" + one).setAttribute("aria-pressed", String(one === name)); drawTables(); } } });
  $("tables").replaceChildren(h("h2", {}, T("The map as tables")), h("p", {}, T("The same actors and ties as on the map, with the same filters.")),
    h("div", { class: "tabs" }, pick("actors"), pick("ties"), h("input", { type: "search", id: "table-search", placeholder: T("Filter by name"), "aria-label": T("Filter by name"), on: { input: () => { listFrom = 0; drawTables(); say($("table-body").querySelector("caption").textContent); } } })),
    h("div", { id: "table-body" }));
}
