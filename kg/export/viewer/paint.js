// The picture, from ground to names, onto a canvas or into an SVG: both are drawn by the same strokes. It is done in
// portions (a generator), so that 20,000 points never hold up a hand that moves.
const SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", serif';
const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", sans-serif';
const PORTION = 200; // shapes in one path

function* paintScene(context, view) {
  const { colours } = picture;
  context.globalAlpha = 1;
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, view.width, view.height);
  paintGrounds(context, view);
  yield;
  yield* paintLines(context, view);
  yield* paintPoints(context, view);
  context.globalAlpha = 1;
  yield* paintNames(context, view);
}

const isNear = (x, y, r, view) => x + r > 0 && y + r > 0 && x - r < view.width && y - r < view.height;

/** The ground of each community: a quiet disc where it is open, a full one with a ring of its classes where it is folded. */
function paintGrounds(context, view) {
  const { colours } = picture;
  const folded = [];
  context.fillStyle = colours.disc;
  context.beginPath();
  book.discs.forEach(([x, y, radius], community) => {
    const [left, down, r] = [screenX(x, view), screenY(y, view), radius * view.scale];
    if (!isOpen(community)) { folded.push(community); return; }
    if (!isNear(left, down, r, view)) return;
    context.moveTo(left + r, down);
    context.arc(left, down, r, 0, 2 * Math.PI);
  });
  context.fill();
  if (!folded.length) return;
  paintBundles(context, view);
  for (const community of folded) paintFolded(context, community, view);
}

