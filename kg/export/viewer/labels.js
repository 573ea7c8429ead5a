// Names in the picture, the weightiest first. One that would cover another is left out until the reader comes closer.
const byRank = Array.from({ length: points.count }, (_, node) => node).sort((a, b) => rankOf[b] - rankOf[a] || a - b);
const BIDI = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
const shorten = (text, most) => { const signs = [...text]; return signs.length > most ? signs.slice(0, most - 1).join("") + "…" : text; };
const widths = new Map();

/** The width of a text in pixels; measured once for a font. */
function widthOf(context, text) {
  const key = `${context.font}\u001f${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Boxes that are taken, in squares of 64 pixels: asking is quick however many there are. */
class Ground {
  constructor() { this.squares = new Map(); }

  * at(box) {
    for (let column = Math.floor(box[0] / 64); column <= Math.floor(box[2] / 64); column += 1) {
      for (let row = Math.floor(box[1] / 64); row <= Math.floor(box[3] / 64); row += 1) yield column * 4096 + row;
    }
  }

  /** `owner` is the node whose point this is, or -1 for a name. */
  take(box, owner = -1) {
    for (const square of this.at(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push([box, owner]);
    }
  }

  isFree(box, node = -2, namesOnly = false) {
    for (const square of this.at(box)) {
      for (const [other, owner] of this.squares.get(square) || []) {
        if (owner !== node && !(namesOnly && owner >= 0) && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      }
    }
    return true;
  }
}

function writeName(context, text, x, y, colour, halo) {
  context.lineWidth = halo;
  context.strokeStyle = picture.colours.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function* paintNames(context, view) {
  const { selected, near, visible } = picture;
  const inView = (node) => visible[node] && isNear(screenX(points.x[node], view), screenY(points.y[node], view), 40, view);
  const chosen = [...new Set([...(selected >= 0 ? [selected] : []), ...shown.pinned])];
  const rest = near.size ? [...near].sort((a, b) => rankOf[b] - rankOf[a] || a - b) : byRank;
  const ground = new Ground();
  const obstacles = near.size ? rest : rest.slice(0, 600);
  for (const node of obstacles) {
    if (points.group[node] === CLAIM || !inView(node)) continue;
    const [x, y, r] = [screenX(points.x[node], view), screenY(points.y[node], view), reachOf(node, view.scale) * 0.8];
    ground.take([x - r, y - r, x + r, y + r], node);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const node of chosen) if (inView(node)) nameNode(context, node, view, ground, true);
  yield;
  nameFolded(context, view, ground);
  yield;
  if (!near.size) nameGrounds(context, view, ground);
  const most = near.size ? 120 : Math.min(170, 24 + 110 * view.scale);
  let written = 0;
  let tried = 0;
  for (const node of rest) {
    if (written >= most || tried > 2500) break;
    if (!inView(node) || chosen.includes(node) || !isWorthNaming(node, view)) continue;
    tried += 1;
    if (tried % 40 === 39) yield;
    written += nameNode(context, node, view, ground, false, !near.size && tried < 12) ? 1 : 0;
  }
  if (selected >= 0) nameLines(context, view, ground);
}

function isWorthNaming(node, view) {
  if (picture.near.size) return true;
  if (points.group[node] === ARTICLE) return view.scale >= 0.8 && !isCaption[node];
  return points.group[node] !== CLAIM || view.scale >= 0.95;
}

/** Write the name of a node below it or above it, where there is room; true where it was written. */
function nameNode(context, node, view, ground, isChosen, mayCoverPoints = false) {
  const { colours } = picture;
  const group = points.group[node];
  const isWeighty = isChosen || (rankOf[node] > 22 && group !== ARTICLE);
  const size = isChosen ? 15 : group === CLAIM ? 11 : isWeighty ? 14 : 12;
  const text = shorten(nodeName(node).replace(BIDI, ""), isChosen ? Math.min(30, Math.floor((view.width - 24) / size)) : group === ARTICLE ? 16 : 14);
  context.font = `${isWeighty ? "600 " : ""}${size}px ${FONT}`;
  const half = widthOf(context, text) / 2 + 3;
  const [middle, y, r] = [screenX(points.x[node], view), screenY(points.y[node], view), reachOf(node, view.scale)];
  const x = half * 2 > view.width || middle < 0 || middle > view.width ? middle : Math.max(half, Math.min(view.width - half, middle)); // no name is cut off at the edge
  const boxAt = (top) => [x - half, top - 2, x + half, top + size + 4];
  const [below, above] = [y + r + 3, y - r - size - 5];
  const top = ground.isFree(boxAt(below), node) ? below : ground.isFree(boxAt(above), node) ? above
    : (isChosen || mayCoverPoints) && ground.isFree(boxAt(below), node, true) ? below : (isChosen && ground.isFree(boxAt(above), node, true)) ? above : null;
  if (top === null) return false;
  ground.take(boxAt(top));
  writeName(context, text, x, top, group === ARTICLE ? colours.soft : group === CLAIM ? colours.Claim : colours.ink, 4);
  return true;
}

/** What an open community is about, along the top of its ground. */
function nameGrounds(context, view, ground) {
  if (shown.classes.has("Article")) return;
  context.font = `500 13px ${SERIF}`;
  book.discs.forEach(([x, y, radius], community) => {
    const { caption } = communities[community];
    const [left, down, r] = [screenX(x, view), screenY(y - radius, view) - 16, radius * view.scale];
    if (caption < 0 || !isOpen(community) || r < 40 || !isNear(left, down, 140, view)) return;
    const text = shorten(nodeName(caption).replace(BIDI, ""), Math.max(10, Math.min(26, Math.round(r / 4.8))));
    const half = widthOf(context, text) / 2 + 4;
    const box = [left - half, down - 2, left + half, down + 17];
    if (!ground.isFree(box)) return;
    ground.take(box);
    writeName(context, text, left, down, picture.colours.soft, 5);
  });
}

/** A folded community is called after its weightiest member; the number says how many it holds. */
function nameFolded(context, view, ground) {
  const order = communities.map((_, community) => community).filter((community) => !isOpen(community))
    .sort((a, b) => communities[b].members.length - communities[a].members.length || a - b);
  for (const community of order) {
    const [x, y, radius] = book.discs[community];
    const [left, down, r] = [screenX(x, view), screenY(y, view), radius * view.scale];
    if (!isNear(left, down, r, view)) continue;
    const { leader, members } = communities[community];
    const size = r > 46 ? 14 : 12;
    const room = Math.floor((1.75 * r) / size); // signs that fit into the disc
    if (room < 3) continue;
    const text = shorten(nodeName(leader).replace(BIDI, ""), Math.min(12, room));
    context.font = `600 ${size}px ${FONT}`;
    const half = widthOf(context, text) / 2 + 3;
    const hasCount = r > 26;
    const box = [left - half, down - size / 2 - (hasCount ? 9 : 3), left + half, down + size / 2 + (hasCount ? 11 : 4)];
    if (!ground.isFree(box, -2, true)) continue;
    ground.take(box);
    writeName(context, text, left, box[1] + 2, picture.colours.ink, 3);
    if (!hasCount) continue;
    context.font = `11px ${FONT}`;
    writeName(context, grouped(members.length), left, box[1] + size + 6, picture.colours.soft, 3);
  }
}

/** How the lines of the chosen node read, nearer to the far end: at the node itself all lines meet. */
function nameLines(context, view, ground) {
  const { selected, visible, colours } = picture;
  context.textBaseline = "middle";
  context.font = `11px ${FONT}`;
  const all = edgesAt.of(selected);
  const isHub = all.length > 24; // there "lies in" on every second line says nothing
  for (const edge of all) {
    const sort = EDGE_SORTS[lines.sort[edge]];
    const far = otherEnd(edge, selected);
    if (sort === "mentions" || sort === "about" || (isHub && sort === "within") || shown.sorts.has(sort) || !visible[far] || far === selected || (picture.way.length && !isOnWay(edge))) continue;
    const text = sort === "holds_post" ? shorten(squeeze(labelOf(edge)), 10) : t(predicateOf(edge));
    const x = screenX(points.x[selected] + (points.x[far] - points.x[selected]) * 0.58, view);
    const y = screenY(points.y[selected] + (points.y[far] - points.y[selected]) * 0.58, view);
    const half = widthOf(context, text) / 2 + 2;
    const box = [x - half, y - 8, x + half, y + 8];
    if (!ground.isFree(box)) continue;
    ground.take(box);
    writeName(context, text, x, y, colours[sort], 5);
  }
  context.textBaseline = "top";
}
