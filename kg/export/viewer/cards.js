// The panel: a card for an entity, a claim, an article, and the page one opens on.
const section = (title, ...children) => el("section", { class: "part" }, el("h3", { text: title }), ...children);
const chip = (entity) => button(book.entities[entity].name, () => go({ entity }), `chip ${typeClass(book.entities[entity].type)}`);
const orName = (entity, name) => (entity >= 0 ? chip(entity) : el("span", { class: "plain", text: name || t("unsaid") }));

function cardHead(kind, title, lines, node, type = kind) {
  return el("header", { class: "card-head" },
    el("div", { class: "card-kind" }, el("span", { class: `badge ${kind}`, text: t(type + "1") }),
      el("span", { class: "card-tools" }, node !== undefined ? el("button", { class: "tool", text: t("findWay"), set: { type: "button", "aria-pressed": String(pathFrom !== null) },
      on: { click: () => { pathFrom = pathFrom ? null : where; render(); } } }) : null, node !== undefined ? button(t("showInGraph"), () => { setView("graph"); choose(node); }, "tool") : null,
        button("×", () => go({}), "tool close", t("close")))),
    el("h2", { text: title }), ...lines.filter(Boolean).map((line) => el("p", { class: "sub", text: line })),
    pathFrom ? el("p", { class: "asking", text: t("chooseEnd"), set: { role: "status" } }) : null);
}

function entityCard(at) {
  const entity = book.entities[at];
  const namings = namingsOf.of(at);
  const about = claimsAbout.of(at);
  const said = claimsSaidBy.of(at);
  const forms = [...new Set([...entity.aliases, ...namings.map((n) => squeeze(book.sources[book.namings[n][1]].text.slice(book.namings[n][2], book.namings[n][3])))])]
    .filter((form) => form && form !== entity.name);
  const card = el("article", { class: "card" }, cardHead(typeClass(entity.type), entity.name, [
    [entity.subtype && t(entity.subtype), t("mentionsN", namings.length), t("articlesN", articlesNaming[at].size), about.length && t("claimsN", about.length)].filter(Boolean).join(" · "),
    entity.code && `${t("code")} ${entity.code}`], nodeOf.get("e" + at), entity.type));
  if (forms.length || entity.within >= 0) {
    card.append(el("dl", { class: "facts" },
      ...(forms.length ? [el("dt", { text: t("alsoPrinted") }), el("dd", {}, ...forms.map((form) => el("span", { class: "form", text: form })))] : []),
      ...(entity.within >= 0 ? [el("dt", { text: t("within") }), el("dd", {}, chip(entity.within))] : [])));
  }
  const posts = rolesOf.of(at).map((r) => book.roles[r]);
  if (posts.length) card.append(section(t("posts"), longList(posts, (r) => el("li", { class: "post" }, el("b", { text: squeeze(r.position) }), " ", orName(r.org, r.orgName), r.time ? el("time", { text: shortPeriod(r.time) }) : null))));
  const staff = rolesAt.of(at).map((r) => book.roles[r]);
  if (staff.length) card.append(section(t("people"), longList(staff, (r) => el("li", { class: "post" }, chip(r.person), " ", el("b", { text: squeeze(r.position) }), r.time ? el("time", { text: shortPeriod(r.time) }) : null))));
  const relations = relationsOf.of(at).map((r) => book.relations[r]);
  if (relations.length) card.append(section(t("relations"), longList(relations, (r) => el("li", { class: "relation" },
    r.subject === at ? null : orName(r.subject, ""), el("span", { class: "verb", text: t(r.predicate) }), r.object === at ? el("span", { text: entity.name }) : orName(r.object, r.objectName), r.time ? el("time", { text: shortPeriod(r.time) }) : null))));
  if (about.length) card.append(section(`${t("figures")} ${about.length}`, figureTable(about)));
  if (said.length) card.append(section(`${t("saidFigures")} ${said.length}`, figureTable(said)));
  const parts = partsOf.of(at);
  if (parts.length) card.append(section(t("holds"), el("div", { class: "chips" }, ...parts.slice(0, 60).map(chip))));
  if (entity.because.length) {
    card.append(section(t("why"), longList(entity.because, ([kind, form, other, rule]) => el("li", { class: "reason" },
      el("span", { text: `${form} ～ ${other}` }), el("small", { text: `${t(kind)} · ${rule}` })), 4)));
  }
  const seen = new Set();
  const sentences = namings.filter((n) => {
    const [, source, start, end] = book.namings[n];
    const key = `${source}:${sentenceAround(source, start, end)[0]}`;
    return !seen.has(key) && seen.add(key);
  });
  card.append(section(`${t("evidence")} ${sentences.length}`, longList(sentences, (n) => {
    const [, source, start, end, article, rule] = book.namings[n];
    return el("li", {}, quotation([source, start, end, article, rule], [start, end]));
  }, 6, 30, "ul", "quotes")));
  return card;
}

