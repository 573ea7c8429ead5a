// The network: vis-network draws points and lines at the places the build gave; names are drawn by us so that none overlap.
const CLASSES = ["ORG", "PER", "LOC", "OTHER", "Claim", "Article"];
const SHAPES = { ORG: "dot", PER: "triangle", LOC: "square", Claim: "diamond", Article: "hexagon" };
const EDGE_SORTS = ["holds_post", "relation", "within", "about", "said_by", "mentions"];
const sortOfEdge = (predicate) => (EDGE_SORTS.includes(predicate) ? predicate : predicate === "reports" ? "mentions" : "relation");
const hiddenClasses = new Set();
const hiddenSorts = new Set();
const picture = { network: null, nodes: null, edges: null, selected: -1, near: new Set(), way: [], colours: {} };

const classOf = (node) => (drawnNodes[node].group in SHAPES ? drawnNodes[node].group : "OTHER");
const edgesAt = groupBy(drawnEdges, (edge) => (edge.from === edge.to ? [edge.from] : [edge.from, edge.to]));

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  picture.colours = { ink: read("ink"), paper: read("canvas"), soft: read("soft"), line: read("line"), accent: read("accent"), disc: read("disc"),
    ORG: read("org"), PER: read("per"), LOC: read("loc"), Claim: read("claim"), Article: read("article"), OTHER: read("other"),
    holds_post: read("per"), relation: read("org"), within: read("loc"), about: read("claim"), said_by: read("per"), mentions: read("line") };
}

const isDim = (node) => picture.near.size > 0 && !picture.near.has(node);

function nodeStyle(node) {
  const { colours } = picture;
  const group = classOf(node);
  const fill = colours[group];
  const isChosen = node === picture.selected;
  return { id: node, hidden: hiddenClasses.has(group), opacity: isDim(node) ? 0.13 : group === "Claim" ? 0.8 : 1,
    borderWidth: isChosen ? 4 : 1.5, color: { background: fill, border: isChosen ? colours.ink : colours.paper,
      highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } } };
}

function edgeStyle(edge) {
  const { from, to, predicate } = drawnEdges[edge];
  const sort = sortOfEdge(predicate);
  const { way } = picture;
  const touches = way.length ? way.some((node, at) => at > 0 && (from === node && to === way[at - 1] || to === node && from === way[at - 1]))
    : from === picture.selected || to === picture.selected;
  const isFaint = sort === "mentions";
  const opacity = picture.near.size ? (touches ? 0.9 : 0.05) : isFaint ? 0.5 : sort === "about" || sort === "within" ? 0.42 : 0.7;
  return { id: edge, hidden: hiddenSorts.has(sort), width: touches ? (sort === "about" && !way.length ? 1.3 : 2.2) : isFaint ? 0.7 : sort === "relation" || sort === "holds_post" ? 1.8 : 1.1,
    color: { color: picture.colours[sort], opacity, highlight: picture.colours[sort], hover: picture.colours[sort] }, dashes: sort === "said_by",
    arrows: { to: { enabled: sort === "relation" || sort === "holds_post", scaleFactor: 0.45 } } };
}

function drawPicture() {
  readColours();
  picture.nodes = new vis.DataSet(drawnNodes.map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size,
    shape: SHAPES[classOf(node.id)] || "star", ...nodeStyle(node.id) })));
  picture.edges = new vis.DataSet(drawnEdges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, ...edgeStyle(edge.id) })));
  picture.network = new vis.Network(byId("canvas"), { nodes: picture.nodes, edges: picture.edges }, {
    physics: { enabled: false }, layout: { improvedLayout: false }, edges: { smooth: false, selectionWidth: 0, hoverWidth: 0 }, nodes: { font: { size: 0 } },
    interaction: { hover: true, hideEdgesOnDrag: drawnEdges.length > 4000, hideEdgesOnZoom: drawnEdges.length > 4000, dragNodes: true,
      tooltipDelay: 1e9, selectConnectedEdges: false, keyboard: { enabled: true, bindToWindow: false } } });
  const { network } = picture;
  network.on("beforeDrawing", drawDiscs);
  network.on("afterDrawing", drawNames);
  network.on("click", ({ nodes }) => (nodes.length ? goToNode(nodes[0]) : go({})));
  network.on("hoverNode", ({ node, pointer }) => showTip(node, pointer.DOM));
  network.on("blurNode", () => { byId("tip").hidden = true; });
  network.once("afterDrawing", () => { document.body.dataset.drawn = String(drawnNodes.length); });
  fitAll(false);
}

