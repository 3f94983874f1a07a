// What is shown: one state, one function that applies it to quotes, statements, ties and actors.
const state = {};
const DEFAULTS = {
  view: "network", types: [], countries: [], relations: [], document: -1, community: -1, strength: 1, confidence: 0,
  from: "", to: "", crossing: false, alone: true, size: "degree", colour: "type", groups: true, actor: -1, tie: -1,
  ego: 0, path: [], all: false, open: [],
};
function resetState() { for (const [name, value] of Object.entries(DEFAULTS)) state[name] = Array.isArray(value) ? [] : value; }
resetState();

function inTime(date) {
  if (!state.from && !state.to) return true;
  if (!date) return false;
  return (!state.from || date + "~" >= state.from) && (!state.to || date.slice(0, state.to.length) <= state.to);
}

let passages = 0;
function applyFilters() {
  passages = 0;
  const off = { types: new Set(state.types), countries: new Set(state.countries), relations: new Set(state.relations) };
  const members = state.community >= 0 ? new Set(data.communities[state.community]) : null;
  for (const actor of actors) {
    actor.shown = !off.types.has(actor.type) && !off.countries.has(actor.country || "")
      && (!members || members.has(actor.i)) && (state.document < 0 || actor.documents.includes(state.document));
  }
  for (const tie of ties) {
    const sources = new Set();
    for (const one of tie.statements) {
      one.shown = false;
      const kind = !off.relations.has(data.relations[one.kind][0]);
      for (const quote of one.quotes) {
        quote.shown = kind && (state.document < 0 || quote.document.i === state.document) && quote.confidence >= state.confidence && inTime(quote.date);
        if (quote.shown) { one.shown = true; sources.add(quote.document.i); }
      }
    }
    tie.strength = sources.size;
    tie.shown = tie.strength >= state.strength && tie.a.shown && tie.b.shown && (!state.crossing || tie.crossing === true);
  }
  if (state.ego && state.actor >= 0) keepNear(actors[state.actor], state.ego);
  if (state.path.length === 2) keepPath();
  const narrowed = state.strength > 1 || state.confidence > 0 || state.from || state.to || state.crossing || state.relations.length || state.document >= 0;
  if (!state.alone || narrowed) {
    for (const actor of actors) if (actor.shown && !actor.ties.some((tie) => tie.shown) && actor.i !== state.actor && (!state.alone || actor.ties.length)) actor.shown = false;
  }
  for (const tie of ties) if (tie.shown) for (const one of tie.statements) for (const quote of one.quotes) if (quote.shown) passages++;
}

function keepNear(start, steps) {
  const near = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step++) {
    edge = edge.flatMap((actor) => actor.ties.filter((tie) => tie.shown).map((tie) => other(tie, actor))).filter((actor) => !near.has(actor) && near.add(actor));
  }
  for (const actor of actors) actor.shown = near.has(actor);
  for (const tie of ties) tie.shown = tie.shown && tie.a.shown && tie.b.shown;
}

// Shortest way over the shown ties, in steps; of equal ones the way over the best-connected actors.
function wayBetween(from, to) {
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const actor of edge) {
      for (const tie of [...actor.ties].sort((p, q) => other(p, actor).i - other(q, actor).i)) {
        const end = other(tie, actor);
        if (tie.shown && !before.has(end)) { before.set(end, tie); next.push(end); }
      }
    }
    edge = next.sort((p, q) => p.i - q.i);
  }
  if (!before.has(to)) return null;
  const way = [];
  for (let actor = to; before.get(actor); actor = other(before.get(actor), actor)) way.unshift(before.get(actor));
  return way;
}
let way = null;
function keepPath() {
  way = wayBetween(actors[state.path[0]], actors[state.path[1]]);
  if (!way) return;
  const kept = new Set(way), ends = new Set(way.flatMap((tie) => [tie.a, tie.b]));
  for (const tie of ties) tie.shown = kept.has(tie);
  for (const actor of actors) actor.shown = ends.has(actor);
}
