// The geographic view: actors at their town, else at their country, ties as arcs; those without a place are counted.
function spotOf(actor) {
  if (actor.spot) return { x: actor.spot[0], y: actor.spot[1], vague: false, key: actor.spot.join(":") };
  const country = data.outline.countries[actor.country];
  return country ? { x: country[1], y: country[2], vague: true, key: actor.country } : null;
}

function drawPlaces(sheet) {
  const [left, top, right, bottom] = data.outline.frame;
  const spots = new Map(), where = new Map();
  let nowhere = 0;
  for (const actor of actors) {
    if (!actor.shown) continue;
    const spot = spotOf(actor);
    if (!spot || spot.x < left || spot.x > right || spot.y < top || spot.y > bottom) { nowhere++; continue; }
    if (!spots.has(spot.key)) spots.set(spot.key, { ...spot, actors: [] });
    spots.get(spot.key).actors.push(actor);
    where.set(actor, spots.get(spot.key));
  }
  const arcs = new Map();
  for (const tie of ties) {
    const p = where.get(tie.a), q = where.get(tie.b);
    if (!tie.shown || !p || !q || p === q) continue;
    const key = [p.key, q.key].sort().join("|");
    const arc = arcs.get(key) || arcs.set(key, { p, q, count: 0, crossing: false }).get(key);
    arc.count++;
    arc.crossing = arc.crossing || tie.crossing === true;
  }
  const used = new Set(actors.filter((actor) => actor.shown && actor.country).map((actor) => actor.country));
  const picture = s("svg", { preserveAspectRatio: "xMidYMid meet", role: "group", "aria-label": T("Map of Europe with the shown actors") });
  const note = T("Without a known place: {count}", { count: format(nowhere) }) + " · " + T("Hollow circles: only the country is known.") + " " + T("Outlines: Natural Earth; no statement on borders.");
  $("places").replaceChildren(picture, h("div", { class: "foot" }, h("p", { class: "status" }, note)));
  const size = sheet || picture.getBoundingClientRect();
  const box = fitBox([...spots.values()], size, left, top, right, bottom);
  const unit = box[2] / Math.max(size.width, 320);
  const lands = Object.entries(data.outline.countries).map(([code, [path]]) => s("path", { d: path, class: used.has(code) ? "land in" : "land" }));
  const lines = [...arcs.values()].sort((a, b) => a.crossing - b.crossing).map(({ p, q, count, crossing }) => {
    const x = (p.x + q.x) / 2 + (q.y - p.y) * 0.14, y = (p.y + q.y) / 2 - (q.x - p.x) * 0.14;
    return s("path", { class: crossing ? "arc crossing" : "arc", d: `M${p.x} ${p.y}Q${Math.round(x)} ${Math.round(y)} ${q.x} ${q.y}`, "stroke-width": 1 + Math.min(Math.sqrt(count), 4), "stroke-dasharray": crossing ? "8 4" : null });
  });
  const order = [...spots.values()].sort((a, b) => b.actors.length - a.actors.length);
  const circles = order.map((spot) => {
    const name = spotName(spot);
    return s("circle", { class: spot.vague ? "spot vague" : "spot", cx: spot.x, cy: spot.y, r: (5 + 3 * Math.sqrt(spot.actors.length)) * unit, tabindex: "0", role: "button", "aria-label": name + ": " + spot.actors.length,
      on: { click: () => openSpot(spot), keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); openSpot(spot); } } } });
  });
  fill(picture, { viewBox: box.join(" ") }, [lands, lines, circles, placeLabels(order, unit, box)]);
}
const spotName = (spot) => (spot.vague ? countryOf(spot.actors[0]) : spot.actors.find((actor) => actor.place)?.place || countryOf(spot.actors[0]));

function placeLabels(order, unit, [x0, , wide]) {
  const taken = [], labels = [], size = 12.5 * unit;
  const touch = (p, q) => p[0] < q[2] && q[0] < p[2] && p[1] < q[3] && q[1] < p[3];
  const rims = order.map((spot) => { const r = (5 + 3 * Math.sqrt(spot.actors.length)) * unit; return [spot.x - r, spot.y - r, spot.x + r, spot.y + r]; });
  for (const spot of order) {
    const text = spotName(spot), r = (8 + 3 * Math.sqrt(spot.actors.length)) * unit, w = text.length * size * 0.56;
    const sides = [[spot.x + r, "start"], [spot.x - r, "end"]].map(([x, anchor]) => {
      const left = anchor === "start" ? x : x - w;
      return { x, anchor, box: [left, spot.y - size * 0.7, left + w, spot.y + size * 0.5] };
    }).filter(({ box }) => box[0] >= x0 && box[2] <= x0 + wide && !taken.some((other) => touch(box, other)));
    // Beside all circles, or over one where there is no other room.
    const side = sides.find(({ box }) => !rims.some((rim) => touch(box, rim))) || sides[0];
    if (side) {
      taken.push(side.box);
      labels.push(s("text", { x: side.x, y: spot.y + size * 0.34, "font-size": size.toFixed(1), "text-anchor": side.anchor }, text));
    }
    if (labels.length > 60) break;
  }
  return labels;
}

// The part of Europe that holds the shown actors, with room around it.
function fitBox(spots, size, left, top, right, bottom) {
  if (!spots.length) return [left, top, right - left, bottom - top];
  const room = 160, xs = spots.map((spot) => spot.x), ys = spots.map((spot) => spot.y);
  const x0 = Math.max(Math.min(...xs) - room, left), x1 = Math.min(Math.max(...xs) + room, right);
  const y0 = Math.max(Math.min(...ys) - room, top), y1 = Math.min(Math.max(...ys) + room, bottom);
  const wide = size.width / Math.max(size.height, 1);
  const width = Math.max(x1 - x0, (y1 - y0) * wide), height = Math.max(y1 - y0, width / wide);
  return [Math.round((x0 + x1) / 2 - width / 2), Math.round((y0 + y1) / 2 - height / 2), Math.round(width), Math.round(height)];
}

function openSpot(spot) {
  state.actor = state.tie = -1;
  openPanel(spotName(spot), h("p", { class: "kind" }, T("Actors here: {count}", { count: format(spot.actors.length) })),
    h("ul", { class: "ties" }, spot.actors.map((actor) => h("li", {}, h("div", { class: "head" }, mark(actor.type), nameButton(actor), h("span", { class: "says" }, T("Ties: {count}", { count: format(actor.ties.filter((tie) => tie.shown).length) })))))));
  focusPanel();
}
