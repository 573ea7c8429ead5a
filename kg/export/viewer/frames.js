// When the picture is drawn. A small one is drawn whole at each frame. A large one is drawn beside, in portions of a few
// milliseconds, a little larger than the window; while that goes on, the last finished one is moved or stretched.
const LIGHT = 3500; // points and lines that fit into one frame
const SLICE = 6; // milliseconds of drawing in one frame
const MARGIN = 0.35; // of the window, on each side
const frames = { canvas: null, context: null, front: null, job: null, isAsked: false, isStale: true, ratio: 1 };

function startFrames() {
  frames.canvas = el("canvas");
  frames.canvas.setAttribute("aria-hidden", "true");
  frames.context = frames.canvas.getContext("2d", { alpha: false });
  byId("canvas").append(frames.canvas);
  measureWindow();
  new ResizeObserver(measureWindow).observe(byId("canvas"));
}

function measureWindow() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  frames.ratio = Math.min(3, window.devicePixelRatio || 1);
  if (!width || !height || (width === camera.width && height === camera.height)) return;
  [camera.width, camera.height] = [width, height];
  [frames.canvas.width, frames.canvas.height] = [Math.round(width * frames.ratio), Math.round(height * frames.ratio)];
  frames.front = frames.job = null;
  redraw();
}

/** Things look different now: draw them anew. */
function redraw() {
  frames.isStale = true;
  ask();
}

function ask() {
  if (frames.isAsked || !frames.canvas) return;
  frames.isAsked = true;
  requestAnimationFrame(showFrame);
}

const isLight = () => picture.count + (opensFolded && nearlyOpen.size === 0 && !picture.near.size ? bundles.length : lines.count) <= LIGHT;

function showFrame() {
  frames.isAsked = false;
  const { context, ratio } = frames;
  if (isLight()) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const _ of paintScene(context, { ...camera })) { /* all portions at once */ }
    frames.isStale = false;
    frames.front = frames.job = null;
  } else {
    workBeside();
    showFront();
  }
  paintHover();
  if (document.body.dataset.drawn === undefined && (isLight() || frames.front)) document.body.dataset.drawn = String(points.count);
}

/** Go on with the picture that is being drawn beside, or begin one where the last no longer fits. */
function workBeside() {
  const { front } = frames;
  const fits = front && front.view.scale === camera.scale && covers(front.view);
  if (!frames.job && (frames.isStale || !fits)) {
    const [width, height] = [Math.ceil(camera.width * (1 + 2 * MARGIN)), Math.ceil(camera.height * (1 + 2 * MARGIN))];
    const canvas = front?.spare || el("canvas");
    if (canvas.width !== width * frames.ratio) [canvas.width, canvas.height] = [width * frames.ratio, height * frames.ratio];
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    context.setTransform(frames.ratio, 0, 0, frames.ratio, 0, 0);
    const view = { x: camera.x, y: camera.y, scale: camera.scale, width, height };
    frames.job = { canvas, context, view, portions: paintScene(context, view) };
    frames.isStale = false;
  }
  if (!frames.job) return;
  const { job } = frames;
  const until = performance.now() + (front ? SLICE : Infinity); // the first picture is not waited for
  let isDone = false;
  while (!isDone && performance.now() < until) {
    isDone = job.portions.next().done;
    job.context.getImageData(0, 0, 1, 1); // what was asked for is drawn now, and its time counts; else all would be drawn at the end
  }
  if (isDone) {
    frames.front = { canvas: job.canvas, view: job.view, spare: front?.canvas };
    frames.job = null;
  }
  if (!isDone || frames.isStale || frames.front.view.scale !== camera.scale) ask();
}

const covers = (view) => Math.abs(view.x - camera.x) * camera.scale <= (view.width - camera.width) / 2 && Math.abs(view.y - camera.y) * camera.scale <= (view.height - camera.height) / 2;

function showFront() {
  const { front, context, ratio } = frames;
  if (!front) return;
  const stretch = camera.scale / front.view.scale;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = picture.colours.paper;
  if (stretch < 1 || !covers(front.view)) context.fillRect(0, 0, camera.width, camera.height);
  const [left, top] = [screenX(front.view.x - front.view.width / 2 / front.view.scale), screenY(front.view.y - front.view.height / 2 / front.view.scale)];
  context.imageSmoothingEnabled = stretch !== 1;
  if (stretch === 1) context.drawImage(front.canvas, Math.round(left), Math.round(top), front.view.width, front.view.height);
  else context.drawImage(front.canvas, left, top, front.view.width * stretch, front.view.height * stretch);
}

/** The node under the pointer or under the keys. */
function paintHover() {
  const { hovered, visible } = picture;
  if (hovered < 0 || !visible[hovered]) return;
  frames.context.setTransform(frames.ratio, 0, 0, frames.ratio, 0, 0);
  frames.context.globalAlpha = 1;
  ringRound(frames.context, hovered, camera, picture.colours.accent, 2.5);
}
