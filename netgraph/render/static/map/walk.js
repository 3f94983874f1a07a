// Walking the network by keyboard: arrows go to the neighbour in that direction, Home and End, Page keys through all.
let walkAt = null;

function announce(actor) {
  const shown = actor.ties.filter((tie) => tie.shown);
  const order = actors.filter((one) => one.shown);
  $("walker").replaceChildren(h("div", { role: "option", id: "walk-" + actor.i, "aria-selected": "true", "aria-setsize": order.length, "aria-posinset": order.indexOf(actor) + 1, class: "unseen" },
    [actor.name, typeName(actor.type), countryOf(actor), T("Ties: {count}", { count: format(shown.length) })].join(", ")));
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
    const end = other(tie, actor), x = end.x - actor.x, y = end.y - actor.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
    if (along <= 0) continue;
    const cost = along + 2.5 * across;
    if (cost < least) { least = cost; best = end; }
  }
  return best;
}
function walkKey(event) {
  const order = actors.filter((actor) => actor.shown);
  if (!order.length || event.ctrlKey || event.altKey || event.metaKey) return;
  const actor = walkAt !== null && actors[walkAt].shown ? actors[walkAt] : null;
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (arrows[event.key]) walkTo(actor ? neighbourTowards(actor, ...arrows[event.key]) : order[0]);
  else if (event.key === "Home") walkTo(order[0]);
  else if (event.key === "End") walkTo(order[order.length - 1]);
  else if (event.key === "PageDown") walkTo(order[Math.min(order.indexOf(actor) + 1, order.length - 1)]);
  else if (event.key === "PageUp") walkTo(order[Math.max(order.indexOf(actor) - 1, 0)]);
  else if ((event.key === "Enter" || event.key === " ") && actor) { choose(actor.i); focusPanel(); }
  else if (event.key === "+" || event.key === "=") zoomBy(1.4);
  else if (event.key === "-") zoomBy(1 / 1.4);
  else return;
  event.preventDefault();
}
function startWalk() {
  $("walker").addEventListener("keydown", walkKey);
  $("walker").addEventListener("focus", () => { const order = actors.filter((actor) => actor.shown); if (order.length) walkTo(walkAt !== null && actors[walkAt].shown ? actors[walkAt] : order[0]); });
  $("walker").addEventListener("blur", () => network.redraw());
}
