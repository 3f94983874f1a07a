// The view's state in the address, so that a link or a bookmark opens the same view again.
const SHORT = { view: "v", types: "t", countries: "c", relations: "r", document: "d", community: "g", strength: "s", confidence: "k", from: "from", to: "to", crossing: "x", alone: "a", size: "size", colour: "by", groups: "h", actor: "n", tie: "e", ego: "ego", path: "way", all: "all", open: "o" };

function writeAddress() {
  const parts = [];
  for (const [name, short] of Object.entries(SHORT)) {
    const value = state[name], usual = DEFAULTS[name];
    if (JSON.stringify(value) === JSON.stringify(usual)) continue;
    const stable = name === "actor" && value >= 0 ? actors[value].id : name === "path" ? value.map((i) => actors[i].id) : name === "open" ? value.map((g) => circles[g].lead.id) : value;
    parts.push(short + "=" + encodeURIComponent(Array.isArray(stable) ? stable.join("~") : stable === true ? "1" : stable === false ? "0" : stable));
  }
  // A page inside a notebook's frame has no address of its own.
  try { history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search); } catch (error) { if (!(error instanceof DOMException)) throw error; }
}

function readAddress() {
  const given = new Map(location.hash.slice(1).split("&").map((part) => part.split("=")).filter((pair) => pair.length === 2));
  const byId = new Map(actors.map((actor) => [actor.id, actor.i]));
  for (const [name, short] of Object.entries(SHORT)) {
    if (!given.has(short)) continue;
    let text;
    try { text = decodeURIComponent(given.get(short)); } catch (error) { continue; }
    const usual = DEFAULTS[name];
    if (name === "actor") state.actor = byId.has(text) ? byId.get(text) : -1;
    else if (name === "path") { const ends = text.split("~").map((id) => byId.get(id)); state.path = ends.length === 2 && ends.every((i) => i !== undefined) ? ends : []; }
    else if (name === "open") { const leads = new Set(text.split("~")); state.open = circles.filter((one) => leads.has(one.lead.id)).map((one) => one.g); }
    else if (Array.isArray(usual)) state[name] = text.split("~");
    else if (typeof usual === "boolean") state[name] = text === "1";
    else if (typeof usual === "number") state[name] = Number.isFinite(Number(text)) ? Number(text) : usual;
    else state[name] = text;
  }
  const within = (name, length) => { if (!Number.isInteger(state[name]) || state[name] < -1 || state[name] >= length) state[name] = -1; };
  within("document", documents.length);
  within("community", data.communities.length);
  within("tie", ties.length);
  if (!["network", "places", "matrix", "tables"].includes(state.view)) state.view = "network";
  if (!data.measures.some((row) => row[0] === state.size)) state.size = DEFAULTS.size;
  if (!["type", "country", "community", ...data.measures.map((row) => "m:" + row[0])].includes(state.colour)) state.colour = DEFAULTS.colour;
  if (![0, 1, 2, 3].includes(state.ego)) state.ego = 0;
  for (const name of ["from", "to"]) if (!/^(\d{4}(-\d\d)?)?$/.test(state[name])) state[name] = "";
}
