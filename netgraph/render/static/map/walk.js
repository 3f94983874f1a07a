// Walking the network by keyboard: arrows go to the neighbour in that direction, Home and End, Page keys through all.
let walkAt = null;

function announce(actor) {
  const shown = actor.ties.filter((tie) => tie.shown);
  const order = drawn.nodes;
  $("walker").replaceChildren(h("div", { role: "option", id: "walk-" + actor.i, "aria-selected": "true", "aria-setsize": order.length, "aria-posinset": order.indexOf(actor) + 1, class: "unseen" },
    (actor.circle ? [actor.name, T("a circle; Enter unfolds it"), T("Ties: {count}", { count: format(shown.reduce((sum, bundle) => sum + bundle.held.length, 0)) })] : [actor.name, typeName(actor.type), countryOf(actor), T("Ties: {count}", { count: format(shown.length) })]).join(", ")));
  $("walker").setAttribute("aria-activedescendant", "walk-" + actor.i);
}
function walkTo(actor) {
  if (!actor) return;
  walkAt = actor.i;
  announce(actor);
  const at = network.canvasToDOM({ x: actor.x, y: actor.y }), box = $("canvas").getBoundingClientRect();
  if (at.x < 60 || at.y < 60 || at.x > box.width - 60 || at.y > box.height - 60) showActor(actor);
  network.redraw();
}
function neighbourTowards(actor, dx, dy) {
  let best = null, least = Infinity;
  for (const tie of actor.ties) {
    if (!tie.shown) continue;
    const end = standIn(other(tie, actor)), x = end.x - actor.x, y = end.y - actor.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
    if (along <= 0) continue;
    const cost = along + 2.5 * across;
    if (cost < least) { least = cost; best = end; }
  }
  return best;
}
const walkedTo = () => { const item = walkAt === null ? null : drawnItem(walkAt); return item && item.shown ? standIn(item) : null; };
function walkKey(event) {
  const order = drawn.nodes;
  if (!order.length || event.ctrlKey || event.altKey || event.metaKey) return;
  const actor = walkedTo();
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (arrows[event.key]) walkTo(actor ? neighbourTowards(actor, ...arrows[event.key]) : order[0]);
  else if (event.key === "Home") walkTo(order[0]);
  else if (event.key === "End") walkTo(order[order.length - 1]);
  else if (event.key === "PageDown") walkTo(order[Math.min(order.indexOf(actor) + 1, order.length - 1)]);
  else if (event.key === "PageUp") walkTo(order[Math.max(order.indexOf(actor) - 1, 0)]);
  else if (event.key === "Enter" && actor && actor.circle) { unfold(actor); walkTo(actor.members.find((one) => one.shown)); }
  else if (event.key === "Backspace" && actor && folding && actor.home && !actor.home.shown) { foldUp(actor.home); walkTo(actor.home); }
  else if ((event.key === "Enter" || event.key === " ") && actor && !actor.circle) { choose(actor.i); focusPanel(); }
  else if (event.key === "+" || event.key === "=") zoomBy(1.4);
  else if (event.key === "-") zoomBy(1 / 1.4);
  else return;
  event.preventDefault();
}
function startWalk() {
  $("walker").addEventListener("keydown", walkKey);
  $("walker").addEventListener("focus", () => { if (drawn.nodes.length) walkTo(walkedTo() || drawn.nodes[0]); });
  $("walker").addEventListener("blur", () => network.redraw());
}