/** Figures by metric; where one metric has several, bars let the reader compare them. */
function figureTable(claims) {
  const groups = new Map();
  for (const c of claims) {
    const { metric, unit, kind } = book.claims[c];
    const key = [metric, unit, kind].join("\u001f");
    groups.set(key, [...(groups.get(key) || []), c]);
  }
  const rows = [...groups.values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => (book.claims[a].time || "").localeCompare(book.claims[b].time || ""));
    const largest = Math.max(...sorted.map((c) => Math.abs(Number(book.claims[c].upper || book.claims[c].value))));
    const isTelling = book.claims[sorted[0]].kind !== "rank" && new Set(sorted.map((c) => book.claims[c].value)).size > 1;
    return sorted.map((c, at) => ({ c, isFirst: at === 0, bar: isTelling && largest > 0 ? Math.abs(Number(book.claims[c].value)) / largest : 0 }));
  });
  return longList(rows, ({ c, isFirst, bar }) => {
    const claim = book.claims[c];
    const line = el("span", { class: "bar" });
    line.style.width = `${Math.round(bar * 100)}%`;
    return el("li", { class: isFirst ? "" : "again" }, el("button", { class: "figure-row", set: { type: "button" }, on: { click: () => go({ claim: c }) } },
      el("span", { class: "figure-metric", text: isFirst ? squeeze(claim.metric) : "" }),
      el("span", { class: `figure-value ${claim.modality}` }, arrow(claim), boundSign(claim), squeeze(claim.text)),
      el("span", { class: "figure-time", text: shortPeriod(claim.time) }), bar ? line : null));
  }, 12, 60, "ul", "figures");
}

const arrow = (claim) => (claim.direction ? el("span", { class: `arrow ${claim.direction}`, text: claim.direction === "up" ? "↑" : "↓", title: t(claim.direction) }) : null);
const boundSign = (claim) => ({ about: "≈", min: "≥", max: "≤" }[claim.bound] || "");

function claimCard(at) {
  const claim = book.claims[at];
  const [source, from, to] = claim.evidence;
  const subjects = claim.subject >= 0 ? [claim.subject] : [];
  let found = new Set();
  const card = el("article", { class: "card" }, cardHead("Claim", `${boundSign(claim)}${squeeze(claim.text)}`, [squeeze(claim.metric)], nodeOf.get("c" + at)));
  if (source >= 0) {
    const [start, end] = sentenceAround(source, from, to);
    const slot = (name, span) => span && { start: span[0], end: span[1], make: () => el("mark", { class: `slot slot-${name}`, title: t(name), set: { "data-slot": name } }) };
    const named = (entity) => {
      const near = (entity >= 0 ? namingsOf.of(entity) : []).map((n) => book.namings[n]).filter((n) => n[1] === source && n[2] >= start && n[3] <= end);
      return near.filter((n) => n[2] >= from && n[3] <= to).pop() || near.filter((n) => n[3] <= claim.start).pop() || near[0];
    };
    const subject = named(claim.subject);
    const speaker = named(claim.speaker);
    const time = timesIn.of(source).map((x) => book.times[x]).filter((x) => x[1] >= start && x[2] <= end && x[4] && x[4] === claim.time)[0];
    const marks = [slot("value", [claim.start, claim.end]), slot("metric", findPhrase(source, from, to, claim.metric)),
      slot("subject", subject ? [subject[2], subject[3]] : findPhrase(source, start, end, claim.subjectName)),
      slot("speaker", speaker && speaker !== subject ? [speaker[2], speaker[3]] : null), slot("time", time ? [time[1], time[2]] : null)].filter(Boolean);
    found = new Set(marks.map((mark) => mark.make().dataset.slot));
    card.append(el("div", { class: "marked" }, quotation(claim.evidence, null, marks),
      el("p", { class: "keys" }, ...["value", "metric", "subject", "time", "speaker"].filter((name) => found.has(name)).map((name) => el("span", { class: `slot slot-${name}`, text: t(name) })))));
  }
  const fact = (name, ...content) => [el("dt", { text: t(name) }), el("dd", {}, ...content.filter(Boolean))];
  card.append(el("dl", { class: "facts" },
    ...fact("printed", squeeze(claim.text)),
    ...fact("value", el("b", { text: grouped(claim.value) + (claim.upper ? ` – ${grouped(claim.upper)}` : "") }), " ", claim.unit),
    ...fact("bound", tValue("bound", claim.bound)), ...fact("kind", t(claim.kind), claim.direction ? ` · ${t(claim.direction)}` : ""),
    ...(claim.baseline ? fact("baseline", claim.baseline) : []),
    ...fact("metric", !claim.metric ? t("unsaid") : button(squeeze(claim.metric), () => { setView("claims", { metric: claim.metric }); }, "link", t("claims"))),
    ...fact("subject", orName(claim.subject, claim.subjectName), (claim.subject >= 0 || claim.subjectName) && !found.has("subject") ? el("small", { class: "sub", text: ` ${t("fromContext")}` }) : null), ...fact("time", claim.time || t("unsaid")),
    ...fact("modality", t(claim.modality)), ...fact("speaker", orName(claim.speaker, claim.speakerName)), ...fact("rule", el("code", { text: claim.evidence[4] }))));
  const verdicts = verdictsOn.of(at).map((v) => book.verdicts[v]);
  if (verdicts.length) card.append(section(t("checks"), longList(verdicts, verdictRow)));
  if (claim.because.length) card.append(section(t("because"), longList(claim.because, (reason) => el("li", { text: reason }))));
  const alike = subjects.flatMap((s) => claimsAbout.of(s)).filter((c) => c !== at && squeeze(book.claims[c].metric) === squeeze(claim.metric));
  if (alike.length) card.append(section(t("figures"), figureTable([at, ...alike])));
  return card;
}

