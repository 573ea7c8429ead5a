// Where the reader is. The address after # says it whole, so that a link restores the view: what is open, the filters,
// what the picture hides, folds and pins, and where it stands.
const VIEWS = ["graph", "claims", "ties", "entities", "articles", "timeline", "map", "report", "search"].filter((view) => view !== "map" || Object.keys(book.centres).length > 1);
const TABS = VIEWS.filter((view) => view !== "search");
let where = { view: "graph", steps: 1 };
const keepers = []; // each part of the page that has a say in the address: {write(params), read(params)}

/** Read the address into a place; keys that no record has are dropped, and the start says so. */
function readAddress(params) {
  const place = { view: VIEWS.includes(params.get("view")) ? params.get("view") : "graph", steps: /^[123]$/.test(params.get("steps") || "") ? Number(params.get("steps")) : 1 };
  for (const kind of KINDS) {
    const at = keysOf[kind].get(params.get(kind) || "");
    if (at !== undefined) place[kind] = at; else if (params.get(kind)) place.isLost = true;
  }
  place.to = nodeOfKey(params.get("to") || "");
  if (/^\d+-\d+$/.test(params.get("at") || "")) place.at = params.get("at");
  place.q = params.get("q") || "";
  return place;
}

function addressOf(place) {
  const params = new URLSearchParams({ view: place.view });
  for (const kind of KINDS) if (place[kind] !== undefined) params.set(kind, keyOf(kind, place[kind]));
  if (place.at) params.set("at", place.at);
  if (place.to !== undefined) params.set("to", keyOfNode(place.to));
  if (place.steps > 1) params.set("steps", String(place.steps));
  if (place.q && place.view === "search") params.set("q", place.q);
  for (const keeper of keepers) keeper.write(params, place);
  return params.toString();
}

let shownAddress = null; // the address whose place is on the screen

/** The address follows what the reader did to a view, without a step in the browser's history. */
function noteAddress() {
  if (location.hash !== shownAddress) return; // the reader is on the way elsewhere
  const address = `#${addressOf(where)}`;
  if (address === shownAddress) return;
  history.replaceState(null, "", address);
  shownAddress = location.hash;
}

/** Open a card: go({entity: 3}), go({claim: 5}), go({article: 1, at: "10-20"}); go({}) closes it. */
function go(target, view = where.view) {
  const chosen = KINDS.find((kind) => target[kind] !== undefined);
  if (pathFrom && chosen) {
    target = { ...pathFrom, to: nodeOf.get(letters[chosen] + target[chosen]) };
    pathFrom = null;
  } else if (!chosen) {
    pathFrom = null;
  }
  const address = addressOf({ steps: 1, q: where.q, ...target, view });
  if (`#${address}` === shownAddress) render(); else location.hash = address;
}

const goToNode = (node) => go({ [kindOfLetter[book.nodes[node][0]]]: book.nodes[node][1] });

/** The card that is open, as a target for `go`. */
function target() {
  const open = {};
  for (const name of [...KINDS, "at", "to", "steps"]) if (where[name] !== undefined) open[name] = where[name];
  return open;
}

function setView(view, wanted) {
  if (wanted) setFilters(view, wanted);
  go(target(), view);
}
