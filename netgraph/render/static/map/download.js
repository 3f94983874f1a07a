// Downloads of what is shown: picture as PNG or SVG, actors and ties as CSV. Nothing leaves the page.
const fileName = (ending) => (fold(data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network") + "." + ending;

function savePng() {
  const canvas = $("canvas").querySelector("canvas");
  const copy = h("canvas", { width: canvas.width, height: canvas.height }), ctx = copy.getContext("2d");
  ctx.fillStyle = theColours.page;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), blob));
}

function svgMark(actor) {
  if (actor.circle) return s("circle", { cx: actor.x, cy: actor.y, r: actor.size, fill: circleLook(actor).color.background });
  const r = sizes[actor.i], look = { fill: fillOf(actor), stroke: ringColour(actor), "stroke-width": 2.5, "stroke-dasharray": actor.country ? null : "3 3" };
  const { x, y } = actor;
  if (actor.type === "person") return s("polygon", { ...look, points: `${x},${y - r * 1.1} ${x + r},${y + r * 0.75} ${x - r},${y + r * 0.75}` });
  if (actor.type === "initiative") return s("rect", { ...look, x: x - r * 0.86, y: y - r * 0.86, width: r * 1.72, height: r * 1.72 });
  return s("circle", { ...look, cx: x, cy: y, r });
}
function saveSvg() {
  const shown = drawn.nodes, scale = Math.max(network.getScale(), folding ? 0.05 : 0.5);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = FONT;
  const labels = placeNames(pen, scale);
  const box = shown.length ? bounds(shown) : [0, 0, 0, 0], room = 120 / Math.min(scale, 1);
  const left = box[0] - room, top = box[1] - room / 2, right = box[2] + room, bottom = box[3] + room / 2;
  const picture = s("svg", { xmlns: SVG, viewBox: [left, top, right - left, bottom - top].map(Math.round).join(" "), "font-family": "system-ui, Segoe UI, Arial, sans-serif" },
    s("title", {}, data.title), s("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: theColours.page }),
    drawn.ties.map((tie) => s("line", { x1: tie.a.x, y1: tie.a.y, x2: tie.b.x, y2: tie.b.y, stroke: tie.crossing ? theColours.crossing : theColours.edge, "stroke-width": tie.held ? bundleLook(tie).width : tie.width, "stroke-opacity": tie.held ? 0.4 : 0.6, "stroke-dasharray": tie.crossing ? "9 5" : tie.crossing === null ? "2 4" : null })),
    shown.map(svgMark),
    labels.map((label) => s("text", { x: label.x / scale, y: label.y / scale, "font-size": 12.5 / scale, fill: theColours.ink, stroke: theColours.page, "stroke-width": 3 / scale, "paint-order": "stroke" }, label.text)));
  save(fileName("svg"), '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(picture), "image/svg+xml");
}
function saveActors() {
  const head = ["id", "name", "type", "country", "place", "aliases", "documents", ...data.measures.map((row) => row[0])];
  save(fileName("actors.csv"), csv([head, ...actors.filter((n) => n.shown).map((n) => [n.id, n.name, n.type, n.country, n.place, n.aliases.join(" | "), n.documents.length, ...n.measures])]), "text/csv");
}
function saveTies() {
  const head = ["source", "relation", "target", "source_country", "target_country", "document", "date", "language", "confidence", "quote"];
  const rows = ties.filter((tie) => tie.shown).flatMap((tie) => tie.statements.filter((one) => one.shown).flatMap((one) => shownQuotes(one).map((q) => [one.source.name, data.relations[one.kind][0], one.target.name, one.source.country, one.target.country, q.document.id, q.date, q.language, q.confidence, q.parts.filter((_, i) => i % 2).join("")])));
  save(fileName("evidence.csv"), csv([head, ...rows]), "text/csv");
}
