// Dragging a picture of many lines: its image moves with the hand, and it is drawn anew where the hand rests.
const HEAVY = 1500, REST = 250, ENDLESS = 20000; // drawn ties above which that is done; milliseconds; ties that are drawn anew only at the end
let relieved = false;
const isHeavy = () => drawn.ties.length > HEAVY;

// The library must not draw all lines at each step of the hand while this does it.
function relieve() {
  if (relieved === isHeavy()) return;
  relieved = isHeavy();
  network.setOptions({ interaction: { dragView: !relieved, hideEdgesOnDrag: !relieved && data.network.options.interaction.hideEdgesOnDrag } });
}

function startPan() {
  const canvas = $("canvas").querySelector("canvas"), image = h("canvas", { class: "image", "aria-hidden": "true", hidden: true });
  canvas.after(image);
  let drag = null, waiting = 0;
  const grab = () => {
    image.width = canvas.width;
    image.height = canvas.height;
    image.getContext("2d").drawImage(canvas, 0, 0);
    image.style.transform = "";
  };
  const settle = () => {
    clearTimeout(waiting);
    const at = network.getViewPosition(), scale = network.getScale();
    moveTo(at.x - (drag.x - drag.fromX) / scale, at.y - (drag.y - drag.fromY) / scale, scale, false);
    network.redraw();
    Object.assign(drag, { fromX: drag.x, fromY: drag.y });
  };
  const show = (on) => { image.hidden = !on; canvas.style.opacity = on ? "0" : ""; };
  const end = () => {
    if (drag && drag.moving) { settle(); show(false); }
    clearTimeout(waiting);
    drag = null;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (drag || !event.isPrimary) return end(); // a second finger: the library zooms
    if (isHeavy() && event.button === 0) drag = { id: event.pointerId, x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY, moving: false };
  });
  addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (!drag.moving && Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY) < 4) return;
    if (!drag.moving) { grab(); show(true); drag.moving = true; }
    image.style.transform = `translate(${drag.x - drag.fromX}px,${drag.y - drag.fromY}px)`;
    clearTimeout(waiting);
    if (drawn.ties.length < ENDLESS) waiting = setTimeout(() => { settle(); grab(); }, REST);
  });
  // The view stands still meanwhile: what lies under the hand does not count, or the library would draw for each step.
  $("canvas").addEventListener("mousemove", (event) => { if (drag && drag.moving) event.stopPropagation(); }, true);
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, (event) => { if (drag && event.pointerId === drag.id) end(); });
}
