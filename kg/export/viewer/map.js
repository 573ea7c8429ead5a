// A map of the places that have coordinates, without tiles: divisions at their middle, as large as they are mentioned.
// What lies in a village or a street is counted for the nearest division above it.
const homeCode = new Map();

/** The entity with coordinates in which a thing lies; -1 where none is known. */
function homeOf(entity) {
  if (homeCode.has(entity)) return homeCode.get(entity);
  homeCode.set(entity, -1); // a ring of places ends here
  const { code, within } = book.entities[entity];
  const home = code && Object.hasOwn(book.centres, code) ? entity : within >= 0 ? homeOf(within) : -1;
  homeCode.set(entity, home);
  return home;
}

function mappedPlaces() {
  const found = new Map();
  book.entities.forEach((entity, at) => {
    const home = homeOf(at);
    if (home < 0) return;
    if (!found.has(home)) {
      const [latitude, longitude] = book.centres[book.entities[home].code].map(Number);
      found.set(home, { home, latitude, longitude, mentions: 0, held: 0, figures: 0 });
    }
    const place = found.get(home);
    place.mentions += namingsOf.of(at).length;
    place.figures += claimsAbout.of(at).length;
    if (at !== home) place.held += 1;
  });
  return [...found.values()].sort((a, b) => b.mentions - a.mentions || a.home - b.home);
}

let mapRegion = null; // the code's first digits of the region looked at: two for a province, four for a city, none for all

/** Regions one may look at, the most mentioned first: [digits, name, mentions, places]. */
function mapRegions(places) {
  const names = new Map(book.entities.filter((e) => e.code).map((e) => [e.code, e.name]));
  const regions = new Map();
  for (const { home, mentions } of places) {
    const { code } = book.entities[home];
    for (const digits of [code.slice(0, 2), code.slice(0, 4)]) {
      const name = names.get(digits.padEnd(6, "0"));
      if (!name || digits.endsWith("00")) continue;
      const region = regions.get(digits) || [digits, name, 0, 0];
      regions.set(digits, [digits, name, region[2] + mentions, region[3] + 1]);
    }
  }
  return [...regions.values()].filter(([, , , held]) => held > 2).sort((a, b) => b[2] - a[2] || b[0].length - a[0].length);
}

function mapView() {
  const places = mappedPlaces();
  const regions = mapRegions(places).slice(0, 7);
  if (mapRegion === null) mapRegion = regions.find(([digits, , mentions]) => digits.length === 4 && mentions * 2 > places.reduce((sum, place) => sum + place.mentions, 0))?.[0] || "";
  const held = places.filter((place) => book.entities[place.home].code.startsWith(mapRegion));
  const tools = el("div", { class: "bar-tools" }, el("div", { class: "segments", set: { role: "group", "aria-label": t("region") } },
    ...[["", t("all")], ...regions].map(([digits, text]) => el("button", { class: "tool", text, set: { type: "button", "aria-pressed": String(mapRegion === digits), "data-region": digits },
      on: { click: () => { mapRegion = digits; fillView(); noteAddress(); byId("view-map").querySelector(`[data-region="${digits}"]`).focus(); } } }))),
  el("span", { class: "status", text: t("placesN", held.length), set: { role: "status" } }));
  return el("div", { class: "map-view" }, tools, el("div", { class: "map-box" }, drawMap(held)), el("p", { class: "sub map-note", text: t("mapNote") }));
}

/** Where a whole country is looked at, counties are counted for their city: circles on one spot say nothing. */
function asCities(places) {
  const cityAt = new Map(book.entities.map((e, at) => [e.code, at]).filter(([code]) => code && Object.hasOwn(book.centres, code)));
  const found = new Map();
  for (const place of places) {
    const { code } = book.entities[place.home];
    const home = code.endsWith("00") ? place.home : cityAt.get(`${code.slice(0, 4)}00`) ?? place.home;
    if (!found.has(home)) {
      const [latitude, longitude] = book.centres[book.entities[home].code].map(Number);
      found.set(home, { home, latitude, longitude, mentions: 0, held: 0, figures: 0 });
    }
    const sum = found.get(home);
    sum.mentions += place.mentions;
    sum.figures += place.figures;
    sum.held += place.held + (home === place.home ? 0 : 1);
  }
  return [...found.values()].sort((a, b) => b.mentions - a.mentions || a.home - b.home);
}

