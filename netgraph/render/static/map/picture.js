// The picture as SVG, to save and for paper: the grounds, lines, marks and names that the screen shows.
function svgMark(actor, focus) {
  const { x, y, shape, size, opacity, color, borderWidth, shapeProperties } = nodeLook(actor, focus);
  const paint = { fill: color.background, stroke: color.border, "stroke-width": borderWidth, "stroke-dasharray": shapeProperties.borderDashes ? shapeProperties.borderDashes.join(" ") : null, opacity };
  const r = size * 1.15; // a triangle reaches further than a circle of its size
  if (shape === "triangle") return s("polygon", { ...paint, points: `${x},${y - 0.88 * r} ${x + r},${y + 0.85 * r} ${x - r},${y + 0.85 * r}` });
  if (shape === "square") return s("rect", { ...paint, x: x - size, y: y - size, width: 2 * size, height: 2 * size });
  return s("circle", { ...paint, cx: x, cy: y, r: size });
}

function svgTie(tie, focus) {
  const { a, b } = tie, { width, dashes, arrows, color } = edgeLook(tie, focus);
  const heads = (arrows || "").split(";").map((end) => (end === "to" ? svgHead(a, b, color) : end === "from" ? svgHead(b, a, color) : null));
  return [s("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: color.color, "stroke-width": width, "stroke-opacity": color.opacity, "stroke-dasharray": dashes ? dashes.join(" ") : null }), heads];
}
// An arrow's head, its tip at the rim of the mark.
function svgHead(from, to, { color, opacity }) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1, dx = (to.x - from.x) / long, dy = (to.y - from.y) / long;
  const x = to.x - dx * (sizes[to.i] + 2), y = to.y - dy * (sizes[to.i] + 2);
  return s("polygon", { points: `${x},${y} ${x - 8 * dx - 3 * dy},${y - 8 * dy + 3 * dx} ${x - 8 * dx + 3 * dy},${y - 8 * dy - 3 * dx}`, fill: color, opacity });
}

function svgGrounds(focus) {
  if (!state.groups) return [];
  if (groups.stamp !== viewStamp) outlineGroups();
  return groups.paths.map(([number, , ring]) => s("polygon", { points: ring.join(" "), fill: groupColour(number), opacity: groundOpacity(focus) }));
}

// Names are placed for the scale at which the picture is looked at.
function drawPicture(scale, most) {
  const shown = drawn.nodes, focus = focusSet(), pen = document.createElement("canvas").getContext("2d");
  pen.font = FONT;
  const labels = placeNames(pen, scale, most), [left, top, right, bottom] = frame(shown, labels, scale);
  return s("svg", { xmlns: SVG, viewBox: [left, top, right - left, bottom - top].map(Math.round).join(" "), width: Math.round((right - left) * scale), height: Math.round((bottom - top) * scale), "font-family": "system-ui, Segoe UI, Arial, sans-serif" },
    s("title", {}, data.title), s("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: theColours.page }),
    svgGrounds(focus), drawn.ties.map((tie) => svgTie(tie, focus)), shown.map((actor) => svgMark(actor, focus)),
    labels.map((label) => s("text", { x: label.x / scale, y: label.y / scale, "font-size": 12.5 / scale, fill: theColours.ink, stroke: theColours.page, "stroke-width": 3 / scale, "stroke-linejoin": "round", "paint-order": "stroke" }, label.text)));
}
// The box around marks, grounds and names.
function frame(shown, labels, scale) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const hold = (x0, y0, x1, y1) => { box[0] = Math.min(box[0], x0); box[1] = Math.min(box[1], y0); box[2] = Math.max(box[2], x1); box[3] = Math.max(box[3], y1); };
  for (const { i, x, y } of shown) { const r = sizes[i] + 20; hold(x - r, y - r, x + r, y + r); }
  for (const { text, x, y } of labels) hold((x - 6) / scale, (y - 16) / scale, (x + widths.get(text) + 6) / scale, (y + 8) / scale);
  return shown.length ? box : [0, 0, 100, 60];
}
