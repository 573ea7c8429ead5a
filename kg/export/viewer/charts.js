// Small charts on a card: one metric over several dates, one metric in several places.
const sameMeasure = (c) => { const { metric, unit, kind } = book.claims[c]; return [squeeze(metric), unit, kind].join("\u001f"); };
let claimsByMeasure = null; // made at the first look

/** All claims of the measure of a claim, itself among them. */
function claimsLike(c) {
  if (!claimsByMeasure) claimsByMeasure = groupBy(book.claims, (_, at) => sameMeasure(at));
  return claimsByMeasure.of(sameMeasure(c));
}

/** When a period ends, as a number of years; null where none is fixed. */
function momentOf(period) {
  const last = (period || "").split("/").pop();
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(last);
  return parts ? Number(parts[1]) + (parts[2] ? Number(parts[2]) - 0.5 : 6) / 12 + (parts[3] ? (Number(parts[3]) - 15) / 365 : 0) : null;
}

/** Groups of claims of one measure with at least two values at two dates. */
function seriesOver(claims, keyOfClaim) {
  const groups = new Map();
  for (const c of claims) {
    if (book.claims[c].kind === "rank" || !book.claims[c].metric || keyOfClaim(c) === null) continue;
    const key = sameMeasure(c);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(c);
  }
  return [...groups.values()].filter((group) => new Set(group.map(keyOfClaim)).size > 1 && new Set(group.map((c) => book.claims[c].value)).size > 1);
}

/** A metric over time: a point for each date, joined by a line; each point leads to its claim. */
function timeChart(group) {
  const sorted = [...group].sort((a, b) => momentOf(book.claims[a].time) - momentOf(book.claims[b].time));
  const [width, height, pad] = [360, 118, 26];
  const moments = sorted.map((c) => momentOf(book.claims[c].time));
  const values = sorted.map((c) => Number(book.claims[c].value));
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
  const x = (moment) => pad + ((moment - moments[0]) / Math.max(1e-9, moments[moments.length - 1] - moments[0])) * (width - 2 * pad);
  const y = (value) => height - 24 - ((value - low) / Math.max(1e-9, high - low)) * (height - 50);
  const chart = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "group", "aria-label": squeeze(book.claims[sorted[0]].metric) },
    shape("line", { x1: 8, x2: width - 8, y1: y(0), y2: y(0), class: "axis" }),
    shape("polyline", { points: sorted.map((_, at) => `${rounded(x(moments[at]))},${rounded(y(values[at]))}`).join(" "), class: "curve" }));
  let [lastName, lastDate] = [-Infinity, -Infinity];
  sorted.forEach((c, at) => {
    const [left, down] = [rounded(x(moments[at])), rounded(y(values[at]))];
    const claim = book.claims[c];
    chart.append(linked(shape("g", { class: `spot ${claim.modality}` }, shape("circle", { cx: left, cy: down, r: 12, class: "reach" }), shape("circle", { cx: left, cy: down, r: 4 })), `${shortPeriod(claim.time)} ${squeeze(claim.text)}`, () => go({ claim: c })));
    const anchor = left < 60 ? "start" : left > width - 60 ? "end" : "middle";
    const text = squeeze(claim.text);
    if (left - lastName > 12 * text.length * 0.75) { chart.append(written(text, anchor === "start" ? left - 8 : anchor === "end" ? left + 8 : left, down - 9, anchor, "reading")); lastName = left; }
    if (left - lastDate > 62) { chart.append(written((claim.time || "").split("/").pop(), anchor === "start" ? left - 8 : anchor === "end" ? left + 8 : left, height - 6, anchor, "moment")); lastDate = left; }
  });
  return el("figure", { class: "chart-box" }, el("figcaption", { text: squeeze(book.claims[sorted[0]].metric) }), chart);
}

function written(text, x, y, anchor, name) {
  const node = shape("text", { x, y, "text-anchor": anchor, class: name });
  node.textContent = text;
  return node;
}

/** A part of a chart that can be pressed, by hand and by keys, and is read aloud. */
function linked(node, label, run) {
  for (const [name, value] of [["tabindex", "0"], ["role", "link"], ["aria-label", label]]) node.setAttribute(name, value);
  for (const [event, act] of Object.entries(pressable(run))) node.addEventListener(event, act);
  const title = shape("title");
  title.textContent = label;
  node.prepend(title);
  return node;
}

/** One metric in several places: a bar each, the largest first. */
function placeChart(group) {
  const latest = new Map(); // of a place with several figures the last one
  for (const c of [...group].sort((a, b) => (momentOf(book.claims[a].time) || 0) - (momentOf(book.claims[b].time) || 0))) latest.set(subjectName(book.claims[c]), c);
  const rows = [...latest.values()].sort((a, b) => Number(book.claims[b].value) - Number(book.claims[a].value));
  const largest = Math.max(...rows.map((c) => Math.abs(Number(book.claims[c].value))), 1e-9);
  return el("figure", { class: "chart-box" }, el("figcaption", { text: squeeze(book.claims[rows[0]].metric) }),
    el("ul", { class: "bars" }, ...rows.slice(0, 12).map((c) => {
      const line = el("i");
      line.style.width = `${Math.max(1, Math.round((100 * Math.abs(Number(book.claims[c].value))) / largest))}%`;
      return el("li", {}, button(subjectName(book.claims[c]), () => go({ claim: c }), "bar-name"), el("span", { class: "track" }, line), el("b", { text: squeeze(book.claims[c].text) }));
    })));
}

/** The place a claim is about; null where it is about something else. */
const placeOf = (c) => { const { subject } = book.claims[c]; return subject >= 0 && book.entities[subject].type === "LOC" ? subject : null; };

/** All that lies within a place, the place itself too. */
function everythingWithin(entity, most = 2000) {
  const found = [entity];
  const seen = new Set(found);
  for (let at = 0; at < found.length && found.length < most; at += 1) for (const part of partsOf.of(found[at])) if (!seen.has(part)) { seen.add(part); found.push(part); }
  return found;
}

/** The charts of an entity: its figures over time; for what holds others, their figures side by side. */
function chartsOf(entity) {
  const charts = seriesOver(claimsAbout.of(entity), (c) => momentOf(book.claims[c].time)).map(timeChart);
  const within = everythingWithin(entity);
  if (within.length > 1) charts.push(...seriesOver(within.flatMap((part) => claimsAbout.of(part)), placeOf).slice(0, 6).map(placeChart));
  return charts;
}
