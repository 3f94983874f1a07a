// Shared by map and report: the page's data, translated texts, and elements made without any markup from data.
document.documentElement.dataset.js = "on";
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function T(text, values) {
  const found = (data.words && data.words[text]) || text;
  return values ? found.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all)) : found;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child instanceof Node ? child : String(child));
  }
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

function fold(text) {
  return text.toLowerCase().replace(/ς/g, "σ").replace(/[łøđðþæœıħß]/g, (l) => ({ "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss" })[l])
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}

const format = (value, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits === undefined ? 0 : digits }).format(value);
const percent = (value, digits = 0) => new Intl.NumberFormat(document.documentElement.lang, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
// A date as exact as it is known: a year, a month, a day.
function dateText(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
  if (!match || !match[2]) return date || "";
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3] || 1)));
  return new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", year: "numeric", month: "long", day: match[3] ? "numeric" : undefined }).format(day);
}
const say = (text) => { const live = $("live"); if (live) live.textContent = text; };

function theme(choice) {
  const root = document.documentElement;
  const dark = choice ? choice === "dark" : root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (choice) root.dataset.theme = choice;
  return dark ? "dark" : "light";
}
// The colour as numbers, which the canvas needs: with high contrast some are the system's and have but names.
function colour(name) {
  const value = getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  if (value.startsWith("#")) return value;
  const probe = h("span", { class: "unseen" });
  probe.style.color = value;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell that a spreadsheet would run as a formula gets an apostrophe before it.
function csv(rows) {
  const cell = (value) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    const text = /^[\s]*[=+\-@＝＋－＠]/.test(value) || /^[\t\r]/.test(value) ? "'" + value : value;
    return /[",;\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function mark(type) {
  const shape = type === "person" ? s("polygon", { points: "8,1.5 15.2,14 .8,14" }) : type === "initiative" ? s("rect", { x: 1.5, y: 1.5, width: 13, height: 13 }) : s("circle", { cx: 8, cy: 8, r: 7 });
  shape.setAttribute("class", type);
  return s("svg", { class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true" }, shape);
}

// Buttons in the heads sort a table's rows by the cell's data-value or text.
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.classList.contains("num");
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const value = (row) => { const cell = row.cells[column]; return cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent.trim(); };
      const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
      const numeric = head.classList.contains("num");
      const order = (text) => { const found = parseFloat(text); return Number.isNaN(found) ? -Infinity : found; }; // unknown below all
      rows.sort(([a], [b]) => (numeric ? (order(a) > order(b)) - (order(a) < order(b)) : collator.compare(a, b)) * (falling ? -1 : 1));
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  });
}
