// The card of a figure: its sentence with the slots marked, what it means, what the checks say.
function claimCard(at) {
  const claim = book.claims[at];
  const [source, from, to] = claim.evidence;
  let found = new Set();
  const card = el("article", { class: "card", set: { "aria-labelledby": "card-title" } }, cardHead("Claim", `${boundSign(claim)}${squeeze(claim.text)}`, [squeeze(claim.metric)], nodeOf.get("c" + at)));
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
    const marks = [slot("value", [claim.start, claim.end]), ...metricSpans(claim).map((span) => slot("metric", span)),
      slot("subject", subject ? [subject[2], subject[3]] : findPhrase(source, start, end, claim.subjectName)),
      slot("speaker", speaker && speaker !== subject ? [speaker[2], speaker[3]] : null), slot("time", time ? [time[1], time[2]] : null)].filter(Boolean);
    found = new Set(marks.map((mark) => mark.make().dataset.slot));
    card.append(el("div", { class: "marked" }, quotation(claim.evidence, null, marks),
      el("p", { class: "keys" }, ...["value", "metric", "subject", "time", "speaker"].filter((name) => found.has(name)).map((name) => el("span", { class: `slot slot-${name}`, text: t(name) })))));
  }
  const fact = (name, ...content) => [el("dt", { text: t(name) }), el("dd", {}, ...content.filter(Boolean))];
  card.append(el("dl", { class: "facts" },
    ...fact("value", el("span", { class: "as-printed-value", text: squeeze(claim.text), title: t("printed") }), el("span", { class: "becomes", text: "→", set: { "aria-label": t("meaning") } }),
      el("b", { text: grouped(claim.value) + (claim.upper ? ` – ${grouped(claim.upper)}` : "") }), " ", claim.unit),
    ...fact("bound", tValue("bound", claim.bound)), ...fact("kind", t(claim.kind), claim.direction ? ` · ${t(claim.direction)}` : ""),
    ...(claim.baseline ? fact("baseline", claim.baseline) : []),
    ...fact("metric", !claim.metric ? t("unsaid") : button(squeeze(claim.metric), () => setView("claims", { metric: squeeze(claim.metric) }), "link", t("claims"))),
    ...fact("subject", orName(claim.subject, claim.subjectName), (claim.subject >= 0 || claim.subjectName) && !found.has("subject") ? el("small", { class: "sub", text: ` ${t("fromContext")}` }) : null), ...fact("time", claim.time || t("unsaid")),
    ...fact("page", source < 0 ? "" : button(`${pageOf(source)}:${lineOf(source, from)}`, () => go({ article: claim.evidence[3], at: `${from}-${to}` }), "link", t("openArticle")), " ", articleOf(claim.evidence)?.published || "", source < 0 ? null : button(t("copyQuote"), () => copyOut(citation(claim.evidence), t("quoteCopied")), "tool copy")),
    ...fact("modality", t(claim.modality)), ...fact("speaker", orName(claim.speaker, claim.speakerName)), ...fact("rule", button(ruleName(claim.evidence), () => setView("claims", { rule: ruleName(claim.evidence) }), "link rule-link", t("claims")))));
  const verdicts = verdictsOn.of(at).map((v) => book.verdicts[v]);
  if (verdicts.length) card.append(section(t("checks"), longList(verdicts, verdictRow)));
  if (claim.because.length) card.append(section(t("because"), longList(claim.because, (reason) => el("li", { text: tReason(reason) }))));
  const alike = claim.metric ? claimsLike(at).filter((c) => c !== at) : [];
  const own = alike.filter((c) => isOfSame(book.claims[c], claim));
  const beside = own.filter((c) => holdsOn(claim) && holdsOn(book.claims[c]) === holdsOn(claim));
  if (beside.length) {
    card.append(section(`${t("saidBeside")} ${beside.length}`, longList(beside, (c) => el("li", {}, el("button", { class: "chip Claim", set: { type: "button" }, on: { click: () => go({ claim: c }) } }, boundSign(book.claims[c]), squeeze(book.claims[c].text)), " ",
      el("small", { class: "plain", text: [articleOf(book.claims[c].evidence)?.published, speakerName(book.claims[c])].filter(Boolean).join(" · ") }), quotation(book.claims[c].evidence, [book.claims[c].start, book.claims[c].end])), 4, 20, "ul", "quotes")));
  }
  const charts = [...seriesOver([at, ...own], (c) => momentOf(book.claims[c].time)).map(timeChart),
    ...seriesOver([at, ...alike], placeOf).map(placeChart)];
  if (charts.length) card.append(section(t("compared"), ...charts));
  if (claim.also.length) card.append(section(t("alsoSaid"), longList(claim.also, (evidence) => el("li", {}, quotation(evidence, [evidence[1], evidence[2]])), 3, 20, "ul", "quotes")));
  if (own.length) card.append(section(t("figures"), figureTable([at, ...own])));
  return card;
}

/** Are two figures of the same subject: of one name, or printed alike where none is in the list? */
const isOfSame = (one, other) => (one.subject >= 0 || other.subject >= 0 ? one.subject === other.subject : Boolean(one.subjectName) && one.subjectName === other.subjectName);

/** When a figure holds; where no time is told, the day of print: the weather of two days is not one figure. */
const holdsOn = (claim) => claim.time || articleOf(claim.evidence)?.published || "";

/** Where a metric stands in its clause: in one piece, or before and behind its figure (质量图谱 in 电缆两个产业质量图谱). */
function metricSpans(claim) {
  const [source, from, to] = claim.evidence;
  const whole = findPhrase(source, from, to, claim.metric) || findPhrase(source, sentenceAround(source, from, to)[0], from, claim.metric);
  if (whole) return [whole];
  const metric = squeeze(claim.metric);
  for (let cut = metric.length - 1; cut > 0; cut -= 1) {
    const [before, behind] = [findPhrase(source, from, claim.start, metric.slice(0, cut)), findPhrase(source, claim.end, to, metric.slice(cut))];
    if (before && behind) return [before, behind];
  }
  return [];
}

/** What a check says, and where: the figures it looked at, and words that are no figure (六方面, of which three are told). */
function verdictRow(verdict) {
  const figures = verdict.claims.filter((c) => c >= 0);
  const words = verdict.evidence.filter(([source, start, end]) => !figures.map((c) => book.claims[c].evidence).some((place) => place[0] === source && place[1] <= end && start <= place[2]));
  return el("li", { class: `verdict ${verdict.verdict}` }, el("b", { text: t(verdict.verdict) }), " ", el("small", { class: "sub", text: book.checks[verdict.kind][language] }), " ", verdict.message[language],
    el("ul", { class: "rows" }, ...figures.map((c) => el("li", {}, button([subjectName(book.claims[c]), nameOf("claim", c)].filter(Boolean).join(" "), () => go({ claim: c }), "chip Claim"), " ",
      el("small", { class: "plain", text: [book.claims[c].evidence[3] >= 0 ? titleOf(book.claims[c].evidence[3]) : "", placeInWords([book.claims[c].evidence[0], book.claims[c].start, 0, book.claims[c].evidence[3]])].filter(Boolean).join(" · ") })))),
    ...words.map((evidence) => quotation(evidence, [evidence[1], evidence[2]])));
}
