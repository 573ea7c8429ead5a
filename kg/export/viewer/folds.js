// Communities fold into one disc each and unfold again. A large graph opens folded; coming close opens what one looks at.
const FOLD_ABOVE = 2000; // nodes
const OPENS_AT = 150; // pixels of radius from which a folded community of a large graph shows its members by itself
const opensFolded = points.count > FOLD_ABOVE;
const foldState = new Map(); // community → "open" | "shut"; those not named follow the size of the picture
let nearlyOpen = new Set();

const communities = book.discs.map(() => ({ members: [], counts: new Int32Array(CLASSES.length), leader: -1, caption: -1 }));
const rankOf = Float64Array.from(points.size, (size, node) => size + (points.group[node] === ARTICLE ? 7 : points.group[node] === CLAIM ? -8 : 0));
for (let node = 0; node < points.count; node += 1) {
  const home = communities[book.community[node]];
  home.members.push(node);
  home.counts[points.group[node]] += 1;
  if (points.group[node] === ARTICLE) { // what a community is about: the article that mentions most of it
    if (home.caption < 0 || edgesAt.of(node).length > edgesAt.of(home.caption).length) home.caption = node;
  } else if (home.leader < 0 || rankOf[node] > rankOf[home.leader]) home.leader = node;
}
for (const home of communities) if (home.leader < 0) home.leader = home.members[0];
const isCaption = new Uint8Array(points.count);
for (const home of communities) if (home.caption >= 0) isCaption[home.caption] = 1;

/** Lines between communities, counted: [community, community, number]. */
const bundles = (() => {
  const counts = new Map();
  for (let edge = 0; edge < lines.count; edge += 1) {
    const [a, b] = [book.community[lines.from[edge]], book.community[lines.to[edge]]];
    if (a === b) continue;
    const key = Math.min(a, b) * communities.length + Math.max(a, b);
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  return [...counts].map(([key, count]) => [Math.floor(key / communities.length), key % communities.length, count]);
})();

const isOpen = (community) => {
  const state = foldState.get(community);
  return state ? state === "open" : !opensFolded || nearlyOpen.has(community);
};

/** A change of scale may open or close communities that nobody folded by hand. */
function foldsMayOpen() {
  if (!opensFolded) return;
  const open = new Set();
  book.discs.forEach(([, , radius], community) => { if (radius * camera.scale > OPENS_AT) open.add(community); });
  const isSame = open.size === nearlyOpen.size && [...open].every((community) => nearlyOpen.has(community));
  nearlyOpen = open;
  if (!isSame) refreshScene();
}

function setFold(community, state) {
  foldState.set(community, state);
  refreshScene();
  fillZoom();
  noteAddress();
}

const isAllOpen = () => communities.every((_, community) => isOpen(community));

function foldAll(state) {
  communities.forEach((_, community) => foldState.set(community, state));
  refreshScene();
  fillZoom();
  noteAddress();
}

/** A folded community was pressed: open it and come near. */
function enterCommunity(community) {
  const [x, y, radius] = book.discs[community];
  setFold(community, "open");
  lookAt([x - radius, y - radius, x + radius, y + radius], 1.3);
}

keepers.push({
  write(params) {
    const named = (state) => [...foldState].filter(([community, held]) => held === state && (state === "open") === opensFolded).map(([community]) => community).sort((a, b) => a - b);
    const changed = named(opensFolded ? "open" : "shut");
    if (changed.length === communities.length && changed.length) params.set("fold", opensFolded ? "none" : "all");
    else if (changed.length) params.set(opensFolded ? "open" : "shut", changed.map((community) => keyOfNode(communities[community].leader)).join(","));
  },
  read(params) {
    foldState.clear();
    const every = { none: "open", all: "shut" }[params.get("fold")];
    if (every) communities.forEach((_, community) => foldState.set(community, every));
    for (const state of ["open", "shut"]) {
      for (const key of (params.get(state) || "").split(",").filter(Boolean)) {
        const node = nodeOfKey(key);
        if (node !== undefined) foldState.set(book.community[node], state);
      }
    }
  },
});
