// Hands on the picture: mouse, touch and keys.
const SQUARE = 120; // units of the layout
const squares = new Map();
for (let node = 0; node < points.count; node += 1) {
  const key = `${Math.floor(points.x[node] / SQUARE)},${Math.floor(points.y[node] / SQUARE)}`;
  if (!squares.has(key)) squares.set(key, []);
  squares.get(key).push(node);
}

/** The visible node at a spot of the view, in pixels; -1 where there is none. A finger reaches wider than a mouse. */
function nodeAt(left, down, slack = 3) {
  const [x, y, reach] = [worldX(left), worldY(down), (34 + slack) / Math.min(1, camera.scale)];
  let [best, nearest] = [-1, Infinity];
  for (let column = Math.floor((x - reach) / SQUARE); column <= Math.floor((x + reach) / SQUARE); column += 1) {
    for (let row = Math.floor((y - reach) / SQUARE); row <= Math.floor((y + reach) / SQUARE); row += 1) {
      for (const node of squares.get(`${column},${row}`) || []) {
        if (!picture.visible[node]) continue;
        const far = Math.hypot(screenX(points.x[node]) - left, screenY(points.y[node]) - down) - reachOf(node, camera.scale);
        const rank = far + (picture.bright[node] ? 0 : 4);
        if (far <= slack && rank < nearest) [best, nearest] = [node, rank];
      }
    }
  }
  return best;
}

/** The folded community at a spot, -1 where there is none. */
function foldAt(left, down) {
  return book.discs.findIndex(([x, y, radius], community) => !isOpen(community) && Math.hypot(screenX(x) - left, screenY(y) - down) <= Math.max(8, radius * camera.scale));
}

function showTip(text, note, left, down) {
  const tip = byId("tip");
  tip.replaceChildren(el("b", { text }), el("span", { text: note }));
  tip.hidden = false;
  tip.style.left = `${Math.max(8, Math.min(left + 14, camera.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(down + 14, camera.height - tip.offsetHeight - 8))}px`;
}

function hover(node, left, down) {
  const community = node < 0 && left !== undefined ? foldAt(left, down) : -1;
  byId("canvas").classList.toggle("pointing", node >= 0 || community >= 0);
  if (node >= 0) {
    const [kind, at] = book.nodes[node];
    showTip(nameOf(kindOfLetter[kind], at), t(typeOf(node) + "1") + (kind === "e" ? ` · ${t("mentionsN", namingsOf.of(at).length)}` : ""), left, down);
  } else if (community >= 0) {
    const { leader, members, caption } = communities[community];
    showTip(nodeName(leader), `${t("membersN", grouped(members.length))}${caption >= 0 ? ` · ${nodeName(caption)}` : ""} · ${t("unfoldHint")}`, left, down);
  } else byId("tip").hidden = true;
  if (node !== picture.hovered) { picture.hovered = node; ask(); }
}

function press(left, down, slack) {
  const node = nodeAt(left, down, slack);
  if (node >= 0) { goToNode(node); return; }
  const community = foldAt(left, down);
  if (community >= 0) enterCommunity(community);
  else if (KINDS.some((kind) => where[kind] !== undefined)) go({});
}

function startPointer() {
  const stage = byId("canvas");
  const held = new Map(); // pointers that are down: id → [x, y]
  let [travelled, spread] = [0, 0];
  const spot = (event) => { const { left, top } = stage.getBoundingClientRect(); return [event.clientX - left, event.clientY - top]; };
  const middle = () => { const all = [...held.values()]; return [all.reduce((sum, p) => sum + p[0], 0) / all.length, all.reduce((sum, p) => sum + p[1], 0) / all.length]; };
  const spreadOf = () => { const [a, b] = [...held.values()]; return b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0; };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    stage.setPointerCapture(event.pointerId);
    held.set(event.pointerId, spot(event));
    cameraTrip += 1;
    if (held.size === 1) travelled = 0;
    spread = spreadOf();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) { const at = spot(event); hover(nodeAt(...at), ...at); return; }
    const before = middle();
    held.set(event.pointerId, spot(event));
    const after = middle();
    travelled += Math.hypot(after[0] - before[0], after[1] - before[1]);
    if (travelled < 4 && held.size === 1) return;
    byId("tip").hidden = true;
    setCamera(camera.x - (after[0] - before[0]) / camera.scale, camera.y - (after[1] - before[1]) / camera.scale, camera.scale);
    if (held.size > 1 && spread) { zoomAt(spreadOf() / spread, ...after); spread = spreadOf(); travelled += 10; }
  });
  const release = (event) => {
    if (!held.delete(event.pointerId)) return;
    spread = spreadOf();
    if (event.type === "pointerup" && travelled < 4 && !held.size) press(...spot(event), event.pointerType === "touch" ? 14 : 3);
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("pointerleave", () => hover(-1));
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    cameraTrip += 1;
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...spot(event));
  }, { passive: false });
  stage.addEventListener("keydown", pressKey);
  stage.addEventListener("blur", () => hover(-1));
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrows step from node to node, Shift with arrows moves the view, Enter opens, + − 0 zoom. */
function pressKey(event) {
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) moveTo(camera.x + (arrow[0] * 120) / camera.scale, camera.y + (arrow[1] * 120) / camera.scale, camera.scale);
  else if (arrow) stepTo(...arrow);
  else if (event.key === "+" || event.key === "=") zoomAt(1.4, undefined, undefined, true);
  else if (event.key === "-") zoomAt(1 / 1.4, undefined, undefined, true);
  else if (event.key === "0") fitAll();
  else if (event.key === "Enter" && picture.hovered >= 0) goToNode(picture.hovered);
  else if (event.key === "Enter" && !picture.count && communities.length) enterCommunity(0);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The keys' node: from the last one, or the chosen one, or the weightiest in view, to the nearest in a direction. */
function stepTo(dx, dy) {
  const here = picture.hovered >= 0 ? picture.hovered : picture.selected;
  let [best, least] = [-1, Infinity];
  for (let node = 0; node < points.count; node += 1) {
    if (!picture.visible[node] || !picture.bright[node] || node === here) continue;
    const [x, y] = [screenX(points.x[node]), screenY(points.y[node])];
    if (here < 0) {
      const cost = isNear(x, y, 0, camera) ? -rankOf[node] : Infinity;
      if (cost < least) [best, least] = [node, cost];
      continue;
    }
    const [ahead, aside] = [(x - screenX(points.x[here])) * dx + (y - screenY(points.y[here])) * dy, Math.abs((x - screenX(points.x[here])) * dy) + Math.abs((y - screenY(points.y[here])) * dx)];
    if (ahead > 1 && ahead + 2 * aside < least) [best, least] = [node, ahead + 2 * aside];
  }
  if (best < 0) return;
  const [left, down] = [screenX(points.x[best]), screenY(points.y[best])];
  if (!isNear(left, down, -30, camera)) setCamera(points.x[best], points.y[best], camera.scale);
  hover(best, screenX(points.x[best]), screenY(points.y[best]));
}
