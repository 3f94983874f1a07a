// The network as objects: actors, ties with statements and quotes, documents.
const nodes = data.network.nodes;
const actors = data.actors.map((row, i) => ({
  i, name: nodes[i].label, type: nodes[i].group, radius: nodes[i].size, x: nodes[i].x, y: nodes[i].y,
  id: row[0], country: row[1], why: row[2], place: row[3], spot: row[4], aliases: row[5], mentions: row[6],
  documents: row[7], confidence: row[8], community: row[9], measures: row[10], key: row[11], reasons: row[12], ties: [], shown: true,
}));
const documents = data.documents.map((row, i) => ({ i, id: row[0], title: row[1], language: row[2], date: row[3], status: row[4], reason: row[5], url: row[6], label: row[1] || row[0] }));
const ties = data.ties.map((row, i) => {
  const edge = data.network.edges[i];
  const tie = { i, a: actors[edge.from], b: actors[edge.to], width: edge.width, crossing: row[0], shown: true, strength: 0 };
  tie.statements = row[1].map((one) => ({
    tie, source: actors[one[0]], target: actors[one[1]], kind: one[2], modality: one[3], confidence: one[4], shown: true,
    quotes: one[5].map((q) => ({ document: documents[q[0]], language: q[1], date: q[2], modality: q[3], confidence: q[4], parts: q[5], shown: true })),
  }));
  tie.a.ties.push(tie);
  tie.b.ties.push(tie);
  return tie;
});
const other = (tie, actor) => (tie.a === actor ? tie.b : tie.a);
const countryNames = new Map(data.countries);
const countryOf = (actor) => (actor.country ? countryNames.get(actor.country) || actor.country : T("Unknown or international"));
const typeName = (type) => data.types.find((row) => row[0] === type)[1];
// The share of shortest ways is said in per cent, as the report says it.
const measureText = (name, value) => (name === "betweenness" ? percent(value, 1) : format(value, value >= 10 ? 0 : 3));
const rings = new Map(data.rings);
const ringOf = (code) => (rings.has(code) ? "country-" + rings.get(code) : countryNames.has(code) ? "other" : null);
const dates = [...new Set(ties.flatMap((t) => t.statements.flatMap((o) => o.quotes.map((q) => q.date && q.date.slice(0, 7)))).filter(Boolean))].sort();