function verdictRow(verdict) {
  return el("li", { class: `verdict ${verdict.verdict}` }, el("b", { text: t(verdict.verdict) }), " ", verdict.message,
    el("div", { class: "chips" }, ...verdict.claims.filter((c) => c >= 0).map((c) => button(nameOf("claim", c), () => go({ claim: c }), "chip Claim"))));
}

let isAsPrinted = false;

function articleCard(at, place) {
  const article = book.articles[at];
  const meta = [article.published && `${t("published")} ${article.published}`, article.reporters.length && `${t("reporters")} ${article.reporters.map(squeeze).join("、")}`,
    `${t("page")} ${book.sources[article.source].name}`].filter(Boolean).join(" · ");
  const card = el("article", { class: "card reader" }, cardHead("Article", titleOf(at), [meta], nodeOf.get("a" + at)));
  if (article.kicker && squeeze(article.kicker) !== titleOf(at)) card.querySelector("h2").before(el("p", { class: "kicker", text: squeeze(article.kicker) }));
  if (article.subtitle && squeeze(article.subtitle) !== titleOf(at)) card.querySelector("h2").after(el("p", { class: "subtitle", text: squeeze(article.subtitle) }));
  card.append(button(isAsPrinted ? t("reflowed") : t("asPrinted"), () => { isAsPrinted = !isAsPrinted; render(); }, "tool"));
  const focus = place ? place.split("-").map(Number) : null;
  const inside = (start, end) => start >= article.start && end <= article.end;
  const marks = [
    ...namingsIn.of(article.source).filter((n) => inside(book.namings[n][2], book.namings[n][3])).map((n) => entityMark(n)),
    ...claimsIn.of(article.source).filter((c) => inside(book.claims[c].start, book.claims[c].end)).map((c) => valueMark(c)),
    ...(focus && focus[1] > focus[0] ? [{ start: focus[0], end: focus[1], make: () => el("mark", { class: "focus clause" }) }] : [])].filter(Boolean);
  if (focus && !inside(...focus)) { // a headline or byline stands outside the body
    card.append(el("p", { class: "outside" }, sentence(article.source, focus[0], focus[1], null, [{ start: focus[0], end: focus[1], make: () => el("mark", { class: "focus clause" }) }])));
  }
  card.append(el("div", { class: `print${isAsPrinted ? " as-printed" : ""}` }, markedText(article.source, article.start, article.end, marks, isAsPrinted)));
  return card;
}

function startCard() {
  const card = el("article", { class: "card start" }, el("h2", { text: t("start") }), el("p", { class: "sub", text: t("startHint") }),
    el("div", { class: "tiles" }, ...[["pages", book.sources.length], ["articles", book.articles.length], ["entities", book.entities.length], ["claims", book.claims.length]]
      .map(([word, count]) => el("div", { class: "tile" }, el("b", { text: grouped(count) }), el("span", { text: word === "entities" ? t("names") : t(word) })))));
  for (const type of ["ORG", "PER", "LOC"]) {
    const ranked = book.entities.map((_, at) => at).filter((at) => book.entities[at].type === type).sort((a, b) => namingsOf.of(b).length - namingsOf.of(a).length || a - b).slice(0, 8);
    if (ranked.length) card.append(section(`${t(type)} · ${t("mostNamed")}`, el("div", { class: "chips" }, ...ranked.map(chip))));
  }
  const wrong = book.verdicts.filter((v) => v.verdict === "disagrees");
  if (wrong.length) card.append(section(t("disagreements"), longList(wrong, verdictRow, 3)));
  return card;
}
