// Where the reader looks: the middle of the view in units of the layout, and how many pixels a unit is.
const camera = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
let cameraTrip = 0; // the running journey; a newer one ends it
const LEAST_SCALE = 0.004;
const MOST_SCALE = 6;

const screenX = (x, view = camera) => (x - view.x) * view.scale + view.width / 2;
const screenY = (y, view = camera) => (y - view.y) * view.scale + view.height / 2;
const worldX = (x) => (x - camera.width / 2) / camera.scale + camera.x;
const worldY = (y) => (y - camera.height / 2) / camera.scale + camera.y;
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function setCamera(x, y, scale) {
  const before = camera.scale;
  camera.scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, scale));
  [camera.x, camera.y] = [x, y];
  if (before !== camera.scale) foldsMayOpen();
  moved();
}

/** Travel there; at once where the reader asked for stillness. */
function moveTo(x, y, scale, isAnimated = true) {
  cameraTrip += 1;
  const trip = cameraTrip;
  if (!isAnimated || isStill()) { setCamera(x, y, scale); return; }
  const from = { ...camera };
  const begun = performance.now();
  const step = (now) => {
    if (trip !== cameraTrip) return;
    const part = Math.max(0, Math.min(1, (now - begun) / 320));
    const eased = part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2;
    setCamera(from.x + (x - from.x) * eased, from.y + (y - from.y) * eased, from.scale * (scale / from.scale) ** eased);
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Zoom by a factor; the spot (in pixels of the view) stays where it is. */
function zoomAt(factor, left = camera.width / 2, down = camera.height / 2, isAnimated = false) {
  const scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, camera.scale * factor));
  const [x, y] = [worldX(left), worldY(down)];
  moveTo(x - (left - camera.width / 2) / scale, y - (down - camera.height / 2) / scale, scale, isAnimated);
}

/** Look at a box of the layout, in the room that legend, buttons and card leave. */
function lookAt([left, top, right, bottom], most, isAnimated = true) {
  const isNarrow = innerWidth <= 760;
  const isSheetOpen = isNarrow && document.body.dataset.card;
  const room = isNarrow ? { left: 24, right: 24, top: 24, bottom: isSheetOpen ? camera.height * 0.62 : 84 } : { left: 190, right: 64, top: 44, bottom: 30 };
  const [width, height] = [Math.max(40, camera.width - room.left - room.right), Math.max(40, camera.height - room.top - room.bottom)];
  const scale = Math.min(most, width / Math.max(1, right - left), height / Math.max(1, bottom - top));
  moveTo((left + right) / 2 + (room.right - room.left) / 2 / scale, (top + bottom) / 2 + (room.bottom - room.top) / 2 / scale, scale, isAnimated);
}

/** Show everything. */
function fitAll(isAnimated = true) {
  if (book.discs.length) lookAt(boxOf(book.discs.map(([x, y, radius]) => [x - radius, y - radius, x + radius, y + radius])), 1.6, isAnimated);
}

/** Move so that the chosen node and its neighbours fill what the panel leaves free. */
function showNear() {
  const nodes = [...picture.near].filter((node) => picture.visible[node]);
  if (nodes.length) lookAt(boxOf(nodes.map((node) => [points.x[node] - 40, points.y[node] - 40, points.x[node] + 40, points.y[node] + 50])), 1.5);
}

function boxOf(boxes) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [left, top, right, bottom] of boxes) { box[0] = Math.min(box[0], left); box[1] = Math.min(box[1], top); box[2] = Math.max(box[2], right); box[3] = Math.max(box[3], bottom); }
  return box;
}

let cameraNote = 0;

/** The view changed: draw it, and once it rests write it into the address. */
function moved() {
  ask();
  clearTimeout(cameraNote);
  cameraNote = setTimeout(noteAddress, 300);
}

const cameraKeeper = { wanted: null };
keepers.push({
  write(params, place) {
    if (place === where && place.view === "graph" && document.body.dataset.ready) params.set("cam", [camera.x, camera.y, camera.scale * 1000].map(Math.round).join(","));
  },
  read(params) {
    const numbers = (params.get("cam") || "").split(",").map(Number);
    cameraKeeper.wanted = numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? numbers : null;
  },
});
