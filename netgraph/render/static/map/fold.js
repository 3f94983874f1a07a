// Large networks open as circles, one a community (or a country), each with its number of actors; choosing one unfolds it.
const FOLD_FROM = 1500, MOST_CIRCLES = 300, MOST_LINES = 600; // shown actors above which the map folds; circles, lines
const circles = [];
let folding = false, thinned = false, drawn = { nodes: actors, ties };

function makeCircles() {
  if (actors.length <= FOLD_FROM) return;
  const groups = data.communities.length > 1 ? data.communities.slice(0, MOST_CIRCLES) : data.countries.slice(0, MOST_CIRCLES).map(([code]) => actors.filter((one) => one.country === code).map((one) => one.i));
  const placed = new Set(groups.flat()), rest = actors.filter((one) => !placed.has(one.i)).map((one) => one.i);
  for (const [g, ids] of [...groups, ...(rest.length ? [rest] : [])].entries()) {
    const members = ids.map((i) => actors[i]), mean = (name) => members.reduce((sum, one) => sum + one[name], 0) / members.length;
    const x = mean("x"), y = mean("y"), reach = members.reduce((most, one) => Math.max(most, Math.hypot(one.x - x, one.y - y)), 0);
    const lead = members.find((one) => one.type === "organisation") || members[0];
    const title = g >= groups.length ? T("Other actors") : data.communities.length > 1 ? lead.name : countryOf(lead);
    const circle = { i: actors.length + g, g, circle: true, type: "circle", members, lead, title, country: mainCountry(members), x, y, size: Math.max(Math.min(24 * Math.sqrt(members.length), g >= groups.length ? Infinity : 0.8 * reach), 30), ties: [], shown: false };
    for (const one of members) one.home = circle;
    circles.push(circle);
  }
  // Those in no group lie below all groups, in a circle that is no greater than theirs.
  if (rest.length && groups.length) {
    const last = circles[circles.length - 1], others = circles.slice(0, -1);
    last.size = Math.min(last.size, Math.max(...others.map((one) => one.size)));
    last.y = Math.max(last.y, Math.max(...others.map((one) => one.y + one.size)) + last.size + 30);
  }
  // None covers another: the greater of two gives way, or both where there is no room for two of the lesser's size.
  for (const [p, one] of circles.entries()) for (const two of circles.slice(p + 1)) {
    const room = Math.max(Math.hypot(one.x - two.x, one.y - two.y), 16), least = Math.min(one.size, two.size, room / 2);
    if (one.size + two.size > room) for (const circle of [one, two]) circle.size = Math.min(circle.size, room - least);
  }
}
// The country of more than half of the actors whose country is known.
function mainCountry(members) {
  const known = members.filter((one) => one.country), count = new Map();
  for (const one of known) count.set(one.country, (count.get(one.country) || 0) + 1);
  return [...count.keys()].find((code) => count.get(code) * 2 > known.length) || null;
}
// What stands for an actor in the picture: its circle while that is folded, else itself.
const standIn = (actor) => (actor.home && actor.home.shown ? actor.home : actor);
const drawnItem = (i) => (i < actors.length ? actors[i] : circles[i - actors.length]);

function applyFolds() {
  const shown = actors.filter((actor) => actor.shown);
  folding = circles.length > 1 && !state.all && !state.ego && state.path.length !== 2 && shown.length > FOLD_FROM;
  for (const circle of circles) {
    const count = circle.members.reduce((sum, one) => sum + one.shown, 0);
    Object.assign(circle, { shown: folding && count > 0 && !state.open.includes(circle.g), count, name: circle.title + " (" + format(count) + ")", ties: [] });
  }
  if (!folding) { drawn = { nodes: shown, ties: ties.filter((tie) => tie.shown) }; return; }
  const bundles = new Map(), single = [];
  for (const tie of ties) {
    if (!tie.shown) continue;
    const p = standIn(tie.a), q = standIn(tie.b);
    if (p === q) continue;
    if (p === tie.a && q === tie.b) { single.push(tie); continue; }
    const [a, b] = p.i < q.i ? [p, q] : [q, p], key = a.i + "-" + b.i;
    if (!bundles.has(key)) bundles.set(key, { i: key, a, b, held: [], across: 0 });
    bundles.get(key).held.push(tie);
    bundles.get(key).across += tie.crossing === true;
  }
  for (const bundle of bundles.values()) {
    bundle.shown = true;
    bundle.crossing = bundle.across * 2 > bundle.held.length;
    for (const end of [bundle.a, bundle.b]) if (end.circle) end.ties.push(bundle);
  }
  const lines = [...bundles.values()].sort((p, q) => q.held.length - p.held.length);
  thinned = lines.length > MOST_LINES;
  drawn = { nodes: [...circles.filter((one) => one.shown).sort((p, q) => q.count - p.count || p.g - q.g), ...shown.filter((one) => standIn(one) === one)], ties: [...lines.slice(0, MOST_LINES), ...single] };
}

function unfold(circle) {
  state.open = [...state.open, circle.g];
  refresh();
  fitView(true, circle.members.filter((one) => one.shown));
  say(T("Unfolded: {name}", { name: circle.name }));
}
function foldUp(circle) {
  state.open = state.open.filter((g) => g !== circle.g);
  refresh();
  say(T("Folded: {name}", { name: circle.name }));
}
function uncover(...found) {
  const homes = new Set(found.filter((actor) => folding && standIn(actor) !== actor).map((actor) => actor.home.g));
  if (homes.size) state.open = [...state.open, ...homes];
}

function noteFolding() {
  const drawing = ["network", "places"].includes(state.view);
  if (drawing && !actors.length) return notice(T("No actor was found in the documents. The report says how each was read."));
  if (drawing && !drawn.nodes.length) return notice(T("No actor passes the filters."), [T("Reset everything"), () => $("reset").click()]);
  if (!folding || state.view !== "network") return notice(null);
  const acts = [[T("Show all"), () => { state.all = true; refresh(); fitView(false); }]];
  if (state.open.length) acts.unshift([T("Fold all"), () => { state.open = []; refresh(); fitView(true); }]);
  const text = data.communities.length > 1 ? T("Large network: each circle is a community with its number of actors. Choose one to unfold it.") : T("Large network: each circle is a country with its number of actors. Choose one to unfold it.");
  notice(text + (thinned ? " " + T("Lines: the {count} strongest.", { count: format(MOST_LINES) }) : ""), ...acts);
}

function circleLook(circle, focus) {
  const look = { background: theColours["heat-1"], border: ringColour(circle) };
  return { id: circle.i, x: circle.x, y: circle.y, shape: "dot", size: circle.size, opacity: focus && !focus.has(circle) ? 0.16 : 1, color: { ...look, highlight: look, hover: look }, borderWidth: 4, shapeProperties: { borderDashes: circle.country ? false : [40, 30] } };
}
function bundleLook(bundle, focus) {
  const lit = !focus || (focus.has(bundle.a) && focus.has(bundle.b)), tone = bundle.crossing ? theColours.crossing : theColours.edge;
  return { id: bundle.i, from: bundle.a.i, to: bundle.b.i, width: (state.open.length ? 1 : 2) * (1 + 1.2 * Math.log2(bundle.held.length)), dashes: bundle.crossing ? [27, 15] : false, color: { color: tone, hover: tone, highlight: tone, opacity: lit ? Math.min(0.18 + 0.03 * bundle.held.length, 0.7) : 0.05 } };
}
function openBundle(key) {
  const bundle = drawn.ties.find((one) => one.i === key);
  if (bundle) openTies(bundle.a.name + " – " + bundle.b.name, bundle.held);
}