function goToNode(node) {
  const [kind, at] = book.nodes[node];
  go({ [{ e: "entity", c: "claim", a: "article" }[kind]]: at });
}

function nodeName(node) {
  const [kind, at] = book.nodes[node];
  return kind === "c" ? squeeze(book.claims[at].text) : nameOf(kind === "a" ? "article" : "entity", at);
}

function showTip(node, at) {
  const [kind, number] = book.nodes[node];
  const tip = byId("tip");
  tip.replaceChildren(el("b", { text: nameOf({ e: "entity", c: "claim", a: "article" }[kind], number) }),
    el("span", { text: t(drawnNodes[node].group + "1") + (kind === "e" ? ` · ${t("mentionsN", namingsOf.of(number).length)}` : "") }));
  tip.hidden = false;
  const stage = byId("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(at.x + 14, stage.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(at.y + 14, stage.height - tip.offsetHeight - 8))}px`;
}

/** The ground of each community: a quiet disc, so that what belongs together is seen together. */
function drawDiscs(context) {
  context.save();
  context.fillStyle = picture.colours.disc;
  for (const [x, y, radius] of book.discs) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

const rankOf = drawnNodes.map((node) => node.size + (classOf(node.id) === "Article" ? 7 : classOf(node.id) === "Claim" ? -8 : 0));
const byRank = drawnNodes.map((node) => node.id).sort((a, b) => rankOf[b] - rankOf[a] || a - b);
const shorten = (text, most) => { const points = [...text]; return points.length > most ? points.slice(0, most - 1).join("") + "…" : text; };
const BIDI = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Names, the weightiest first; one that would cover another is left out until the reader comes closer. */
function drawNames(context) {
  const { network, colours, selected, near } = picture;
  const scale = network.getScale();
  const { x: midX, y: midY } = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const order = selected < 0 ? byRank : [selected, ...[...near].filter((n) => n !== selected).sort((a, b) => rankOf[b] - rankOf[a] || a - b)];
  // The larger points are obstacles too: a name may not hide one.
  const taken = (selected < 0 ? byRank.slice(0, 400) : [...near]).filter((node) => classOf(node) !== "Claim" && !hiddenClasses.has(classOf(node))).map((node) => {
    const { x, y } = network.getPosition(node);
    const [left, down, half] = [(x - midX) * scale + width / 2, (y - midY) * scale + height / 2, drawnNodes[node].size * scale * 0.8];
    return [left - half, down - half, left + half, down + half, node];
  });
  const most = selected < 0 ? Math.min(160, 14 + 110 * scale) : 120;
  context.save();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  let drawn = 0;
  let tried = 0;
  if (selected < 0) nameDiscs(context, scale, taken, width, height);
  for (const node of order) {
    if (drawn >= most) break;
    tried += 1;
    const group = classOf(node);
    if (hiddenClasses.has(group) || (group === "Article" && selected < 0 && (scale < 0.8 || captionOf.includes(node))) || (group === "Claim" && selected < 0 && scale < 0.95)) continue;
    const { x, y } = network.getPosition(node);
    const left = (x - midX) * scale + width / 2;
    const down = (y - midY) * scale + height / 2;
    if (left < -40 || down < -20 || left > width + 40 || down > height + 20) continue;
    const isChosen = node === selected;
    const size = isChosen ? 15 : group === "Claim" ? 11 : rankOf[node] > 22 ? 14 : 12;
    const text = shorten(nodeName(node).replace(BIDI, ""), isChosen ? 30 : group === "Article" ? 16 : 14);
    context.font = `${isChosen || rankOf[node] > 22 ? "600 " : ""}${size / scale}px ${FONT}`;
    const wide = context.measureText(text).width * scale;
    const reach = drawnNodes[node].size;
    const below = down + reach * scale + 3;
    const above = down - reach * scale - size - 4;
    const boxAt = (top) => [left - wide / 2 - 3, top - 1, left + wide / 2 + 3, top + size + 3];
    const isFree = (box) => !taken.some((other) => other[4] !== node && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    // The weightiest points keep their names even where a small one is covered; names never cover names.
    const mayCover = isChosen || selected < 0 && tried < 12;
    const isClear = (box) => !taken.some((other) => other[4] === -1 && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    const top = isChosen || isFree(boxAt(below)) ? below : isFree(boxAt(above)) ? above : mayCover && isClear(boxAt(below)) ? below : null;
    if (top === null) continue;
    taken.push([...boxAt(top), -1]);
    drawn += 1;
    context.lineWidth = 4 / scale;
    context.strokeStyle = colours.paper;
    context.fillStyle = group === "Article" ? colours.soft : group === "Claim" ? colours.Claim : colours.ink;
    const at = y + (top - down) / scale;
    context.strokeText(text, x, at);
    context.fillText(text, x, at);
  }
  if (selected >= 0) nameEdges(context, scale, taken);
  context.restore();
}

// What a community is about: the article that mentions most of it, written along the top of its ground.
const captionOf = book.discs.map(() => -1);
for (const node of drawnNodes) {
  if (classOf(node.id) !== "Article") continue;
  const disc = book.community[node.id];
  if (captionOf[disc] < 0 || edgesAt.of(node.id).length > edgesAt.of(captionOf[disc]).length) captionOf[disc] = node.id;
}

function nameDiscs(context, scale, taken, width, height) {
  if (hiddenClasses.has("Article")) return;
  const { network, colours } = picture;
  context.font = `500 ${13 / scale}px ${SERIF}`;
  book.discs.forEach(([x, y, radius], disc) => {
    if (captionOf[disc] < 0 || radius * scale < 52) return;
    const text = shorten(nodeName(captionOf[disc]).replace(BIDI, ""), Math.max(12, Math.min(26, Math.round((radius * scale) / 4.8))));
    const { x: left, y: down } = network.canvasToDOM({ x, y: y - radius });
    const wide = context.measureText(text).width * scale;
    const box = [left - wide / 2 - 4, down - 9, left + wide / 2 + 4, down + 9, -1];
    if (box[2] < 0 || box[3] < 0 || box[0] > width || box[1] > height) return;
    if (taken.some((other) => other[4] === -1 && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
    taken.push(box);
    context.lineWidth = 5 / scale;
    context.strokeStyle = colours.paper;
    context.fillStyle = colours.soft;
    context.strokeText(text, x, y - radius - 8 / scale);
    context.fillText(text, x, y - radius - 8 / scale);
  });
}

function nameEdges(context, scale, taken) {
  const { network, colours, selected } = picture;
  context.textBaseline = "middle";
  context.font = `${11 / scale}px ${FONT}`;
  for (const edge of edgesAt.of(selected)) {
    const { from, to, predicate, label } = drawnEdges[edge];
    const sort = sortOfEdge(predicate);
    if (hiddenSorts.has(sort) || sort === "mentions" || sort === "about" || hiddenClasses.has(classOf(from)) || hiddenClasses.has(classOf(to))) continue;
    const a = network.getPosition(from);
    const b = network.getPosition(to);
    const text = predicate === "holds_post" ? shorten(label, 10) : t(predicate);
    // Nearer to the far end: the chosen node is where all lines meet.
    const [near, far] = from === selected ? [a, b] : [b, a];
    const x = near.x + (far.x - near.x) * 0.58;
    const y = near.y + (far.y - near.y) * 0.58;
    const { x: left, y: down } = network.canvasToDOM({ x, y });
    const wide = context.measureText(text).width * scale;
    const box = [left - wide / 2 - 2, down - 7, left + wide / 2 + 2, down + 7];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    context.lineWidth = 5 / scale;
    context.strokeStyle = colours.paper;
    context.strokeText(text, x, y);
    context.fillStyle = colours[sort];
    context.fillText(text, x, y);
  }
}

/** Show which node is chosen (-1 for none): its neighbours, or the nodes of a `way`, stay bright, the rest steps back. */
function choose(node, shouldMove = true, way = []) {
  picture.selected = node;
  picture.way = way;
  picture.near = new Set(way);
  if (node >= 0 && !way.length) {
    picture.near.add(node);
    for (const edge of edgesAt.of(node)) { picture.near.add(drawnEdges[edge].from); picture.near.add(drawnEdges[edge].to); }
  }
  restyle();
  if (node >= 0 && shouldMove) showNear();
}

/** Move so that the chosen node and its neighbours fill what the panel leaves free. */
function showNear() {
  const spots = picture.network.getPositions([...picture.near]);
  const all = Object.values(spots);
  const [left, right] = [Math.min(...all.map((p) => p.x)), Math.max(...all.map((p) => p.x))];
  const [top, bottom] = [Math.min(...all.map((p) => p.y)), Math.max(...all.map((p) => p.y))];
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const isSheet = innerWidth <= 760;
  const free = isSheet ? height * 0.4 : height;
  const scale = Math.max(0.25, Math.min(1.5, (width - 160) / (right - left + 60), (free - 140) / (bottom - top + 60)));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: 0, y: isSheet ? -height * 0.3 : 0 },
    animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
}

function restyle() {
  readColours();
  picture.nodes.update(drawnNodes.map((node) => nodeStyle(node.id)));
  picture.edges.update(drawnEdges.map((edge) => edgeStyle(edge.id)));
}

/** Show everything, in the room that legend and zoom buttons leave. */
function fitAll(isAnimated = true) {
  const all = book.discs;
  if (!all.length) return;
  const [left, right] = [Math.min(...all.map(([x, , r]) => x - r)), Math.max(...all.map(([x, , r]) => x + r))];
  const [top, bottom] = [Math.min(...all.map(([, y, r]) => y - r)), Math.max(...all.map(([, y, r]) => y + r))];
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const [aside, below] = width > 700 ? [170, -16] : [10, 80]; // what the legend covers; a headline stands above the highest disc
  const scale = Math.min(1.6, (width - aside - 40) / (right - left), (height - Math.abs(below) - 36) / (bottom - top));
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: aside / 2 - 5, y: -below / 2 },
    animation: isAnimated ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
}

function fillLegend() {
  const counts = new Map();
  for (const node of drawnNodes) counts.set(classOf(node.id), (counts.get(classOf(node.id)) || 0) + 1);
  const present = CLASSES.filter((name) => counts.get(name));
  const sorts = EDGE_SORTS.filter((sort) => drawnEdges.some((edge) => sortOfEdge(edge.predicate) === sort));
  const toggle = (set, name) => { if (!set.delete(name)) set.add(name); fillLegend(); restyle(); };
  const keep = document.activeElement?.dataset?.sort;
  byId("legend").replaceChildren(el("h2", { text: t("legend") }),
    ...present.map((name) => el("button", { class: `key shape-${name}`, set: { type: "button", "aria-pressed": String(!hiddenClasses.has(name)), "data-sort": name },
      title: t("legendHint"), on: { click: () => toggle(hiddenClasses, name) } },
    el("i", { class: "swatch" }), el("span", { text: t(name) }), el("b", { text: grouped(counts.get(name)) }))),
    el("h2", { text: t("edges") }),
    ...sorts.map((sort) => el("button", { class: `key line-${sort}`, set: { type: "button", "aria-pressed": String(!hiddenSorts.has(sort)), "data-sort": sort },
      title: t("legendHint"), on: { click: () => toggle(hiddenSorts, sort) } }, el("i", { class: "stroke" }), el("span", { text: t(sort) }))));
  if (keep) byId("legend").querySelector(`[data-sort="${keep}"]`)?.focus();
}

function fillZoom() {
  const zoomBy = (factor) => picture.network.moveTo({ scale: picture.network.getScale() * factor, animation: { duration: 150, easingFunction: "linear" } });
  const tool = (sign, word, run) => el("button", { text: sign, title: t(word), set: { type: "button", "aria-label": t(word) }, on: { click: run } });
  byId("zoom").replaceChildren(tool("+", "zoomIn", () => zoomBy(1.4)), tool("−", "zoomOut", () => zoomBy(1 / 1.4)), tool("⤢", "fit", () => fitAll()),
    tool("⇩", "picture", () => byId("canvas").querySelector("canvas").toBlob((image) => save("graph.png", image, "image/png"))));
}
const SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", serif';
const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", sans-serif';