keepers.push({
  write(params, place) { if (place.view === "map" && mapRegion !== null) params.set("region", mapRegion); },
  read(params) { if (params.has("region")) mapRegion = /^(\d\d){0,2}$/.test(params.get("region")) ? params.get("region") : ""; },
});

/** Places on a plain grid of degrees, a degree of longitude as long as it is in the middle of the picture. */
function drawMap(allPlaces) {
  const far = Math.max(...allPlaces.map((p) => p.latitude)) - Math.min(...allPlaces.map((p) => p.latitude));
  const places = far > 5 ? asCities(allPlaces) : allPlaces;
  const stage = byId("view-graph").getBoundingClientRect();
  const [width, height] = [Math.max(320, stage.width - 36), Math.max(260, stage.height - 120)];
  const [south, north] = [Math.min(...places.map((p) => p.latitude)) - 0.15, Math.max(...places.map((p) => p.latitude)) + 0.15];
  const [west, east] = [Math.min(...places.map((p) => p.longitude)) - 0.15, Math.max(...places.map((p) => p.longitude)) + 0.15];
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min((width - 120) / ((east - west) * shrink), (height - 80) / (north - south));
  const x = (longitude) => width / 2 + (longitude - (west + east) / 2) * shrink * scale;
  const y = (latitude) => height / 2 - (latitude - (south + north) / 2) * scale;
  const drawn = shape("svg", { viewBox: `0 0 ${rounded(width)} ${rounded(height)}`, class: "map", role: "group", "aria-label": t("map") });
  const step = [20, 10, 5, 2, 1, 0.5, 0.25].find((degrees) => degrees * scale < 190) || 0.25;
  for (let degree = Math.ceil(west / step) * step - step; degree <= east + step; degree += step) {
    drawn.append(shape("line", { x1: rounded(x(degree)), x2: rounded(x(degree)), y1: 0, y2: rounded(height), class: "grid" }), written(`${rounded(degree)}°E`, rounded(x(degree)) + 4, height - 6, "start", "degree"));
  }
  for (let degree = Math.ceil(south / step) * step - step; degree <= north + step; degree += step) {
    drawn.append(shape("line", { x1: 0, x2: rounded(width), y1: rounded(y(degree)), y2: rounded(y(degree)), class: "grid" }));
    if (y(degree) > 18 && y(degree) < height - 22) drawn.append(written(`${rounded(degree)}°N`, 6, rounded(y(degree)) - 4, "start", "degree"));
  }
  const ground = new Ground();
  const ruler = document.createElement("canvas").getContext("2d");
  const most = Math.max(1, ...places.map((p) => p.mentions));
  const widest = 20 * Math.min(1, width / 700); // on a phone a country's circles would cover each other
  const spots = places.map((place) => ({ place, left: rounded(x(place.longitude)), down: rounded(y(place.latitude)), r: rounded(4 + widest * Math.sqrt(place.mentions / most)) }));
  for (const { left, down } of spots) ground.take([left - 4, down - 4, left + 4, down + 4], 0);
  for (const { place, left, down, r } of spots) { // the largest first, so that a smaller one lies on top
    const { name, code } = book.entities[place.home];
    const level = code.endsWith("0000") ? "province" : code.endsWith("00") ? "city" : "county";
    drawn.append(linked(shape("g", { class: `place ${level}` }, shape("circle", { cx: left, cy: down, r })),
      `${name} · ${t("mentionsN", place.mentions)} · ${t("claimsN", place.figures)} · ${t("placesWithin", place.held)}`, () => go({ entity: place.home })));
  }
  for (const { place, left, down, r } of spots) {
    const { name } = book.entities[place.home];
    const size = r > 14 ? 15 : 12;
    ruler.font = `${size}px ${FONT}`;
    const wide = ruler.measureText(name).width;
    const options = [["start", left + r + 4, down + size * 0.35, left + r + 4], ["end", left - r - 4, down + size * 0.35, left - r - 4 - wide], ["middle", left, down + r + size + 1, left - wide / 2], ["middle", left, down - r - 5, left - wide / 2]];
    for (const [anchor, at, base, from] of options) {
      const box = [from - 2, base - size, from + wide + 2, base + 4];
      if (!ground.isFree(box) || box[0] < 0 || box[2] > width) continue;
      ground.take(box);
      const label = written(name, rounded(at), rounded(base), anchor, "place-name");
      label.setAttribute("font-size", size);
      label.setAttribute("aria-hidden", "true");
      drawn.append(label);
      break;
    }
  }
  return drawn;
}
