// The card of a name: an organisation, a person, a place.
const section = (title, ...children) => el("section", { class: "part" }, el("h3", { text: title }), ...children);
function chip(entity) {
  const made = button(book.entities[entity].name, () => go({ entity }), `chip ${typeClass(book.entities[entity].type)}`);
  const hint = hintOf(entity);
  if (hint) made.append(el("small", { class: "hint", text: hint }));
  return made;
}

/** A count that leads to the rows it counts. */
const counted = (word, count, view, wanted) => (count ? button(t(word, grouped(count)), () => setView(view, wanted), "link count", t("openRows")) : null);
const orName = (entity, name) => (entity >= 0 ? chip(entity) : el("span", { class: "plain", text: name || t("unsaid") }));

/** A small button that opens the article where something is said. */
function proof(evidence) {
  const [source, start, end, article] = evidence;
  if (source < 0 || article < 0) return null;
  return el("button", { class: "proof", title: t("openArticle"), set: { type: "button", "aria-label": t("openArticle") }, on: { click: () => go({ article, at: `${start}-${end}` }) } }, el("span", { text: "❞", set: { "aria-hidden": "true" } }));
}

const whenSaid = (time) => (time ? el("time", { text: shortPeriod(time) }) : null);

const printedOn = (row) => articleOf(row.evidence)?.published || "";

/** When something was said to be so; where no time is printed with it, when it was printed, first and last. */
function asOf(rows) {
  const days = rows.map(printedOn).filter(Boolean).sort();
  const printed = [...new Set([days[0], days[days.length - 1]])].join(" – ");
  return rows[0].time ? whenSaid(rows[0].time) : printed ? el("time", { class: "printed", text: t("printedIn", printed), title: t("printedInHint") }) : null;
}

/** What several articles say alike, once, with a way to each of them: [the rows that say so, the ways]. */
function saidOnce(rows, keyOfRow) {
  const groups = new Map();
  for (const row of rows) { const key = keyOfRow(row).join("\u001f"); if (!groups.has(key)) groups.set(key, []); groups.get(key).push(row); }
  return [...groups.values()].map((alike) => [alike, alike.map((row) => proof(row.evidence)).filter(Boolean)]);
}

/** The latest first: when it was so, or else when it was last printed. */
function latestFirst(said) {
  const moment = ([rows]) => Math.max(...rows.map((row) => momentOf(row.time || printedOn(row)) ?? -Infinity));
  return [...said].sort((a, b) => (moment(b) > moment(a)) - (moment(a) > moment(b)));
}

/** The head of a card: class, title, and what one can do with it in the picture. */
function cardHead(kind, title, subtitles, node, type = kind) {
  const isPicking = pathFrom !== null;
  return el("header", { class: "card-head" },
    el("div", { class: "card-kind" }, el("span", { class: `badge ${kind}`, text: t(type + "1") }), button("×", () => go({}), "tool close", t("close"))),
    el("h2", { text: title, set: { id: "card-title" } }), ...subtitles.filter(Boolean).map((line) => el("p", { class: "sub", text: line })),
    node === undefined ? null : el("div", { class: "card-tools", set: { role: "group", "aria-label": t("inPicture") } },
      button(t("showInGraph"), () => { setView("graph"); showNear(); }, "tool"), stepsTool(),
      toolSwitch("findWay", isPicking, () => { pathFrom = isPicking ? null : target(); fillPanel(); }),
      toolSwitch("pin", shown.pinned.has(node), () => { if (!shown.pinned.delete(node)) shown.pinned.add(node); sceneChanged(); }),
      toolSwitch("hide", shown.gone.has(node), () => { if (!shown.gone.delete(node)) shown.gone.add(node); sceneChanged(); })),
    isPicking ? el("p", { class: "asking", text: t("chooseEnd"), set: { role: "status" } }) : null);
}

const toolSwitch = (word, isOn, run) => el("button", { class: "tool", text: t(word), set: { type: "button", "aria-pressed": String(isOn), "data-tool": word }, on: { click: run } });

/** How far the bright neighbourhood reaches: one, two or three lines. */
function stepsTool() {
  return el("span", { class: "steps", set: { role: "group", "aria-label": t("stepsAround") } }, el("small", { text: t("stepsAround") }),
    ...[1, 2, 3].map((steps) => el("button", { text: String(steps), set: { type: "button", "aria-pressed": String(where.steps === steps), "aria-label": t("stepsN", steps), "data-tool": `steps${steps}` },
      on: { click: () => go({ ...target(), to: undefined, steps }) } })));
}

