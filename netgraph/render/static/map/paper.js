// On paper the picture is drawn anew, as lines and letters fit for the sheet, with its legend: paper has no filters beside it.
const SHEET = { width: 1240, height: 680 }; // pixels of the picture's part of the sheet; names come out at 8 points

// Colours by name: what the page's theme is on paper is known to its styles alone.
function paperPicture() {
  const [left, top, right, bottom] = bounds(drawn.nodes);
  readColours((name) => "var(--" + name + ")");
  const picture = drawPicture(Math.min((SHEET.width - 2 * MARGIN) / Math.max(right - left, 60), (SHEET.height - 90) / Math.max(bottom - top, 60), 1.5), Infinity);
  readColours();
  return picture;
}

function legend() {
  const item = (...content) => h("span", {}, content), chosen = (name) => $("filters").querySelector(`[data-name=${name}]`).selectedOptions[0].text;
  const kinds = data.types.filter(([type]) => drawn.nodes.some((actor) => actor.type === type)).map(([type, name]) => item(mark(type), name));
  const circle = folding ? item(ringSample("other"), data.communities.length > 1 ? T("Circle with a number: a community") : T("Circle with a number: a country")) : null;
  const lines = [["crossing", "9 5", T("crosses a border")], ["", null, T("within one country")], ["", "2 4", T("a country is unknown")]].map(([name, dash, text]) => item(lineSample(name, dash), text));
  if (state.view === "places") return h("p", {}, lines.slice(0, 2));
  const byType = state.colour === "type", size = data.measures.length ? item(T("Size") + ": " + chosen("size"), sizeSample()) : null;
  const tone = byType ? null : item(T("Colour") + ": " + chosen("colour")), scale = state.colour.startsWith("m:") ? h("span", { class: "scale" }, scaleSample()) : null;
  return [h("p", { class: byType ? null : "plain" }, kinds, circle, lines, size, tone, scale), ringLegend(item)];
}
// Countries with a ring of their own by name, all others as one.
function ringLegend(item) {
  const codes = new Set(actors.filter((actor) => actor.shown).map((actor) => actor.country));
  const shown = data.countries.filter(([code]) => codes.has(code)), own = ([code]) => ringOf(code) !== "other";
  return h("p", {}, item(T("Countries (ring)") + ":"), shown.filter(own).map(([code, name]) => item(ringSample(ringOf(code)), name)),
    shown.every(own) ? null : item(ringSample("other"), T("Other countries")), codes.has(null) ? item(ringSample(null), T("Unknown or international")) : null);
}

function startPaper() {
  addEventListener("beforeprint", () => {
    if (state.view === "network") $("picture").replaceChildren(paperPicture());
    if (state.view === "places") drawPlaces(SHEET);
    if (["network", "places"].includes(state.view)) $("legend").replaceChildren(...[legend()].flat());
  });
  addEventListener("afterprint", () => {
    $("picture").replaceChildren();
    $("legend").replaceChildren();
    if (state.view === "places") drawPlaces();
  });
}
