// What a reader narrows a view by: words, values of columns, amounts, years, and one name that all rows must be about.
const filters = { claims: {}, ties: {}, entities: {}, articles: {}, timeline: {}, report: {} };
const NAME_FILTERS = ["of", "with", "by"]; // about a name; naming another one too; said by it

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

/** Has one of some names these words in it, or does it sound like them? */
const isCalled = (names, wanted) => names.map(searchForm).some((name) => name.includes(wanted) || (isLatin(wanted) && soundScore(name, wanted) > 0));

/** A test for the rows of a column: does it pass what the reader chose or typed? */
function columnTest(column, wanted) {
  if (column.filter === "type") {
    const typed = searchForm(squeeze(wanted));
    const asks = (word) => WORDS[word].some((words) => searchForm(squeeze(words)) === typed);
    if (asks("unsaid") || asks("given")) return (row, at) => Boolean(column.text(row, at)) === asks("given");
    return (row, at) => isCalled([squeeze(column.text(row, at)), ...(column.words?.(row, at) || [])], typed);
  }
  if (column.filter === "amount") { const asked = amountAsked(wanted); return (row) => asked === null || fitsAmount(row, asked); }
  if (column.filter === "year") {
    return (row, at) => { const years = yearsOf(rawOf(column, row, at)); return wanted === "none" ? !years : years !== null && years[0] <= Number(wanted) && Number(wanted) <= years[1]; };
  }
  return (row, at) => { const value = rawOf(column, row, at); return Array.isArray(value) ? value.includes(wanted) : value === wanted; };
}

/** The names that rows must be about: the one asked for, and what lies within it where that is asked too. Nobody where the graph has no such name. */
function namesAsked(wanted, word) {
  const entity = keysOf.entity.get(wanted[word]);
  return new Set(entity === undefined ? [] : wanted.deep ? everythingWithin(entity) : [entity]);
}

/** A test for the rows of a table: does it pass all that the reader asked for? */
function rowTest(name) {
  const table = TABLES[name];
  const wanted = filters[name];
  const tests = table.columns.filter((column) => column.filter && wanted[column.word]).map((column) => columnTest(column, wanted[column.word]));
  for (const word of NAME_FILTERS) {
    if (!table[word] || !wanted[word]) continue;
    const names = namesAsked(wanted, word);
    tests.unshift((row, at) => table[word](row, at).some((entity) => names.has(entity)));
  }
  const words = searchForm(wanted.text || "").split(/\s+/).filter(Boolean);
  const seen = columnsShown(name);
  if (words.length) tests.push((row, at) => { const all = searchForm(seen.flatMap((column) => [column.text(row, at), ...(column.words?.(row, at) || [])]).join(" ")); return words.every((word) => all.includes(word)); });
  return (row, at) => tests.every((test) => test(row, at));
}

/** What a name filter asks, in words. */
function nameFilterInWords(view, word) {
  const entity = keysOf.entity.get(filters[view][word]);
  return entity === undefined ? t("lostLink") : `${t({ of: TABLES[view]?.together ? "onlyTogether" : "onlyOf", with: "onlyWith", by: "onlyBy" }[word])} ${book.entities[entity].name}`;
}

/** What a table is narrowed by, in words: for paper, where its fields are not printed. */
function filtersInWords(view) {
  const wanted = filters[view];
  const columns = TABLES[view].columns.filter((column) => column.filter && wanted[column.word]);
  return [...NAME_FILTERS.filter((word) => wanted[word]).map((word) => nameFilterInWords(view, word)), ...(wanted.text ? [`${t("filter")}: ${wanted.text}`] : []),
    ...columns.map((column) => `${capital(t(column.word))}: ${column.filter === "choose" ? valuesIn(view, column).get(wanted[column.word]) || wanted[column.word] : wanted[column.word] === "none" ? t("undated") : wanted[column.word]}`)];
}

/** The names that a view is narrowed to, each with a button to drop it, and one to take in what lies within it. */
function nameFilters(view, refresh) {
  const wanted = filters[view];
  return NAME_FILTERS.filter((word) => wanted[word]).map((word) => {
    const entity = keysOf.entity.get(wanted[word]);
    const parts = entity === undefined || word !== "of" ? 0 : everythingWithin(entity).length - 1;
    return el("span", { class: "only" }, el("span", { text: nameFilterInWords(view, word) }),
      parts ? el("button", { class: "tool", text: t("withParts", parts), set: { type: "button", "aria-pressed": String(Boolean(wanted.deep)), "data-tool": "deep" }, on: { click: () => { wanted.deep = wanted.deep ? "" : "1"; refresh("deep"); } } }) : null,
      el("button", { class: "drop", text: "×", set: { type: "button", "aria-label": `${t("clearFilters")}: ${entity === undefined ? "" : book.entities[entity].name}` }, on: { click: () => { delete wanted[word]; delete wanted.deep; refresh(); } } }));
  });
}

/** The view anew, after its names were changed; what had the focus gets it again. */
function renderNarrowed(tool) {
  noteAddress();
  render();
  if (tool) document.querySelector(`#view-${where.view} [data-tool="${tool}"]`)?.focus();
}

