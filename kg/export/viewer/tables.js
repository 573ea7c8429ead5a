// Tables one can sort and filter: figures, names, articles. Every row leads to its card.
const filters = { claims: {}, entities: {}, articles: {} };
const sorting = { claims: null, entities: null, articles: null };

const TABLES = {
  claims: { rows: () => book.claims, kind: "claim", selects: ["kind", "modality", "source"], columns: [
    ["subject", (c) => (c.subject >= 0 ? book.entities[c.subject].name : c.subjectName || "")], ["metric", (c) => squeeze(c.metric)],
    ["value", (c) => squeeze(c.text), (c) => Number(c.value)], ["unit", (c) => c.unit], ["time", (c) => shortPeriod(c.time), (c) => c.time || ""],
    ["kind", (c) => t(c.kind), null, (c) => c.kind], ["modality", (c) => t(c.modality), null, (c) => c.modality],
    ["speaker", (c) => (c.speaker >= 0 ? book.entities[c.speaker].name : c.speakerName || "")], ["page", (c) => book.sources[c.evidence[0]]?.name || "", null, null, "source"],
    ["rule", (c) => c.evidence[4]]] },
  entities: { rows: () => book.entities, kind: "entity", selects: ["type", "subtype"], columns: [
    ["name", (e) => e.name], ["type", (e) => t(e.type + "1"), null, (e) => e.type], ["subtype", (e) => (e.subtype ? t(e.subtype) : ""), null, (e) => e.subtype || ""],
    ["alsoPrinted", (e) => e.aliases.filter((a) => a !== e.name).join("、")], ["within", (e) => (e.within >= 0 ? book.entities[e.within].name : "")],
    ["count", (e, at) => String(namingsOf.of(at).length), (e, at) => namingsOf.of(at).length], ["articles", (e, at) => String(articlesNaming[at].size), (e, at) => articlesNaming[at].size],
    ["figures", (e, at) => String(claimsAbout.of(at).length), (e, at) => claimsAbout.of(at).length]] },
  articles: { rows: () => book.articles, kind: "article", selects: ["kind", "page"], columns: [
    ["title", (a, at) => titleOf(at)], ["kind", (a) => t(a.kind), null, (a) => a.kind], ["published", (a) => a.published || ""],
    ["reporters", (a) => a.reporters.map(squeeze).join("、")], ["page", (a) => book.sources[a.source]?.name || ""],
    ["figures", (a, at) => String(claimsOfArticle.of(at).length), (a, at) => claimsOfArticle.of(at).length]] } };

function tableView(name) {
  const table = TABLES[name];
  const wanted = filters[name];
  const raw = (column, row, at) => (column[3] ? column[3](row, at) : column[1](row, at));
  const selectable = table.columns.filter((column) => table.selects.includes(column[4] || column[0]));
  const body = el("tbody");
  const status = el("span", { class: "status", set: { role: "status" } });
  const head = el("tr");
  const more = el("div", { class: "more-box" });
  const view = el("div", { class: "table-view" });
  let matching = [];
  const matches = (row, at) => {
    for (const column of selectable) { const value = wanted[column[0]]; if (value && raw(column, row, at) !== value) return false; }
    if (wanted.metric && name === "claims" && row.metric !== wanted.metric) return false;
    if (!wanted.text) return true;
    return table.columns.map((column) => column[1](row, at)).join(" ").toLowerCase().includes(wanted.text.toLowerCase());
  };
  const rowOf = ({ row, at }) => el("tr", { set: { tabindex: "0", "data-at": at }, on: pressable(() => go({ [table.kind]: at })) },
    ...table.columns.map((column, index) => el("td", { class: `col-${column[0]}${index === 0 ? " first" : ""}${column[2] ? " number" : ""}`,
      title: column[0] === "page" || column[0] === "rule" ? column[1](row, at) : "" },
      column[0] === "value" ? arrow(row) : null, column[0] === "value" ? boundSign(row) : null, column[1](row, at))));
  const grow = (from, count) => {
    body.append(...matching.slice(from, from + count).map(rowOf));
    const left = matching.length - from - count;
    more.replaceChildren(...(left > 0 ? [button(t("more", Math.min(500, left), left), () => grow(from + count, 500), "more")] : []));
  };
  const refresh = () => {
    matching = table.rows().map((row, at) => ({ row, at })).filter(({ row, at }) => matches(row, at));
    const order = sorting[name];
    if (order) {
      const column = table.columns[order.column];
      const key = ({ row, at }) => (column[2] ? column[2](row, at) : column[1](row, at));
      matching.sort((a, b) => { const [x, y] = [key(a), key(b)]; return (typeof x === "number" ? x - y : x.localeCompare(y, "zh")) * order.way || a.at - b.at; });
    }
    body.replaceChildren();
    status.textContent = t("rows", grouped(matching.length), grouped(table.rows().length));
    grow(0, 300);
    if (!matching.length) body.append(el("tr", {}, el("td", { class: "empty", text: t("none"), set: { colspan: table.columns.length } })));
    head.replaceChildren(...table.columns.map((column, index) => el("th", { class: `col-${column[0]}${column[2] ? " number" : ""}`, set: { scope: "col",
      "aria-sort": order?.column === index ? (order.way > 0 ? "ascending" : "descending") : "none" } },
    button(t(column[0]) + (order?.column === index ? (order.way > 0 ? " ▲" : " ▼") : ""), () => {
      sorting[name] = order?.column === index ? (order.way > 0 ? { column: index, way: -1 } : null) : { column: index, way: 1 };
      refresh();
    }, "sort"))));
  };
  const choices = selectable.map((column) => {
    const values = new Map();
    table.rows().forEach((row, at) => { const value = raw(column, row, at); if (value) values.set(value, column[1](row, at)); });
    const select = el("select", { set: { "aria-label": t(column[0]) }, on: { change: () => { wanted[column[0]] = select.value; refresh(); } } },
      el("option", { text: `${t(column[0])}: ${t("all")}`, set: { value: "" } }),
      ...[...values].sort((a, b) => a[1].localeCompare(b[1], "zh")).map(([value, text]) => el("option", { text, set: { value } })));
    select.value = wanted[column[0]] || "";
    return select;
  });
  const text = el("input", { set: { type: "search", placeholder: t("filter"), "aria-label": t("filter"), value: wanted.text || "" },
    on: { input: () => { wanted.text = text.value; refresh(); } } });
  const chosen = wanted.metric && name === "claims" ? button(`${t("metric")}: ${squeeze(wanted.metric)} ×`, () => { delete wanted.metric; render(); }, "chip Claim") : null;
  const asCsv = () => {
    const cell = (value) => { const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(value) ? `'${value}` : value; return `"${safe.replace(/"/g, '""')}"`; };
    const lines = [table.columns.map((column) => cell(t(column[0]))), ...matching.map(({ row, at }) => table.columns.map((column) => cell(column[1](row, at))))];
    save(`${name}.csv`, "\ufeff" + lines.map((line) => line.join(",")).join("\r\n") + "\r\n", "text/csv;charset=utf-8");
  };
  view.append(el("div", { class: "bar-tools" }, text, ...choices, chosen, status, button(t("saveCsv"), asCsv, "tool")),
    el("div", { class: "scroll", set: { tabindex: "0" } }, el("table", {}, el("thead", {}, head), body), more));
  refresh();
  return view;
}
