// The picture: vis-network with fixed positions; colours follow the theme, names and groups are drawn here.
let network = null, nodeSet = null, edgeSet = null, theColours = {}, hovered = null;
const TYPES_SIZE = { dot: 1, triangle: 1.22, square: 0.88 };
const COMMUNITY_COLOURS = 8;

const COLOURS = ["page", "card", "ink", "quiet", "edge", "crossing", "organisation", "person", "initiative", "other", "accent", ...[0, 1, 2, 3, 4].map((i) => "heat-" + i), ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => "country-" + i)];
function readColours(read = colour) { theColours = Object.fromEntries(COLOURS.map((name) => [name, read(name)])); }
const groupColour = (community) => (community === null || community === undefined ? theColours.other : theColours["country-" + (community % COMMUNITY_COLOURS)]);

function fillOf(actor) {
  if (state.colour === "country") return theColours[ringOf(actor.country) || "other"];
  if (state.colour === "community") return groupColour(actor.community);
  if (state.colour.startsWith("m:")) return theColours["heat-" + stepOf(actor)];
  return theColours[actor.type];
}
// Fifths of the actors with a value above zero by the chosen measure; the lowest step holds all others, too.
const steps = { name: "", cuts: [] };
function stepOf(actor) {
  const at = data.measures.findIndex((row) => "m:" + row[0] === state.colour);
  if (steps.name !== state.colour) {
    const values = actors.map((one) => one.measures[at]).filter((value) => value > 0).sort((p, q) => p - q);
    Object.assign(steps, { name: state.colour, cuts: [1, 2, 3, 4].map((fifth) => values[Math.floor((fifth * values.length) / 5)]) });
  }
  return steps.cuts.filter((cut) => actor.measures[at] >= cut).length;
}
const ringColour = (actor) => { const ring = ringOf(actor.country); return ring ? theColours[ring] : theColours.quiet; };

let sizes = [], sizeOf = null;
function measureSizes() {
  const at = data.measures.findIndex((row) => row[0] === state.size);
  const values = actors.map((actor) => (at < 0 ? 0 : actor.measures[at]));
  const most = Math.max(...values, 0) || 1;
  const span = Math.min(14.5, 5 + actors.length / 20);
  sizeOf = (value) => 7.5 + span * Math.sqrt(Math.max(value, 0) / most);
  sizes = [...actors, ...circles].map((actor) => actor.circle ? actor.size : sizeOf(values[actor.i]));
}

function focusSet() {
  if (state.tie >= 0) return new Set([ties[state.tie].a, ties[state.tie].b]);
  const actor = hovered !== null ? drawnItem(hovered) : state.actor >= 0 ? actors[state.actor] : null;
  if (!actor || state.ego || way) return null;
  return new Set([actor, ...actor.ties.filter((tie) => tie.shown).map((tie) => standIn(other(tie, actor)))]);
}

function nodeLook(actor, focus) {
  if (actor.circle) return circleLook(actor, focus);
  const shape = nodes[actor.i].shape, faint = focus && !focus.has(actor);
  const look = { background: fillOf(actor), border: ringColour(actor) };
  return {
    id: actor.i, x: actor.x, y: actor.y, shape, size: sizes[actor.i] * TYPES_SIZE[shape], opacity: faint ? 0.16 : 1,
    color: { ...look, highlight: look, hover: look }, borderWidth: actor.i === state.actor ? 5 : 2.2,
    shapeProperties: { borderDashes: actor.country ? false : [3, 3] },
  };
}
let crowd = 1; // lines grow fainter as there are more of them
function edgeLook(tie, focus) {
  if (tie.held) return bundleLook(tie, focus);
  const tone = tie.crossing ? theColours.crossing : theColours.edge;
  const chosen = state.tie === tie.i;
  const lit = !focus || (focus.has(tie.a) && focus.has(tie.b) && (hovered === null || tie.a.i === hovered || tie.b.i === hovered));
  return { ...data.network.edges[tie.i], width: tie.width + (tie.crossing ? 0.6 : 0) + (chosen ? 2 : 0), color: { color: tone, hover: tone, highlight: tone, opacity: chosen ? 1 : lit ? (tie.crossing ? 0.95 : 0.6) * crowd : 0.08 } };
}

