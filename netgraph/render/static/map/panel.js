// The panel beside the map: all that is known of one actor, one tie or one way, with the sentences that say so.
let opener = null;

const nameButton = (actor) => h("button", { class: "name", type: "button", on: { click: () => choose(actor.i) } }, actor.name);
const kindLine = (actor) => h("p", { class: "kind" }, mark(actor.type), typeName(actor.type), " · ", countryOf(actor), actor.place ? " · " + actor.place : null);

function quoteBlock(quote) {
  const parts = [];
  for (let i = 0; i < quote.parts.length; i += 2) {
    const role = quote.parts[i], text = quote.parts[i + 1];
    parts.push(role ? h("mark", { class: role === 2 ? "target" : "source" }, text) : text);
  }
  const about = [dateText(quote.date), quote.document.status !== "decision" && data.languages[quote.language], quote.modality !== "current" && data.modalities[quote.modality], T("confidence {share}", { share: percent(quote.confidence) })];
  const title = quote.document.url && /^https?:\/\//.test(quote.document.url) ? h("a", { href: quote.document.url, rel: "noopener noreferrer", target: "_blank" }, quote.document.label) : quote.document.label;
  return h("div", {}, h("blockquote", { lang: quote.language === "und" ? "" : quote.language, dir: "auto" }, parts), h("p", { class: "origin" }, title, " · ", about.filter(Boolean).join(" · ")));
}
const shownQuotes = (one) => one.quotes.filter((quote) => quote.shown);
const sentence = (one, from) => data.relations[one.kind][from === one.target && data.relations[one.kind][0] !== "cooperates" ? 3 : 2];

// Some languages end these words with a colon, for a name to follow in the nominative.
const sentences = (ones, from) => [...new Set(ones.map((one) => sentence(one, from)))].join(", ").replace(/:,/g, ",");

function statementBlock(one) {
  return h("div", { class: "statement" },
    h("p", {}, nameButton(one.source), " ", h("span", { class: "says" }, sentence(one, one.source)), " ", nameButton(one.target)),
    h("div", { class: "quotes" }, shownQuotes(one).map(quoteBlock)));
}

const crossingTag = (tie) => (tie.crossing ? h("span", { class: "tag crossing" }, (tie.a.country || "?") + " – " + (tie.b.country || "?")) : null);

function tieItem(tie, actor) {
  const end = other(tie, actor), shown = tie.statements.filter((one) => one.shown);
  const says = sentences(shown, actor);
  const count = shown.reduce((sum, one) => sum + shownQuotes(one).length, 0);
  return h("li", {},
    h("div", { class: "head" }, h("span", { class: "says" }, says), nameButton(end), crossingTag(tie)),
    h("details", {}, h("summary", {}, T("Evidence: {count}", { count: format(count) })), h("div", { class: "quotes" }, shown.flatMap((one) => shownQuotes(one).map(quoteBlock)))));
}

function openPanel(title, ...content) {
  const panel = $("panel");
  if (panel.hidden) opener = wayBack(document.activeElement);
  panel.replaceChildren(
    h("button", { class: "button icon close", type: "button", "aria-label": T("Close"), on: { click: closePanel } }, s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: "M6 6l12 12M18 6L6 18" }))),
    h("h2", { tabindex: "-1", id: "panel-title", dir: "auto" }, title), ...content.flat(Infinity).filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
}
function focusPanel() { $("panel-title").focus({ preventScroll: true }); }

function closePanel() {
  if ($("panel").hidden) return;
  const within = $("panel").contains(document.activeElement);
  $("panel").hidden = true;
  state.actor = state.tie = -1;
  state.ego = 0;
  state.path = [];
  refresh();
  if (within && !opener()) toTab();
}

function choose(i, quiet) {
  if (picking !== null && picking !== i) { const from = picking; picking = null; return showWay(from, i); }
  uncover(actors[i]);
  state.actor = i;
  state.tie = -1;
  state.path = [];
  if (state.ego) state.ego = 0;
  refresh();
  showActorPanel(actors[i]);
  showActor(actors[i]);
  if (!quiet && document.activeElement !== $("walker")) focusPanel();
}

