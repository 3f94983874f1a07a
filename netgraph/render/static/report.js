// What scripts add to the report: sorting, filtering and downloading its tables, and the choice of theme.
const shy = 12; // rows from which a table gets a filter

function addAids(table) {
  for (const head of table.tHead.rows[0].cells) {
    const label = head.textContent;
    head.replaceChildren(h("button", { type: "button" }, label));
    head.dataset.label = label;
  }
  sortable(table);
  const rows = [...table.tBodies[0].rows];
  const texts = rows.map((row) => fold(row.textContent));
  const aids = h("div", { class: "aids" }), found = h("span", { class: "quiet", role: "status" });
  if (rows.length > shy) {
    aids.append(h("input", { type: "search", placeholder: T("Filter the rows"), "aria-label": T("Filter the rows") + ": " + table.caption.textContent, on: { input: (event) => {
      const words = fold(event.target.value).split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, i) => { row.hidden = !words.every((word) => texts[i].includes(word)); if (!row.hidden) count++; });
      found.textContent = !words.length ? "" : count ? T("Rows: {count}", { count: format(count) }) : T("Nothing found");
    } } }), found);
  }
  aids.append(h("button", { class: "button", type: "button", on: { click: () => download(table) } }, T("Download as CSV")));
  table.parentNode.before(aids);
}

function download(table) {
  const text = (cell) => cell.dataset.plain ?? (cell.dataset.value !== undefined && cell.classList.contains("num") ? Number(cell.dataset.value) : cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(text));
  const name = (fold(data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 50) || "network") + "-" + table.id.replace("-table", "") + ".csv";
  save(name, csv([[...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim()), ...rows]), "text/csv");
}

document.querySelectorAll("table.sortable").forEach(addAids);
$("theme").hidden = false;
$("theme").addEventListener("click", () => theme(theme() === "dark" ? "light" : "dark"));
document.documentElement.dataset.ready = "yes";