function startCanvas() {
  readColours();
  measureSizes();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  syncSets();
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, data.network.options);
  const canvas = $("canvas").querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.parentNode.removeAttribute("tabindex");
  network.on("beforeDrawing", drawGroups);
  network.on("afterDrawing", drawNames);
  network.on("click", ({ nodes: hit, edges: near }) => (hit.length ? (hit[0] < actors.length ? choose(hit[0]) : unfold(drawnItem(hit[0]))) : near.length ? (typeof near[0] === "string" ? openBundle(near[0]) : chooseTie(near[0])) : closePanel()));
  network.on("doubleClick", ({ nodes: hit }) => hit.length && hit[0] < actors.length && setEgo(hit[0], 1));
  network.on("hoverNode", ({ node }) => hover(node));
  network.on("blurNode", () => hover(null));
  startPan();
  relieve();
  fitView(false);
}
const LIVELY = 2500; // shown ties up to which the neighbours light up under the pointer
function hover(node) {
  $("canvas").classList.toggle("over", node !== null);
  if (edgeSet.length > LIVELY) return;
  hovered = node;
  relook();
}

// vis-network holds only what is shown, and is told only what changed: a large network would wait otherwise.
const told = { nodes: new Map(), edges: new Map() };
function syncSets() {
  crowd = Math.min(1, Math.max(0.3, (700 / Math.max(drawn.ties.length, 1)) ** 0.5));
  const focus = focusSet();
  const update = (set, known, items, look) => {
    const shown = items, changed = [], keep = new Set(shown.map((item) => item.i));
    const gone = [...known.keys()].filter((i) => !keep.has(i));
    for (const item of shown) {
      const now = look(item), text = JSON.stringify(now);
      if (known.get(item.i) !== text) { known.set(item.i, text); changed.push(now); }
    }
    gone.forEach((i) => known.delete(i));
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed);
  };
  update(nodeSet, told.nodes, drawn.nodes, (actor) => nodeLook(actor, focus));
  update(edgeSet, told.edges, drawn.ties, (tie) => edgeLook(tie, focus));
}
function relook() {
  if (!network) return;
  syncSets();
  relieve();
  network.redraw();
}

function bounds(shown) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, circle, size } of shown) {
    const r = circle ? size : 0;
    box[0] = Math.min(box[0], x - r); box[1] = Math.min(box[1], y - r); box[2] = Math.max(box[2], x + r); box[3] = Math.max(box[3], y + r);
  }
  return box;
}
// The middle of a view of that span, as near to a place as leaves no side of the view empty.
const viewMiddle = (at, low, high, span) => (high - low <= span ? (low + high) / 2 : Math.min(Math.max(at, low + span / 2), high - span / 2));
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
function fitView(animate, shown = drawn.nodes) {
  if (!network || !shown.length) return;
  const box = $("canvas").getBoundingClientRect(), small = innerWidth <= 860;
  const panel = $("panel").hidden || small ? 0 : $("panel").offsetWidth, sheet = $("panel").hidden || !small ? 0 : $("panel").offsetHeight;
  const [left, top, right, bottom] = bounds(shown);
  const width = Math.max(box.width - panel - (small ? 90 : 2 * MARGIN + 4), 100), note = folding && !small ? 60 : 0;
  const height = Math.max(box.height - sheet - note - 90, 100);
  const scale = Math.min(width / Math.max(right - left, 60), height / Math.max(bottom - top, 60), 1.5);
  // A small screen opens on the leading actor at a size that can be read, not on everything at the size of dots.
  if (!animate && innerWidth <= 600) {
    const size = Math.max(scale, folding ? 0.15 : Math.min(Math.max(height / Math.max(bottom - top, 60), 0.5), 0.75));
    return moveTo(viewMiddle(shown[0].x, left, right, width / size), viewMiddle(shown[0].y, top, bottom, height / size), size, false);
  }
  moveTo((left + right) / 2 + panel / 2 / scale, (top + bottom) / 2 + (sheet - note) / 2 / scale, scale, animate);
}
function moveTo(x, y, scale, animate) {
  network.moveTo({ position: { x, y }, scale, animation: animate && !still() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
}
function showActor(actor) {
  if (!network) return;
  const scale = Math.max(network.getScale(), 0.75), panel = $("panel").hidden ? 0 : 1;
  const small = innerWidth <= 860;
  moveTo(actor.x + (small ? 0 : (panel * $("panel").offsetWidth) / 2 / scale), actor.y + (small ? (panel * $("panel").offsetHeight) / 2 / scale : 0), scale, true);
}
function zoomBy(factor) { const at = network.getViewPosition(); moveTo(at.x, at.y, Math.min(Math.max(network.getScale() * factor, 0.02), 5), true); }
