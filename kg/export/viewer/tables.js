// Tables one can sort and narrow: figures, names, articles. Every row leads to its card.
const filters = { claims: {}, entities: {}, articles: {}, timeline: {} };
const FIRST_ROWS = 200;

/** Other filters for a view; the object stays the same, for the fields on the screen write into it. */
function setFilters(view, wanted) {
  for (const word of Object.keys(filters[view])) delete filters[view][word];
  Object.assign(filters[view], wanted);
}

/** The reader changed a filter: the address says so, and the view on the screen is what it asks for. */
function noteFilters(view) {
  noteAddress();
  byId(`view-${view}`).dataset.asked = askedOf(view);
}
const rawOf = (column, row, at) => (column.raw || column.text)(row, at);

/** Does a row pass what the reader chose for a column? */
function passes(column, wanted, row, at) {
  const value = rawOf(column, row, at);
  if (column.filter === "type") return lower(column.text(row, at)).includes(lower(wanted));
  if (column.filter === "year") {
    const years = yearsOf(value);
    return wanted === "none" ? !years : years !== null && years[0] <= Number(wanted) && Number(wanted) <= years[1];
  }
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}

/** The column by which a table is sorted, `-` in front for downwards: the reader's wish, or the table's own. */
const sortOf = (name) => filters[name].sort || TABLES[name].sort || "";

function matchingRows(name) {
  const table = TABLES[name];
  const wanted = filters[name];
  const active = table.columns.filter((column) => column.filter && wanted[column.word]);
  const words = lower(wanted.text || "").split(/\s+/).filter(Boolean);
  const seen = table.columns.filter((column) => !column.isHidden);
  const matching = [];
  table.rows.forEach((row, at) => {
    if (!active.every((column) => passes(column, wanted[column.word], row, at))) return;
    if (words.length) { const all = lower(seen.map((column) => column.text(row, at)).join(" ")); if (!words.every((word) => all.includes(word))) return; }
    matching.push({ row, at });
  });
  const sort = sortOf(name);
  const column = seen.find(({ word }) => word === sort.replace("-", ""));
  if (!column) return matching;
  const way = sort.startsWith("-") ? -1 : 1;
  const keyed = matching.map((found) => ({ found, key: (column.sort || column.text)(found.row, found.at) }));
  keyed.sort((a, b) => (typeof a.key === "number" ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : a.key.localeCompare(b.key, "zh")) * way || a.found.at - b.found.at);
  return keyed.map(({ found }) => found);
}

function tableView(name) {
  const table = TABLES[name];
  const wanted = filters[name];
  const columns = table.columns.filter((column) => !column.isHidden);
  const body = el("tbody");
  const status = el("span", { class: "status", set: { role: "status" } });
  const head = el("tr");
  const more = el("div", { class: "more-box" });
  let matching = [];
  const cell = (column, index, row, at) => {
    const text = column.text(row, at);
    const content = column.word === "value" ? [arrow(row), boundSign(row), text] : index === 0 ? [button(text || t("unsaid"), () => go({ [table.kind]: at }), "row-link")] : [text];
    return el("td", { class: `col-${column.word}${index === 0 ? " first" : ""}${column.isNumber ? " number" : ""}`, title: column.word === "page" || column.word === "rule" ? text : "" }, ...content);
  };
  const rowOf = ({ row, at }) => el("tr", { set: { "data-at": at }, on: { click: () => go({ [table.kind]: at }) } },
    ...columns.map((column, index) => cell(column, index, row, at)));
  const grow = (from, count) => {
    body.append(...matching.slice(from, from + count).map(rowOf));
    const left = matching.length - from - count;
    more.replaceChildren(...(left > 0 ? [button(t("more", Math.min(500, left), left), () => grow(from + count, 500), "more")] : []));
  };
  const refresh = () => {
    matching = matchingRows(name);
    body.replaceChildren();
    status.textContent = t("rows", grouped(matching.length), grouped(table.rows.length));
    const chosen = matching.findIndex(({ at }) => at === where[table.kind]);
    grow(0, Math.max(FIRST_ROWS, chosen + 20));
    if (!matching.length) body.append(el("tr", {}, el("td", { class: "empty", text: t("none"), set: { colspan: columns.length } })));
    head.replaceChildren(...columns.map((column) => heading(column, name, () => { refresh(); noteFilters(name); })));
  };
  const asCsv = () => saveCsv(`${name}.csv`, columns.map((column) => t(column.word)), matching.map(({ row, at }) => columns.map((column) => column.text(row, at))));
  const view = el("div", { class: "table-view" }, filterTools(name, () => { refresh(); noteFilters(name); }, status, button(t("saveCsv"), asCsv, "tool")),
    el("div", { class: "scroll", set: { tabindex: "0", role: "region", "aria-label": t(name) } }, el("table", {}, el("thead", {}, head), body), more));
  refresh();
  return view;
}

