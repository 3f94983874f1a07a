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

function saveSvg() {
  const picture = drawPicture(Math.max(network.getScale(), folding ? 0.05 : 0.5));
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
