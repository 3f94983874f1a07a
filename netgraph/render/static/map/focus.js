// Where the focus goes when what had it is drawn anew or closed.
// The way back to an element: to it, or to the one that says the same once its part of the page is drawn anew.
const sayings = (element) => element.tagName + (element.getAttribute("aria-label") || element.textContent);
const alike = (part, element) => [...part.querySelectorAll("button, [tabindex]")].filter((one) => sayings(one) === sayings(element));
function wayBack(element) {
  const part = element.closest(".pane, #filters, #notice"), at = part ? alike(part, element).indexOf(element) : -1;
  return () => {
    const found = element.isConnected ? [element] : at < 0 ? [] : alike(part, element), target = found[Math.min(Math.max(at, 0), found.length - 1)];
    if (target) target.focus();
    return target !== undefined && target !== document.body && target === document.activeElement;
  };
}
function redraw(part, draw) {
  const had = document.activeElement, back = part.contains(had) ? wayBack(had) : null;
  draw();
  if (back && !back()) toTab();
}
const toTab = () => document.querySelector(".views [aria-selected=true]").focus();
