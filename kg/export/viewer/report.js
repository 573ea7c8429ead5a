// The report: what was read, what came of every number, what disagrees, which rules spoke.
function reportView() {
  const part = (title, ...content) => el("section", { class: "sheet" }, el("h2", { text: title }), ...content);
  const bars = (pairs, label, worded = label === t, run = null, chosen = null) => {
    const largest = Math.max(1, ...pairs.map((pair) => pair[1]));
    return el("ul", { class: worded ? "bars worded" : "bars" }, ...pairs.map(([name, count]) => {
      const line = el("i");
      line.style.width = `${Math.max(1, Math.round((100 * count) / largest))}%`;
      const named = run ? el("button", { class: "link", text: label(name), title: t("openRows"), set: { type: "button", "data-tool": name, "aria-pressed": chosen === null ? null : String(chosen === name) }, on: { click: () => run(name) } }) : el("span", { text: label(name) });
      return el("li", {}, named, el("span", { class: "track" }, line), el("b", { text: grouped(count) }));
    }));
  };
  const view = el("div", { class: "sheets" });
  const room = el("div", { class: "report", set: { tabindex: "0", role: "region", "aria-label": t("report") } }, view);
  const tiles = [["pages", book.sources.length, "articles"], ["articles", book.articles.length, "articles"], ...["ORG", "PER", "LOC"].map((type) => [type, countType(type), "entities", { type }]),
    ["roles", book.roles.length, "ties", { tie: "holds_post" }], ["relations", book.relations.length, "ties"], ["claims", book.claims.length, "claims"]];
  view.append(part(t("read"), el("div", { class: "tiles wide" }, ...tiles.map(([word, count, rows, wanted]) => el("button", { class: "tile", title: t("openRows"), set: { type: "button" }, on: { click: () => setView(rows, wanted || {}) } },
    el("b", { text: grouped(count) }), el("span", { text: t(word) })))),
    el("p", { class: "sub", text: `${t("version")} ${book.version} · ${t("rules")} ${book.rulesHash.slice(0, 12)}` })));
  const pageRow = (source, at) => el("tr", {}, el("td", { class: "first" }, button(source.name, () => setView("articles", { page: source.name }), "row-link", t("articles"))),
    ...[source.text.length, articlesIn.of(at).length, namingsIn.of(at).length, claimsIn.of(at).length]
      .map((count) => el("td", { class: "number", text: grouped(count) })));
  const pages = longList(book.sources.map((source, at) => [source, at]), (pair) => pageRow(...pair), 20, 200, "tbody"); // thousands of rows at once would be slow, and bury what follows
  pages.prepend(el("table", {}, el("thead", {}, el("tr", {}, ...["page", "characters", "articles", "count", "claims"].map((word, at) => el("th", { class: at ? "number" : "", text: t(word) })))), pages.firstChild));
  view.append(part(t("pages"), pages));
  const fate = filters.report.fate || "unexplained";
  const showFate = (name) => { if (name === "claim") setView("claims", {}); else { filters.report.fate = name; noteAddress(); render(); byId("view-report").querySelector(`[data-tool="${name}"]`)?.focus(); } };
  if (book.fates.length) view.append(part(t("numberLedger"), bars([...book.fates].sort((a, b) => b[1] - a[1]), (name) => tValue("fate", name), true, showFate, fate)));
  const numbers = book.numbers.filter((number) => book.fates[number[3]][0] === fate);
  if (numbers.length) view.append(part(`${fate === "unexplained" ? t("unexplainedList") : t("takenAs", tValue("fate", fate))} ${grouped(numbers.length)}`, longList(numbers, numberRow, 12, 40, "ul", "quotes")));
  const verdicts = ["agrees", "disagrees", "undecidable"].map((verdict) => [verdict, book.verdicts.filter((v) => v.verdict === verdict).length]).filter((pair) => pair[1]);
  if (verdicts.length) view.append(part(t("verdicts"), bars(verdicts, t, true, (verdict) => setView("claims", { checks: verdict, reckoning: "1" }))));
  const wrong = book.verdicts.filter((v) => v.verdict === "disagrees");
  if (wrong.length) view.append(part(t("disagreements"), longList(wrong, verdictRow, 20)));
  if (book.notes.length) {
    const alike = new Map(); // a note that a hundred pages share is told once
    for (const [kind, source, message] of book.notes) { const key = `${kind} ${message}`; if (!alike.has(key)) alike.set(key, [kind, message, []]); alike.get(key)[2].push(source); }
    view.append(part(t("notes"), longList([...alike.values()], ([kind, message, sources]) => el("li", { class: `note ${kind === "skipped" ? "skipped" : ""}` },
      el("b", { text: t(kind) }), " ", sources.length < 4 ? el("span", { class: "from", text: sources.join("、") }) : null, " ", tReason(message),
      sources.length < 4 ? null : el("details", {}, el("summary", { text: t("pagesN", grouped(sources.length)) }), el("span", { class: "from", text: sources.join("、") }))), 20)));
  }
  if (book.rules.length) view.append(part(t("rulesFired"), bars([...book.rules].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 60), (name) => name)));
  view.append(part(t("madeWith"), el("ul", { class: "rows" }, ...[["kg", book.version, "MIT", ""], ...book.madeWith].map(([name, version, licence, task]) => el("li", {}, el("b", { text: `${name} ${version}` }), ` · ${licence}${task ? ` · ${t(task)}` : ""}`)))));
  return room;
}

/** A number that is no figure in its sentence, with the rule that says so and the way to its article. */
function numberRow([source, start, end, , rule]) {
  return el("li", {}, el("blockquote", { class: "quote" }, sentence(source, start, end, [start, end]), el("footer", {},
    button(`${pageOf(source)}:${lineOf(source, start)}`, () => openSentence({ source, article: articleAt(source, start, end), start, end }), "from", t("openArticle")), el("code", { class: "rule", text: book.ruleNames[rule] || "", title: t("rule") }))));
}

const countType = (type) => book.entities.filter((entity) => entity.type === type).length;
