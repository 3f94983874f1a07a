// Search: accents and case do not count, every written form of a name is found.
let hits = [], hitAt = -1;

function find(text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const actor of actors) {
    if (!words.every((word) => actor.key.includes(word))) continue;
    found.push([actor.key.startsWith(words[0]) ? 0 : (" " + actor.key).includes(" " + words[0]) ? 1 : 2, actor]);
  }
  return found.sort((p, q) => p[0] - q[0] || p[1].i - q[1].i).map((row) => row[1]);
}

function listHits() {
  const input = $("search"), list = $("found");
  const all = find(input.value);
  hits = all.slice(0, 12);
  hitAt = -1;
  list.replaceChildren(...hits.map((actor, i) => h("li", { role: "option", id: "hit-" + i, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); takeHit(i); } } }, mark(actor.type), h("span", { dir: "auto" }, actor.name), h("small", {}, actor.country || ""))));
  const said = !all.length ? T("Nothing found") : all.length > hits.length ? T("Found: {count}, the first {first} are listed", { count: format(all.length), first: hits.length }) : T("Found: {count}", { count: format(all.length) });
  list.append(h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "said" }, said));
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
  if (input.value.trim()) say(said);
}
function takeHit(i) {
  const actor = hits[i];
  if (!actor) return;
  $("search").value = "";
  listHits();
  actor.shown || unhide(actor);
  choose(actor.i);
}
function unhide(actor) {
  state.types = state.types.filter((type) => type !== actor.type);
  state.countries = state.countries.filter((code) => code !== (actor.country || ""));
  state.document = state.community = -1;
  drawFilters();
}
function startSearch() {
  const input = $("search");
  input.addEventListener("input", listHits);
  input.addEventListener("blur", () => { $("found").hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!hits.length) return;
      hitAt = (event.key === "ArrowDown" ? hitAt + 1 : Math.max(hitAt, 0) - 1 + hits.length) % hits.length;
      hits.forEach((_, i) => $("hit-" + i).setAttribute("aria-selected", String(i === hitAt)));
      $("hit-" + hitAt).scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", "hit-" + hitAt);
    } else if (event.key === "Enter") takeHit(Math.max(hitAt, 0));
    else if (event.key === "Escape") { event.stopPropagation(); input.value = ""; listHits(); picking = null; noteFolding(); }
  });
}