/** Lines between communities of which one is folded, as thick as there are many. */
function paintBundles(context, view) {
  context.strokeStyle = picture.colours.line;
  for (const [a, b, count] of bundles) {
    if (isOpen(a) && isOpen(b)) continue;
    const [ax, ay, bx, by] = [screenX(book.discs[a][0], view), screenY(book.discs[a][1], view), screenX(book.discs[b][0], view), screenY(book.discs[b][1], view)];
    if (Math.max(ax, bx) < 0 || Math.max(ay, by) < 0 || Math.min(ax, bx) > view.width || Math.min(ay, by) > view.height) continue;
    context.globalAlpha = picture.near.size ? 0.12 : Math.min(0.75, 0.16 + 0.09 * Math.log2(count));
    context.lineWidth = Math.min(5, 0.6 + 0.5 * Math.log2(count));
    context.beginPath();
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function paintFolded(context, community, view) {
  const { colours } = picture;
  const [x, y, radius] = book.discs[community];
  const [left, down, r] = [screenX(x, view), screenY(y, view), radius * view.scale * 0.92];
  if (!isNear(left, down, r, view)) return;
  const { counts, members } = communities[community];
  context.globalAlpha = picture.near.size ? 0.35 : 1;
  context.fillStyle = colours.card;
  context.beginPath();
  context.arc(left, down, r, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = Math.max(1.5, Math.min(6, r * 0.16));
  let angle = -Math.PI / 2;
  CLASSES.forEach((name, group) => {
    if (!counts[group]) return;
    const end = angle + (2 * Math.PI * counts[group]) / members.length;
    context.strokeStyle = colours[name];
    context.beginPath();
    context.arc(left, down, r - context.lineWidth / 2, angle, end);
    context.stroke();
    angle = end;
  });
  context.globalAlpha = 1;
}

function isOnWay(edge) {
  const { way } = picture;
  const at = way.indexOf(lines.from[edge]);
  return at >= 0 && (way[at + 1] === lines.to[edge] || way[at - 1] === lines.to[edge]);
}

const LINE_LOOKS = { holds_post: [1.6, 0.75], relation: [1.6, 0.75], within: [1, 0.4], about: [1, 0.4], said_by: [1, 0.6], mentions: [0.7, 0.5] };

function* paintLines(context, view) {
  const { colours, near, selected, way, visible } = picture;
  const isPicking = near.size > 0;
  const [faint, quiet, bright] = [0, 1, 2].map(() => EDGE_SORTS.map(() => [])); // faint: from one community to another
  for (let edge = 0; edge < lines.count; edge += 1) {
    const [from, to, sort] = [lines.from[edge], lines.to[edge], lines.sort[edge]];
    if (!visible[from] || !visible[to] || shown.sorts.has(EDGE_SORTS[sort])) continue;
    const [ax, ay, bx, by] = [screenX(points.x[from], view), screenY(points.y[from], view), screenX(points.x[to], view), screenY(points.y[to], view)];
    if (Math.max(ax, bx) < 0 || Math.max(ay, by) < 0 || Math.min(ax, bx) > view.width || Math.min(ay, by) > view.height) continue;
    const isBright = isPicking && (way.length ? isOnWay(edge) : from === selected || to === selected || (near.has(from) && near.has(to) && where.steps > 1));
    (isBright ? bright : book.community[from] === book.community[to] ? quiet : faint)[sort].push(edge, ax, ay, bx, by);
    if (edge % 3000 === 2999) yield;
  }
  const slim = Math.min(1, 0.5 + view.scale * 0.8);
  for (const group of [faint, quiet, bright]) {
    const isBright = group === bright;
    for (const [sort, found] of group.entries()) {
      const name = EDGE_SORTS[sort];
      const [width, alpha] = LINE_LOOKS[name];
      context.strokeStyle = context.fillStyle = colours[name];
      const isCommon = isBright && near.size > 40 && !way.length && (name === "within" || name === "mentions" || name === "about"); // a hub's own names would drown
      context.globalAlpha = isPicking ? (isCommon ? 0.5 : isBright ? 0.9 : 0.07) : group === faint ? alpha * 0.5 : alpha;
      context.lineWidth = isBright ? (way.length ? 2.6 : isCommon || name === "about" ? 1.2 : 2) : width * slim;
      context.setLineDash(name === "said_by" ? [5, 4] : []);
      for (let from = 0; from < found.length; from += 5 * PORTION) {
        context.beginPath();
        for (let at = from; at < Math.min(found.length, from + 5 * PORTION); at += 5) { context.moveTo(found[at + 1], found[at + 2]); context.lineTo(found[at + 3], found[at + 4]); }
        context.stroke();
        yield;
      }
      if ((name !== "relation" && name !== "holds_post") || (!isBright && view.scale < 0.5)) continue;
      context.beginPath();
      for (let at = 0; at < found.length; at += 5) traceArrow(context, ...found.slice(at + 1, at + 5), reachOf(lines.to[found[at]], view.scale));
      context.fill();
    }
  }
  context.setLineDash([]);
}

function* paintPoints(context, view) {
  const { colours, visible, bright, selected } = picture;
  const looks = new Map(); // look → spots [x, y, r]
  for (let node = 0; node < points.count; node += 1) {
    if (node % 4000 === 3999) yield;
    if (!visible[node]) continue;
    const [x, y, r] = [screenX(points.x[node], view), screenY(points.y[node], view), reachOf(node, view.scale)];
    if (!isNear(x, y, r + 3, view)) continue;
    const look = (bright[node] ? CLASSES.length : 0) + points.group[node];
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(x, y, r);
  }
  yield;
  for (const look of [...looks.keys()].sort((a, b) => Math.floor(a / CLASSES.length) - Math.floor(b / CLASSES.length) || b - a)) {
    const [group, isBright, spots] = [look % CLASSES.length, look >= CLASSES.length, looks.get(look)];
    context.fillStyle = colours[CLASSES[group]];
    context.strokeStyle = colours.paper;
    for (let from = 0; from < spots.length; from += 3 * PORTION) {
      const until = Math.min(spots.length, from + 3 * PORTION);
      context.globalAlpha = isBright ? (group === CLAIM ? 0.8 : 1) : 0.13;
      context.lineWidth = view.scale < 0.25 ? 0.8 : 1.5;
      context.beginPath();
      for (let at = from; at < until; at += 3) traceShape(context, group, spots[at], spots[at + 1], spots[at + 2]);
      context.fill();
      if (isBright) context.stroke();
      yield;
    }
  }
  context.globalAlpha = 1;
  for (const node of shown.pinned) if (visible[node]) ringRound(context, node, view, colours.accent, 2);
  if (selected >= 0 && visible[selected]) ringRound(context, selected, view, colours.ink, 3);
}

function ringRound(context, node, view, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  traceShape(context, points.group[node], screenX(points.x[node], view), screenY(points.y[node], view), reachOf(node, view.scale) + width);
  context.stroke();
}
