// Tables one can sort and narrow: figures, posts and relations, names, articles. Every row leads to its card or its sentence.
const FIRST_ROWS = 200;

/** The columns on the screen: `isWide` ones where the reader asked for them. */
const columnsShown = (name) => TABLES[name].columns.filter((column) => !column.isHidden && !column.isForFile && (!column.isWide || filters[name][column.word]) && (!column.isOf || filters[name].of));

/** The column by which a table is sorted, `-` in front for downwards: the reader's wish, or the table's own. */
const sortOf = (name) => filters[name].sort || TABLES[name].sort || "";

function matchingRows(name) {
  const table = TABLES[name];
  const fits = rowTest(name);
  const matching = [];
  table.rows.forEach((row, at) => { if (fits(row, at)) matching.push({ row, at }); });
  const sort = sortOf(name);
  const column = columnsShown(name).find(({ word }) => word === sort.replace("-", ""));
  if (!column) return matching;
  const way = sort.startsWith("-") ? -1 : 1;
  const keyed = matching.map((found) => ({ found, group: column.group?.(found.row) ?? 0, key: (column.sort || column.text)(found.row, found.at) }));
  keyed.sort((a, b) => a.group - b.group || (typeof a.key === "number" ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : inOrder(a.key, b.key)) * way || a.found.at - b.found.at);
  return keyed.map(({ found }) => found);
}

/** What a row of a table opens. */
const opens = (table, row, at) => (table.open ? table.open(row, at) : { [table.kind]: at });

/** The number of the row whose card is open; -1 where it is none of this table. */
function chosenRow(table) {
  if (!table.open) return where[table.kind] ?? -1;
  return where.at ? table.rows.findIndex((row, at) => { const { article, at: place } = table.open(row, at); return article === where.article && place === where.at; }) : -1;
}

function tableView(name) {
  const table = TABLES[name];
  const columns = columnsShown(name);
  const body = el("tbody");
  const status = el("span", { class: "status", set: { role: "status" } });
  const head = el("tr");
  const heads = el("p", { class: "paper-only" }); // what fields and buttons say on the screen
  const more = el("div", { class: "more-box" });
  let matching = [];
  const cell = (column, index, row, at) => {
    const text = column.text(row, at);
    const note = column.note?.(row, at);
    const content = column.word === "value" ? [oddsSign(at), moodSign(row), arrow(row), boundSign(row), text] : index === 0 ? [button(text || t("unsaid"), () => go(opens(table, row, at)), text ? "row-link" : "row-link plain")] : [text];
    if (column.run) content[0] = button(text, (event) => { event.stopPropagation(); column.run(at); }, "link", t("openRows"));
    return el("td", { class: `col-${column.word}${index === 0 ? " first" : ""}${column.isNumber ? " number" : ""}`, title: column.word === "page" || column.word === "rule" ? text : "" }, ...content, note ? el("small", { class: "hint", text: note }) : null);
  };
  const rowOf = ({ row, at }) => el("tr", { set: { "data-at": at }, on: { click: () => go(opens(table, row, at)) } },
    ...columns.map((column, index) => cell(column, index, row, at)));
  const grow = (from, count) => {
    body.append(...matching.slice(from, from + count).map(rowOf));
    const left = matching.length - from - count;
    more.replaceChildren(...(left > 0 ? [button(t("more", Math.min(500, left), left), () => grow(from + count, 500), "more"), el("p", { class: "paper-only", text: t("notPrinted", grouped(left)) })] : []));
  };
  const refresh = () => {
    matching = matchingRows(name);
    body.replaceChildren();
    status.textContent = t("rows", grouped(matching.length), grouped(table.rows.length));
    heads.textContent = [t(name), status.textContent, ...filtersInWords(name)].join(" · ");
    const open = chosenRow(table);
    const chosen = open < 0 ? -1 : matching.findIndex(({ at }) => at === open);
    grow(0, Math.max(FIRST_ROWS, chosen + 20));
    if (!matching.length) body.append(el("tr", {}, el("td", { class: "empty", set: { colspan: columns.length } }, t("none"), table.rows.length ? el("p", { class: "sub", text: t("fewerFilters") }) : null)));
    head.replaceChildren(...columns.map((column) => heading(column, name, () => { refresh(); noteFilters(name); })));
  };
  const asCsv = () => {
    const told = [...columns, ...table.columns.filter((column) => !columns.includes(column) && (!column.isHidden || column.isForFile))];
    saveCsv(`${name}.csv`, told.map((column) => t(column.word)), matching.map(({ row, at }) => told.map((column) => column.text(row, at))));
  };
  const wide = table.columns.filter((column) => column.isWide).map(({ word }) => el("button", { class: "tool", text: t(word), title: t("showWide"), set: { type: "button", "aria-pressed": String(Boolean(filters[name][word])), "data-tool": word },
    on: { click: () => { filters[name][word] = filters[name][word] ? "" : "1"; noteAddress(); render(); document.querySelector(`#view-${name} [data-tool="${word}"]`)?.focus(); } } }));
  const view = el("div", { class: "table-view" }, filterTools(name, () => { refresh(); noteFilters(name); }, ...wide, status, button(t("saveCsv"), asCsv, "tool", t("saveCsvHint"))),
    el("div", { class: "scroll", set: { tabindex: "0", role: "region", "aria-label": t(name) } }, heads, el("table", { class: columns.some((column) => column.isWide) ? "telling" : "" }, el("thead", {}, head), body), more));
  refresh();
  return view;
}

function heading(column, name, refresh) {
  const sorted = sortOf(name) === column.word ? "ascending" : sortOf(name) === `-${column.word}` ? "descending" : "none";
  return el("th", { class: `col-${column.word}${column.isNumber ? " number" : ""}`, set: { scope: "col", "aria-sort": sorted } },
    el("button", { class: "sort", text: capital(t(column.word)) + { ascending: " ▲", descending: " ▼", none: "" }[sorted], title: column.group ? t("sortedByUnit") : "", set: { type: "button", "data-sort-by": column.word }, on: { click: () => {
      filters[name].sort = { none: column.word, ascending: `-${column.word}`, descending: "" }[sorted];
      refresh();
      document.querySelector(`#view-${name} [data-sort-by="${column.word}"]`)?.focus();
    } } }));
}
