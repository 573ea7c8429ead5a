// The report: what was read, what came of every number, what disagrees, which rules spoke.
function reportView() {
  const part = (title, ...content) => el("section", { class: "sheet" }, el("h2", { text: title }), ...content);
  const bars = (pairs, label, worded = label === t) => {
    const largest = Math.max(1, ...pairs.map((pair) => pair[1]));
    return el("ul", { class: worded ? "bars worded" : "bars" }, ...pairs.map(([name, count]) => {
      const line = el("i");
      line.style.width = `${Math.max(1, Math.round((100 * count) / largest))}%`;
      return el("li", {}, el("span", { text: label(name) }), el("span", { class: "track" }, line), el("b", { text: grouped(count) }));
    }));
  };
  const view = el("div", { class: "sheets" });
  const room = el("div", { class: "report", set: { tabindex: "0", role: "region", "aria-label": t("report") } }, view);
  const tiles = [["pages", book.sources.length], ["articles", book.articles.length], ["ORG", countType("ORG")], ["PER", countType("PER")], ["LOC", countType("LOC")],
    ["roles", book.roles.length], ["relations", book.relations.length], ["claims", book.claims.length]];
  view.append(part(t("read"), el("div", { class: "tiles wide" }, ...tiles.map(([word, count]) => el("div", { class: "tile" }, el("b", { text: grouped(count) }), el("span", { text: t(word) })))),
    el("p", { class: "sub", text: `${t("version")} ${book.version} · ${t("rules")} ${book.rulesHash.slice(0, 12)}` })));
  const pageRow = (source, at) => el("tr", {}, el("td", { class: "first" }, button(source.name, () => setView("articles", { page: source.name }), "row-link", t("articles"))),
    ...[source.text.length, articlesIn.of(at).length, namingsIn.of(at).length, claimsIn.of(at).length]
      .map((count) => el("td", { class: "number", text: grouped(count) })));
  view.append(part(t("pages"), el("table", {},
    el("thead", {}, el("tr", {}, ...["page", "characters", "articles", "count", "claims"].map((word, at) => el("th", { class: at ? "number" : "", text: t(word) })))),
    el("tbody", {}, ...book.sources.map(pageRow)))));
  if (book.fates.length) view.append(part(t("numberLedger"), bars([...book.fates].sort((a, b) => b[1] - a[1]), (fate) => tValue("fate", fate), true)));
  const verdicts = ["agrees", "disagrees", "undecidable"].map((verdict) => [verdict, book.verdicts.filter((v) => v.verdict === verdict).length]).filter((pair) => pair[1]);
  if (verdicts.length) view.append(part(t("verdicts"), bars(verdicts, t)));
  const wrong = book.verdicts.filter((v) => v.verdict === "disagrees");
  if (wrong.length) view.append(part(t("disagreements"), longList(wrong, verdictRow, 20)));
  const open = book.numbers.filter(([, , , fate]) => book.fates[fate][0] === "unexplained");
  if (open.length) {
    view.append(part(`${t("unexplainedList")} ${open.length}`, longList(open, ([source, start, end]) => el("li", {},
      el("blockquote", { class: "quote" }, sentence(source, start, end, [start, end]), el("footer", {}, el("span", { class: "from", text: book.sources[source]?.name })))), 12, 40, "ul", "quotes")));
  }
  if (book.notes.length) {
    view.append(part(t("notes"), longList(book.notes, ([kind, source, message]) => el("li", { class: `note ${kind === "skipped" ? "skipped" : ""}` },
      el("b", { text: t(kind) }), " ", el("span", { class: "from", text: source }), " ", tReason(message)), 20)));
  }
  if (book.rules.length) view.append(part(t("rulesFired"), bars([...book.rules].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 60), (name) => name)));
  view.append(part(t("madeWith"), el("ul", { class: "rows" }, ...[["kg", book.version, "MIT", ""], ...book.madeWith].map(([name, version, licence, task]) => el("li", {}, el("b", { text: `${name} ${version}` }), ` · ${licence}${task ? ` · ${t(task)}` : ""}`)))));
  return room;
}

const countType = (type) => book.entities.filter((entity) => entity.type === type).length;