function showActorPanel(actor) {
  const shown = actor.ties.filter((tie) => tie.shown).sort((p, q) => (q.crossing === true) - (p.crossing === true) || q.strength - p.strength || other(p, actor).i - other(q, actor).i);
  const ranks = data.measures.map(([name, label], at) => {
    const value = actor.measures[at];
    // Equal values share the mean of their ranks, as in the ranges.
    const rank = actors.reduce((sum, one) => sum + (one.measures[at] > value ? 1 : one.measures[at] === value ? 0.5 : 0), 0.5);
    const said = { value: measureText(name, value), rank: format(rank, 1), all: format(actors.length) };
    const range = data.ranges.length ? data.ranges[actor.i][at] : null;
    if (range) return [label, T("{value} (rank {rank} of {all}, 95% range {low} to {high})", { ...said, low: format(range[0], 1), high: format(range[1], 1) })];
    return [label, T("{value} (rank {rank} of {all})", said)];
  });
  const facts = [
    actor.aliases.length && [T("Also written"), actor.aliases.join(" · ")],
    actor.why && [T("Country known from"), actor.why],
    [T("Named in"), T("documents: {count}", { count: format(actor.documents.length) })],
    [T("Certainty"), percent(actor.confidence)],
    ...ranks,
  ].filter(Boolean);
  const egos = [1, 2, 3].map((steps) => h("button", { class: "button", type: "button", "data-steps": String(steps), "aria-pressed": String(state.ego === steps), "aria-label": T("Neighbourhood in steps") + ": " + steps, on: { click: () => setEgo(actor.i, state.ego === steps ? 0 : steps) } }, String(steps)));
  openPanel(actor.name, kindLine(actor),
    h("div", { class: "acts", role: "group", "aria-label": T("Neighbourhood in steps") }, h("span", { class: "says" }, T("Neighbourhood in steps")), egos),
    h("div", { class: "acts" }, h("button", { class: "button", type: "button", on: { click: () => pickEnd(actor.i) } }, T("Find the way to another actor")), folding && actor.home && !actor.home.shown ? h("button", { class: "button", type: "button", on: { click: () => { closePanel(); foldUp(actor.home); } } }, T("Fold this community")) : null),
    h("h3", {}, T("Ties: {count}", { count: format(shown.length) })),
    h("ul", { class: "ties" }, shown.map((tie) => tieItem(tie, actor))),
    h("h3", {}, T("Facts")),
    h("dl", { class: "facts" }, facts.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)])),
    actor.reasons.length && h("details", {}, h("summary", {}, T("Why these names are one actor: {count}", { count: format(actor.reasons.length) })), h("ul", { class: "ties", lang: "en" }, actor.reasons.map((line) => h("li", { dir: "auto" }, line)))),
    h("h3", {}, T("Documents")),
    h("ul", { class: "ties" }, actor.documents.map((i) => h("li", { lang: documents[i].language }, documents[i].label))));
}

function setEgo(i, steps) {
  state.actor = i;
  state.tie = -1;
  state.path = [];
  state.ego = steps;
  refresh();
  const within = $("panel").contains(document.activeElement), step = document.activeElement?.dataset.steps;
  showActorPanel(actors[i]);
  if (within) $("panel").querySelector(`[data-steps="${step}"]`)?.focus(); // the panel is new, and so are its buttons
  fitView(true);
}

function chooseTie(i, quiet) {
  uncover(ties[i].a, ties[i].b);
  state.tie = i;
  state.actor = -1;
  state.ego = 0;
  state.path = [];
  refresh();
  const tie = ties[i];
  openPanel(tie.a.name + " – " + tie.b.name,
    h("p", { class: "kind" }, tie.crossing ? h("span", { class: "tag crossing" }, T("crosses a border")) : null, countryOf(tie.a), " – ", countryOf(tie.b), " · ", T("documents: {count}", { count: format(tie.strength) })),
    tie.statements.filter((one) => one.shown).map(statementBlock));
  if (!quiet) focusPanel();
}

let picking = null;
function pickEnd(i) {
  picking = i;
  notice(T("Choose the other actor on the map or by search."), [T("Cancel"), () => { picking = null; noteFolding(); }]);
  $("search").focus();
}

function showWay(from, to, quiet) {
  picking = null;
  notice(null);
  state.actor = state.tie = -1;
  state.ego = 0;
  state.path = [from, to];
  refresh();
  const title = actors[from].name + " → " + actors[to].name;
  if (!way) openPanel(title, h("p", { class: "kind" }, T("The shown ties do not join these two actors.")));
  else {
    openPanel(title, h("p", { class: "kind" }, T("Shortest way, steps: {count}", { count: way.length })), way.map((tie) => tie.statements.filter((one) => one.shown).map(statementBlock)));
    fitView(true);
  }
  if (!quiet) focusPanel();
}
