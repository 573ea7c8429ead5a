// What is in the picture: points and lines at the places the build gave, and which of them the reader wants to see.
const CLASSES = ["ORG", "PER", "LOC", "OTHER", "Claim", "Article"];
const EDGE_SORTS = ["holds_post", "relation", "within", "about", "said_by", "mentions"];
const [ARTICLE, CLAIM] = [CLASSES.indexOf("Article"), CLASSES.indexOf("Claim")];
const sortOfPredicate = (predicate) => (EDGE_SORTS.includes(predicate) ? predicate : predicate === "reports" ? "mentions" : "relation");

const points = { count: book.nodes.length, x: Float64Array.from(book.drawing.x), y: Float64Array.from(book.drawing.y), size: Float64Array.from(book.drawing.size), group: null };
const groupNumbers = book.drawing.groups.map((name) => CLASSES.indexOf(CLASSES.includes(name) ? name : "OTHER"));
points.group = Uint8Array.from(book.drawing.group, (number) => groupNumbers[number]);
const lines = { count: book.drawing.from.length, from: Int32Array.from(book.drawing.from), to: Int32Array.from(book.drawing.to), sort: null };
const sortNumbers = book.drawing.predicates.map((name) => EDGE_SORTS.indexOf(sortOfPredicate(name)));
lines.sort = Uint8Array.from(book.drawing.predicate, (number) => sortNumbers[number]);
const predicateOf = (edge) => book.drawing.predicates[book.drawing.predicate[edge]];
const labelOf = (edge) => book.drawing.labels[book.drawing.label[edge]];
const classOf = (node) => CLASSES[points.group[node]];
const typeOf = (node) => book.drawing.groups[book.drawing.group[node]];

const edgesAt = (() => {
  const starts = new Int32Array(points.count + 1);
  for (let edge = 0; edge < lines.count; edge += 1) { starts[lines.from[edge] + 1] += 1; if (lines.to[edge] !== lines.from[edge]) starts[lines.to[edge] + 1] += 1; }
  for (let node = 0; node < points.count; node += 1) starts[node + 1] += starts[node];
  const next = starts.slice();
  const all = new Int32Array(starts[points.count]);
  for (let edge = 0; edge < lines.count; edge += 1) {
    all[next[lines.from[edge]]++] = edge;
    if (lines.to[edge] !== lines.from[edge]) all[next[lines.to[edge]]++] = edge;
  }
  return { of: (node) => all.subarray(starts[node], starts[node + 1]) };
})();
const otherEnd = (edge, node) => (lines.from[edge] === node ? lines.to[edge] : lines.from[edge]);

const shown = { classes: new Set(), sorts: new Set(), gone: new Set(), pinned: new Set() }; // classes and sorts: those hidden
const picture = { selected: -1, near: new Set(), way: [], hovered: -1, bright: new Uint8Array(points.count), visible: new Uint8Array(points.count), count: 0, colours: {} };

/** Every node within `steps` lines of `node`, over lines and classes that are shown. */
function nodesAround(node, steps) {
  const found = new Set([node]);
  let border = [node];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const here of border) {
      for (const edge of edgesAt.of(here)) {
        const other = otherEnd(edge, here);
        if (found.has(other) || shown.sorts.has(EDGE_SORTS[lines.sort[edge]]) || shown.classes.has(classOf(other)) || shown.gone.has(other)) continue;
        found.add(other);
        next.push(other);
      }
    }
    border = next;
  }
  return found;
}

/** Decide again what is visible and what is bright; the picture is drawn anew. */
function refreshScene() {
  const { visible, bright } = picture;
  picture.count = 0;
  for (let node = 0; node < points.count; node += 1) {
    const isKept = picture.near.has(node) || shown.pinned.has(node);
    visible[node] = (isKept || isOpen(book.community[node])) && !shown.classes.has(classOf(node)) && !shown.gone.has(node) ? 1 : 0;
    bright[node] = !picture.near.size || isKept ? 1 : 0;
    picture.count += visible[node];
  }
  redraw();
}

/** Show which node is chosen (-1 for none): its neighbours, or the nodes of a `way`, stay bright, the rest steps back. */
function choose(node, shouldMove = true, way = [], steps = 1) {
  picture.selected = node;
  picture.way = way;
  picture.near = way.length ? new Set(way) : node >= 0 ? nodesAround(node, steps) : new Set();
  refreshScene();
  if (node >= 0 && shouldMove) showNear();
}

function nodeName(node) {
  const [kind, at] = book.nodes[node];
  return kind === "c" ? squeeze(book.claims[at].text) : nameOf(kindOfLetter[kind], at);
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const classes = { ORG: read("org"), PER: read("per"), LOC: read("loc"), Claim: read("claim"), Article: read("article"), OTHER: read("other") };
  picture.colours = { ink: read("ink"), paper: read("canvas"), card: read("card"), soft: read("soft"), line: read("line"), disc: read("disc"), accent: read("accent"), ...classes,
    holds_post: classes.PER, relation: classes.ORG, within: classes.LOC, about: classes.Claim, said_by: classes.PER, mentions: read("line") };
}

keepers.push({
  write(params) {
    const keys = (nodes) => [...nodes].sort((a, b) => a - b).map(keyOfNode).join(",");
    const off = [...shown.classes, ...shown.sorts].sort().join(",");
    if (off) params.set("off", off);
    if (shown.pinned.size) params.set("pin", keys(shown.pinned));
    if (shown.gone.size) params.set("gone", keys(shown.gone));
  },
  read(params) {
    const listed = (name) => (params.get(name) || "").split(",").filter(Boolean);
    shown.classes = new Set(listed("off").filter((name) => CLASSES.includes(name)));
    shown.sorts = new Set(listed("off").filter((name) => EDGE_SORTS.includes(name)));
    shown.pinned = new Set(listed("pin").map(nodeOfKey).filter((node) => node !== undefined));
    shown.gone = new Set(listed("gone").map(nodeOfKey).filter((node) => node !== undefined));
  },
});
