// Country by country: how many ties of the shown network join the two.
function drawMatrix() {
  const count = new Map();
  const key = (p, q) => [p, q].sort().join("|");
  const seen = new Set();
  let unknown = 0;
  for (const tie of ties) {
    if (!tie.shown) continue;
    const p = tie.a.country, q = tie.b.country;
    if (!p || !q) { unknown++; continue; }
    count.set(key(p, q), (count.get(key(p, q)) || 0) + 1);
    seen.add(p).add(q);
  }
  const codes = data.countries.map((row) => row[0]).filter((code) => seen.has(code));
  const most = Math.max(...count.values(), 1);
  const step = (value) => Math.min(4, Math.floor((Math.log(value) / Math.log(most + 1)) * 5));
  const inside = [...count].filter(([pair]) => pair.split("|")[0] === pair.split("|")[1]).reduce((sum, [, value]) => sum + value, 0);
  const all = [...count.values()].reduce((sum, value) => sum + value, 0);
  const table = h("table", { class: "heat" },
    h("caption", {}, T("Shown ties by the countries of their two ends; dashed: within one country. Choose a number to see the ties.")),
    h("thead", {}, h("tr", {}, h("td", {}), codes.map((code) => h("th", { scope: "col" }, h("abbr", { title: countryNames.get(code) }, code))))),
    h("tbody", {}, codes.map((row) => h("tr", {}, h("th", { scope: "row" }, countryNames.get(row)), codes.map((column) => {
      const value = count.get(key(row, column)) || 0;
      return h("td", { class: (value ? "h" + step(value) : "") + (value && row === column ? " same" : "") }, value ? h("button", { type: "button", "aria-label": countryNames.get(row) + " – " + countryNames.get(column) + ": " + format(value), on: { click: () => openPair(row, column) } }, format(value)) : "");
    })))));
  $("matrix").replaceChildren(h("h2", {}, T("Country by country")),
    h("p", {}, all ? T("Of {all} ties with two known countries, {crossing} ({share}) cross a border.", { all: format(all), crossing: format(all - inside), share: percent((all - inside) / all) }) : T("No shown tie has two known countries."), " ", unknown ? T("Ties with an unknown country: {count}.", { count: format(unknown) }) : ""),
    codes.length ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": T("Country by country") }, table) : "");
}
function openPair(p, q) {
  const found = ties.filter((tie) => tie.shown && ((tie.a.country === p && tie.b.country === q) || (tie.a.country === q && tie.b.country === p)));
  openTies(countryNames.get(p) + " – " + countryNames.get(q), found);
}
const LISTED = 200; // ties in one list
function openTies(title, found) {
  openPanel(title, h("p", { class: "kind" }, T("Ties: {count}", { count: format(found.length) })),
    h("ul", { class: "ties" }, found.slice(0, LISTED).map((tie) => h("li", {}, h("div", { class: "head" }, nameButton(tie.a), " – ", nameButton(tie.b)), h("details", {}, h("summary", {}, T("Evidence: {count}", { count: tie.statements.reduce((sum, one) => sum + shownQuotes(one).length, 0) })), h("div", { class: "quotes" }, tie.statements.flatMap((one) => shownQuotes(one).map(quoteBlock))))))),
    found.length > LISTED ? h("p", { class: "quiet" }, T("The first {count} are listed; the tab Tables has all.", { count: format(LISTED) })) : null);
  focusPanel();
}