/** The row of fields above a table: free text, and one field for each column that may be narrowed; rare ones are folded away. */
function filterTools(name, refresh, ...after) {
  const wanted = filters[name];
  const set = (word, value) => { if (value) wanted[word] = value; else delete wanted[word]; refresh(); mark(); };
  const fields = TABLES[name].columns.filter((column) => column.filter).map((column) => filterField(name, column, set));
  const text = el("input", { set: { type: "search", placeholder: t("filter"), "aria-label": t("filter"), value: wanted.text || "", "data-filter": "text" }, on: { input: () => set("text", text.value) } });
  const clear = button(t("clearFilters"), () => { for (const word of Object.keys(wanted)) if (word !== "sort" && !TABLES[name].columns.some((column) => column.isWide && column.word === word)) delete wanted[word]; noteAddress(); render(); }, "tool clear");
  const count = el("span", { class: "badge-count" });
  const mark = () => {
    const active = TABLES[name].columns.filter((column) => column.filter && wanted[column.word]);
    clear.hidden = !active.length && !wanted.text && !NAME_FILTERS.some((word) => wanted[word]);
    count.textContent = active.length ? String(active.length) : "";
    for (const field of fields) field.classList.toggle("active", Boolean(wanted[field.dataset.filter]));
  };
  const box = el("div", { class: "fields" }, ...fields);
  const fold = el("button", { class: `tool fold-fields${fields.some((field) => field.classList.contains("rare")) ? " has-rare" : ""}`, set: { type: "button", "aria-expanded": "false" }, on: { click: () => { const isOn = box.classList.toggle("open"); fold.setAttribute("aria-expanded", String(isOn)); } } }, el("span", { text: t("filters") }), count);
  mark();
  return el("div", { class: "bar-tools", set: { tabindex: "-1", role: "group", "aria-label": `${t(name)}: ${t("filterRows")}` } }, ...nameFilters(name, renderNarrowed), text, box, fold, clear, barEnd(after));
}

const barEnd = (nodes) => el("span", { class: "bar-end" }, ...nodes);

let listNumber = 0;

/** What stands in a column: value → words for it. */
function valuesIn(name, column) {
  const values = new Map();
  const put = (value, words) => { if (value && !values.has(value)) values.set(value, words()); };
  TABLES[name].rows.forEach((row, at) => {
    const value = rawOf(column, row, at);
    if (column.filter === "year") { const years = yearsOf(value); for (let year = years?.[0]; year <= years?.[1] && years[1] - years[0] < 30; year += 1) put(String(year), () => String(year)); }
    else if (Array.isArray(value)) value.forEach((one) => put(one, () => (column.valueText ? column.valueText(one) : one)));
    else put(value, () => column.text(row, at));
  });
  return values;
}

/** Choices of a field are gathered from all rows when the table stands; at once where the reader has already chosen one. */
const whenIdle = (run) => (window.requestIdleCallback ? window.requestIdleCallback(run, { timeout: 500 }) : setTimeout(run, 50));

function filterField(name, column, set) {
  const present = filters[name][column.word] || "";
  const look = column.isRare ? "rare" : "";
  const label = capital(t(column.word));
  if (column.filter === "amount") {
    const field = el("input", { class: look, set: { placeholder: t("amountHint"), "aria-label": t("amountHint"), value: present, "data-filter": column.word }, on: { input: () => { field.setAttribute("aria-invalid", String(Boolean(field.value) && amountAsked(field.value) === null)); set(column.word, field.value); } } });
    return field;
  }
  if (column.filter === "type") {
    listNumber += 1;
    const list = el("datalist", { set: { id: `values-${listNumber}` } });
    const field = el("input", { class: look, set: { placeholder: label, "aria-label": label, list: list.id, value: present, "data-filter": column.word }, on: { input: () => set(column.word, field.value) } }, list);
    whenIdle(() => list.append(...[t("unsaid"), t("given"), ...[...valuesIn(name, column).keys()].slice(0, 400)].map((value) => el("option", { set: { value } }))));
    return field;
  }
  const select = el("select", { class: look, set: { "aria-label": label, "data-filter": column.word }, on: { change: () => set(column.word, select.value) } }, el("option", { text: `${label}: ${t("all")}`, set: { value: "" } }));
  const fill = () => {
    const order = [...valuesIn(name, column)].sort((a, b) => (column.filter === "year" ? b[0] - a[0] : inOrder(a[1], b[1])));
    if (column.filter === "year") order.push(["none", t("undated")]);
    select.append(...order.map(([value, text]) => el("option", { text, set: { value } })));
  };
  if (present) fill(); else whenIdle(fill);
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
    const words = new Set(["text", "sort", "deep", ...NAME_FILTERS, ...(TABLES[view]?.columns || []).map((column) => column.word), "bin", "what", "fate"]);
    setFilters(view, Object.fromEntries([...params].filter(([name, value]) => name.startsWith("f-") && words.has(name.slice(2)) && value).map(([name, value]) => [name.slice(2), value])));
  },
});
