// Figures, posts, relations and articles by date: columns to choose a year or month from, and below them what they hold.
const WHATS = ["claims", "roles", "relations", "articles"];

/** Everything that has a date: {what, time, moment, row, at}, in order of time. Made at the first look. */
let datedThings = null;
function allDated() {
  if (datedThings) return datedThings;
  const dated = (rows, what, timeOf) => rows.map((row, at) => ({ what, row, at, time: timeOf(row), moment: momentOf(timeOf(row)) })).filter((thing) => thing.moment !== null);
  datedThings = [...dated(book.claims, "claims", (c) => c.time), ...dated(book.roles, "roles", (r) => r.time), ...dated(book.relations, "relations", (r) => r.time),
    ...dated(book.articles, "articles", (a) => a.published)].sort((a, b) => a.moment - b.moment || WHATS.indexOf(a.what) - WHATS.indexOf(b.what) || a.at - b.at);
  return datedThings;
}

/** The names that a dated thing is about. */
const concerns = ({ what, row, at }) => ({ claims: () => [row.subject, row.speaker], roles: () => [row.person, row.org], relations: () => [row.subject, row.object], articles: () => entitiesIn.of(at) }[what]());

const binOf = (thing, digits) => thing.time.split("/").pop().slice(0, digits);

function timelineView() {
  const wanted = filters.timeline;
  const names = wanted.of ? namesAsked(wanted, "of") : null;
  const things = allDated().filter((thing) => (!wanted.what || wanted.what === thing.what) && (!names || concerns(thing).some((entity) => names.has(entity))));
  const year = /^\d{4}/.test(wanted.bin || "") ? wanted.bin.slice(0, 4) : "";
  const choose = (bin) => { wanted.bin = wanted.bin === bin ? bin.slice(0, -3) : bin; noteAddress(); render(); byId("view-timeline").querySelector(`[data-bin="${bin}"]`)?.focus(); };
  const inYear = things.filter((thing) => !year || binOf(thing, 4) === year);
  const chosen = wanted.bin?.length === 7 ? inYear.filter((thing) => binOf(thing, 7) === wanted.bin) : inYear;
  const kinds = el("div", { class: "bar-tools", set: { tabindex: "-1", role: "group", "aria-label": `${t("timeline")}: ${t("filterRows")}` } }, ...nameFilters("timeline", renderNarrowed), el("div", { class: "segments", set: { role: "group", "aria-label": t("kind") } },
    ...["", ...WHATS].map((what) => el("button", { class: "tool", text: t(what || "all"), set: { type: "button", "aria-pressed": String((wanted.what || "") === what) },
      on: { click: () => { wanted.what = what; noteAddress(); render(); } } }))),
  el("span", { class: "status", text: t("rows", grouped(chosen.length), grouped(allDated().length)), set: { role: "status" } }));
  const columns = [columnChart(things, 4, wanted.bin?.slice(0, 4), choose, t("byYear"))];
  if (year) columns.push(columnChart(inYear.filter((thing) => binOf(thing, 7).length === 7), 7, wanted.bin, choose, `${year} · ${t("byMonth")}`));
  const groups = new Map();
  for (const thing of [...chosen].reverse()) { const bin = binOf(thing, 7); if (!groups.has(bin)) groups.set(bin, []); groups.get(bin).push(thing); }
  for (const held of groups.values()) held.sort((a, b) => WHATS.indexOf(a.what) - WHATS.indexOf(b.what) || b.moment - a.moment || a.at - b.at);
  const list = longList([...groups], ([bin, held]) => el("li", { class: "moment" }, el("h3", { text: bin }), longList(held, datedRow, 10, 60, "ul", "dated")), 12, 12, "ul", "moments");
  return el("div", { class: "timeline" }, kinds, el("div", { class: "scroll", set: { tabindex: "0", role: "region", "aria-label": t("timeline") } }, el("div", { class: "columns-box" }, ...columns), things.length ? list : el("p", { class: "empty", text: t("none") })));
}

/** Columns, one for each year or month in which something happened; a dotted gap where years are left out. */
function columnChart(things, digits, chosen, choose, label) {
  const counts = new Map();
  for (const thing of things) { const bin = binOf(thing, digits); if (!counts.has(bin)) counts.set(bin, new Map()); counts.get(bin).set(thing.what, (counts.get(bin).get(thing.what) || 0) + 1); }
  const bins = [...counts.keys()].sort();
  const largest = Math.max(1, ...bins.map((bin) => [...counts.get(bin).values()].reduce((a, b) => a + b, 0)));
  const box = el("div", { class: "columns", set: { role: "group", "aria-label": label } });
  bins.forEach((bin, at) => {
    const total = [...counts.get(bin).values()].reduce((a, b) => a + b, 0);
    if (at && digits === 4 && Number(bin) - Number(bins[at - 1]) > 1) box.append(el("span", { class: "gap", text: "⋯", set: { "aria-hidden": "true" } }));
    const stack = el("span", { class: "stack" });
    for (const what of WHATS) {
      const count = counts.get(bin).get(what);
      if (!count) continue;
      const part = el("i", { class: `what-${what}` });
      part.style.height = `${Math.max(2, Math.round((84 * Math.sqrt(total / largest) * count) / total))}px`; // the square root keeps lean years visible
      stack.append(part);
    }
    box.append(el("button", { class: "column", title: `${bin}: ${WHATS.filter((what) => counts.get(bin).get(what)).map((what) => `${t(what)} ${counts.get(bin).get(what)}`).join(" · ")}`,
      set: { type: "button", "aria-pressed": String(chosen === bin), "data-bin": bin }, on: { click: () => choose(bin) } },
    el("b", { text: grouped(total) }), stack, el("small", { text: digits === 4 ? bin : bin.slice(5) })));
  });
  return el("figure", { class: "column-chart" }, el("figcaption", { text: label }), box);
}

/** One dated thing as a row that leads to its card. */
function datedRow({ what, row, at, time }) {
  const named = (entity, name) => (entity >= 0 ? book.entities[entity].name : name || "");
  const [words, heavy, open] = {
    claims: () => [[subjectName(row), squeeze(row.metric), squeeze(row.text)], 2, { claim: at }],
    roles: () => [[named(row.person), squeeze(row.position), named(row.org, row.orgName)], 0, { entity: row.person }],
    relations: () => [[named(row.subject), t(row.predicate), named(row.object, row.objectName)], 0, { entity: row.subject }],
    articles: () => [[titleOf(at)], 0, { article: at }],
  }[what]();
  const parts = words.flatMap((text, index) => (text ? [el(index === heavy ? "b" : "span", { text }), " "] : []));
  return el("li", { class: "dated-row" }, el("time", { text: shortPeriod(time) }),
    el("button", { class: "dated-link", set: { type: "button" }, on: { click: () => go(open) } }, el("i", { class: `dot what-${what}` }), el("span", {}, ...parts)));
}