function heading(column, name, refresh) {
  const sorted = sortOf(name) === column.word ? "ascending" : sortOf(name) === `-${column.word}` ? "descending" : "none";
  return el("th", { class: `col-${column.word}${column.isNumber ? " number" : ""}`, set: { scope: "col", "aria-sort": sorted } },
    el("button", { class: "sort", text: capital(t(column.word)) + { ascending: " ▲", descending: " ▼", none: "" }[sorted], set: { type: "button", "data-sort-by": column.word }, on: { click: () => {
      filters[name].sort = { none: column.word, ascending: `-${column.word}`, descending: "" }[sorted];
      refresh();
      document.querySelector(`[data-sort-by="${column.word}"]`)?.focus();
    } } }));
}

/** The row of fields above a table: free text, and one field for each column that may be narrowed. */
function filterTools(name, refresh, ...after) {
  const wanted = filters[name];
  const set = (word, value) => { if (value) wanted[word] = value; else delete wanted[word]; refresh(); mark(); };
  const fields = TABLES[name].columns.filter((column) => column.filter).map((column) => filterField(name, column, set));
  const text = el("input", { set: { type: "search", placeholder: t("filter"), "aria-label": t("filter"), value: wanted.text || "", "data-filter": "text" }, on: { input: () => set("text", text.value) } });
  const clear = button(t("clearFilters"), () => { for (const word of Object.keys(wanted)) if (word !== "sort") delete wanted[word]; noteAddress(); render(); }, "tool clear");
  const count = el("span", { class: "badge-count" });
  const mark = () => {
    const active = TABLES[name].columns.filter((column) => column.filter && wanted[column.word]);
    clear.hidden = !active.length && !wanted.text;
    count.textContent = active.length ? String(active.length) : "";
    for (const field of fields) field.classList.toggle("active", Boolean(wanted[field.dataset.filter]));
  };
  const box = el("div", { class: "fields" }, ...fields);
  const fold = el("button", { class: "tool fold-fields", set: { type: "button", "aria-expanded": "false" }, on: { click: () => { const isOn = box.classList.toggle("open"); fold.setAttribute("aria-expanded", String(isOn)); } } }, el("span", { text: t("filters") }), count);
  mark();
  return el("div", { class: "bar-tools" }, text, fold, box, clear, barEnd(after));
}

const barEnd = (nodes) => el("span", { class: "bar-end" }, ...nodes);

let listNumber = 0;

function filterField(name, column, set) {
  const { rows } = TABLES[name];
  const present = filters[name][column.word] || "";
  const values = new Map();
  rows.forEach((row, at) => {
    const value = rawOf(column, row, at);
    if (column.filter === "year") { const years = yearsOf(value); for (let year = years?.[0]; year <= years?.[1] && years[1] - years[0] < 30; year += 1) values.set(String(year), String(year)); }
    else if (Array.isArray(value)) value.forEach((one) => values.set(one, one));
    else if (value) values.set(value, column.text(row, at));
  });
  const label = capital(t(column.word));
  if (column.filter === "type") {
    listNumber += 1;
    const list = el("datalist", { set: { id: `values-${listNumber}` } }, ...[...values.keys()].slice(0, 400).map((value) => el("option", { set: { value } })));
    const field = el("input", { set: { placeholder: label, "aria-label": label, list: list.id, value: present, "data-filter": column.word }, on: { input: () => set(column.word, field.value) } });
    field.append(list);
    return field;
  }
  const order = [...values].sort((a, b) => (column.filter === "year" ? b[0] - a[0] : a[1].localeCompare(b[1], "zh")));
  const select = el("select", { set: { "aria-label": label, "data-filter": column.word }, on: { change: () => set(column.word, select.value) } },
    el("option", { text: `${label}: ${t("all")}`, set: { value: "" } }), ...order.map(([value, text]) => el("option", { text, set: { value } })),
    column.filter === "year" ? el("option", { text: t("undated"), set: { value: "none" } }) : null);
  select.value = present;
  return select;
}

keepers.push({
  write(params, place) {
    for (const [word, value] of Object.entries(filters[place.view] || {})) if (value) params.set(`f-${word}`, value);
  },
  read(params) {
    const view = params.get("view");
    if (!filters[view]) return;
    const words = new Set(["text", "sort", "from", ...(TABLES[view]?.columns || []).map((column) => column.word), "bin", "what"]);
    setFilters(view, Object.fromEntries([...params].filter(([name, value]) => name.startsWith("f-") && words.has(name.slice(2)) && value).map(([name, value]) => [name.slice(2), value])));
  },
});