function entityCard(at) {
  const entity = book.entities[at];
  const namings = namingsOf.of(at);
  const about = claimsAbout.of(at);
  const said = claimsSaidBy.of(at);
  const forms = [...new Set([...entity.aliases, ...namings.map((n) => squeeze(book.sources[book.namings[n][1]].text.slice(book.namings[n][2], book.namings[n][3])))])]
    .filter((form) => form && form !== entity.name);
  const card = el("article", { class: "card", set: { "aria-labelledby": "card-title" } }, cardHead(typeClass(entity.type), entity.name, [
    [entity.subtype && t(entity.subtype), t("mentionsN", grouped(namings.length)), hintOf(at), entity.code && `${t("code")} ${entity.code}`].filter(Boolean).join(" · ")], nodeOf.get("e" + at), entity.type));
  const ties = rolesOf.of(at).length + rolesAt.of(at).length + relationsOf.of(at).length;
  const key = keyOf("entity", at);
  card.querySelector("h2 + .sub").after(el("p", { class: "counts" }, counted("claimsN", about.length, "claims", { of: key }),
    counted("oddsN", about.filter((c) => verdictsAt(c).includes("disagrees")).length, "claims", { of: key, checks: "disagrees", reckoning: "1" }), counted("saidN", said.length, "claims", { by: key }), counted("tiesN", ties, "ties", { of: key }),
    counted("articlesN", articlesNaming[at].size, "articles", { of: key }),
    counted("togetherN", namedWith(at).length, "entities", { of: key, sort: "-together" }), button(t("overTime"), () => setView("timeline", { of: key }), "link count", t("openRows"))));
  if (forms.length || entity.within >= 0) {
    card.append(el("dl", { class: "facts" },
      ...(forms.length ? [el("dt", { text: t("alsoPrinted") }), el("dd", {}, ...forms.map((form) => el("span", { class: "form", text: form })))] : []),
      ...(entity.within >= 0 ? [el("dt", { text: t("within") }), el("dd", {}, chip(entity.within))] : [])));
  }
  const posts = latestFirst(saidOnce(rolesOf.of(at).map((r) => book.roles[r]), (r) => [squeeze(r.position), r.org, r.orgName, r.time]));
  if (posts.length) card.append(section(t("posts"), longList(posts, ([rows, proofs]) => el("li", { class: "post" }, el("b", { text: squeeze(rows[0].position) }), " ", orName(rows[0].org, rows[0].orgName), asOf(rows), ...proofs))));
  const staff = latestFirst(saidOnce(rolesAt.of(at).map((r) => book.roles[r]), (r) => [squeeze(r.position), r.person, r.time]));
  if (staff.length) card.append(section(t("people"), longList(staff, ([rows, proofs]) => el("li", { class: "post" }, chip(rows[0].person), " ", el("b", { text: squeeze(rows[0].position) }), asOf(rows), ...proofs))));
  const relations = saidOnce(relationsOf.of(at).map((r) => book.relations[r]), (r) => [r.subject, r.predicate, r.object, r.objectName, r.time]);
  if (relations.length) card.append(section(t("relations"), longList(relations, ([[r], proofs]) => el("li", { class: "relation" },
    r.subject === at ? null : orName(r.subject, ""), el("span", { class: "verb", text: t(r.predicate) }), r.object === at ? el("span", { text: entity.name }) : orName(r.object, r.objectName), whenSaid(r.time), ...proofs))));
  const charts = chartsOf(at);
  if (charts.length) card.append(section(t("compared"), ...charts));
  if (about.length) card.append(section(`${t("figures")} ${about.length}`, figureTable(about)));
  if (said.length) card.append(section(`${t("saidFigures")} ${said.length}`, figureTable(said)));
  const saidByStaff = [...new Set(rolesAt.of(at).map((r) => book.roles[r].person))].flatMap((person) => claimsSaidBy.of(person));
  if (saidByStaff.length) card.append(section(`${t("saidByStaff")} ${saidByStaff.length}`, figureTable(saidByStaff)));
  const parts = partsOf.of(at);
  if (parts.length) card.append(section(t("holds"), el("div", { class: "chips" }, ...parts.slice(0, 60).map(chip))));
  if (entity.because.length) {
    card.append(section(t("why"), longList(entity.because, ([kind, form, other, rule]) => el("li", { class: "reason" },
      el("span", { text: `${form} ～ ${other}` }), el("small", { text: `${t(kind)} · ${tReason(rule)}` })), 4)));
  }
  const seen = new Set();
  const sentences = namings.filter((n) => {
    const [, source, start, end] = book.namings[n];
    const key = `${source}:${sentenceAround(source, start, end)[0]}`;
    return !seen.has(key) && seen.add(key);
  });
  card.append(section(`${t("evidence")} ${sentences.length}`, longList(sentences, (n) => {
    const evidence = book.namings[n].slice(1);
    return el("li", {}, quotation(evidence, [evidence[1], evidence[2]]));
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
      el("span", { class: `figure-value ${claim.modality}` }, oddsSign(c), moodSign(claim), arrow(claim), boundSign(claim), squeeze(claim.text)),
      el("span", { class: "figure-time", text: shortPeriod(claim.time) }), bar ? line : null));
  }, 12, 60, "ul", "figures");
}

const arrow = (claim) => (claim.direction ? el("span", { class: `arrow ${claim.direction}`, text: claim.direction === "up" ? "↑" : "↓", title: t(claim.direction) }) : null);
/** What a figure may not be read without: a goal or a plan is no fact; what the checks find it at odds with stands on its card. */
const moodSign = (claim) => (claim.modality === "actual" ? null : el("small", { class: "mood", text: t(claim.modality) }));
const oddsSign = (at) => (verdictsAt(at).includes("disagrees") ? el("span", { class: "odds", text: "≠", title: t("disagrees"), set: { role: "img", "aria-label": t("disagrees") } }) : null);
const boundSign = (claim) => ({ about: "≈", min: "≥", max: "≤" }[claim.bound] || "");
