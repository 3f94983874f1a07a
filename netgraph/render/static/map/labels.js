// Names on the picture: the most important first, each where it covers no other; sizes stay the same at every zoom.
const FONT = '12.5px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const MARGIN = 108; // pixels left and right of the whole picture
const TRIED = 2000; // actors whose names are tried: all, of a very large network, would take too long
let labelCache = { key: "", labels: [] };
const widths = new Map();

function shorten(name) { return name.length > 36 ? name.slice(0, 35).replace(/[\s,–-]+\S{0,12}$/, "") + "…" : name; }

// Boxes that are taken, found by the cells that they touch.
class Room {
  constructor() { this.cells = new Map(); }
  keys(box) { const found = []; for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x++) for (let y = Math.floor(box[1] / 80); y <= Math.floor(box[3] / 80); y++) found.push(x + ":" + y); return found; }
  take(box) { for (const key of this.keys(box)) (this.cells.get(key) || this.cells.set(key, []).get(key)).push(box); }
  free(box) { return this.keys(box).every((key) => (this.cells.get(key) || []).every((o) => box[2] <= o[0] || box[0] >= o[2] || box[3] <= o[1] || box[1] >= o[3])); }
}

// Places names for one zoom level, in screen pixels from the network's origin, so that moving needs no new placement.
function placeNames(ctx, scale, limit = (folding ? 60 : 24) + 90 * scale * scale) {
  const focus = focusSet();
  const shown = drawn.nodes.filter((actor) => !focus || focus.has(actor));
  if (focus && state.actor >= 0 && shown.includes(actors[state.actor])) shown.splice(0, 0, ...shown.splice(shown.indexOf(actors[state.actor]), 1));
  const most = focus ? 60 : Math.min(limit, 260);
  const labels = [], names = new Room(), nodes = new Room(), greater = new Room();
  const leading = focus ? 1 : folding ? 0 : 24;
  const outline = (actor) => { const r = sizes[actor.i] * scale * 0.9; return [actor.x * scale - r, actor.y * scale - r, actor.x * scale + r, actor.y * scale + r]; };
  for (const actor of shown) nodes.take(outline(actor));
  // No name sticks out further than the room that the whole picture has around it.
  const [west, , east] = shown.length ? bounds(shown) : [0, 0, 0];
  const leftmost = west * scale - MARGIN, rightmost = east * scale + MARGIN;
  const place = (actor, isFree) => {
    const text = shorten(actor.name);
    if (!widths.has(text)) widths.set(text, ctx.measureText(text).width);
    const w = widths.get(text) + 4, r = sizes[actor.i] * scale + 4, x = actor.x * scale, y = actor.y * scale;
    for (const [left, top] of [[x - w / 2, y + r], [x + r, y - 8], [x - r - w, y - 8], [x - w / 2, y - r - 16], [x + r * 0.7, y + r * 0.7], [x - r * 0.7 - w, y + r * 0.7], [x + r * 0.7, y - r * 0.7 - 16], [x - r * 0.7 - w, y - r * 0.7 - 16]]) {
      const box = [left, top, left + w, top + 16];
      if (!isFree(box) || (!focus && (box[0] < leftmost || box[2] > rightmost))) continue;
      names.take(box);
      labels.push({ actor, text, x: left + 2, y: top + 12 });
      return true;
    }
    return false;
  };
  // Names keep clear of nodes; where there is no other room, those of leading actors may lie over lesser ones.
  const unplaced = [];
  shown.forEach((actor, i) => {
    if (labels.length < most && i < TRIED && !place(actor, (box) => names.free(box) && nodes.free(box)) && !(i < leading && place(actor, (box) => names.free(box) && greater.free(box)))) unplaced.push(actor);
    if (i < leading) greater.take(outline(actor));
  });
  if (focus) for (const actor of unplaced) place(actor, (box) => labels.every((label) => box[2] <= label.x - 2 || box[0] >= label.x + widths.get(label.text) + 2 || box[3] <= label.y - 12 || box[1] >= label.y + 4));
  return labels;
}

function drawNames(ctx) {
  const scale = network.getScale();
  const key = [scale.toFixed(3), state.actor, state.tie, hovered, viewStamp].join("|");
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.font = FONT;
  if (labelCache.key !== key) labelCache = { key, labels: placeNames(ctx, scale) };
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theColours.page;
  ctx.fillStyle = theColours.ink;
  // A name that the edge of the picture would cut is left out until it has room.
  const middle = network.getViewPosition().x * scale, half = $("canvas").clientWidth / 2;
  const whole = (label) => label.x - middle > -half && label.x + widths.get(label.text) - middle < half;
  for (const label of labelCache.labels.filter(whole)) { ctx.strokeText(label.text, label.x, label.y); ctx.fillText(label.text, label.x, label.y); }
  if (walkAt !== null && document.activeElement === $("walker")) {
    const actor = drawnItem(walkAt);
    ctx.beginPath();
    ctx.arc(actor.x * scale, actor.y * scale, sizes[actor.i] * scale + 7, 0, 7);
    ctx.lineWidth = 3;
    ctx.strokeStyle = theColours.accent;
    ctx.stroke();
  }
  ctx.restore();
}

function hull(points) {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => { const kept = []; for (const p of list) { while (kept.length > 1 && turn(kept[kept.length - 2], kept[kept.length - 1], p) <= 0) kept.pop(); kept.push(p); } kept.pop(); return kept; };
  return [...half(sorted), ...half(sorted.reverse())];
}

const AROUND = Array.from({ length: 12 }, (_, i) => [26 * Math.cos((i * Math.PI) / 6), 26 * Math.sin((i * Math.PI) / 6)]);

let groups = { stamp: -1, paths: [] };
function outlineGroups() {
  groups = { stamp: viewStamp, paths: [] };
  for (const [number, members] of data.communities.entries()) {
    const shown = members.map((i) => actors[i]).filter((actor) => actor.shown && standIn(actor) === actor);
    if (shown.length < 5) continue;
    const ring = hull(shown.flatMap((actor) => AROUND.map(([dx, dy]) => [actor.x + dx, actor.y + dy])));
    const path = new Path2D();
    ring.forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
    groups.paths.push([number, path, ring]);
  }
}

const groundOpacity = (focus) => (theme() === "dark" ? 0.11 : 0.07) * (focus ? 0.4 : 1);

// Soft ground under each community of five and more that is shown.
function drawGroups(ctx) {
  if (!state.groups) return;
  if (groups.stamp !== viewStamp) outlineGroups();
  ctx.save();
  ctx.globalAlpha = groundOpacity(focusSet());
  for (const [number, path] of groups.paths) { ctx.fillStyle = groupColour(number); ctx.fill(path); }
  ctx.restore();
}
