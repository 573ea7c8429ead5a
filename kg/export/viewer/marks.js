// Text of a page with marks in it. Offsets are the build's: code points of the decoded file.

/** Source texts hold characters beyond the basic plane; the build counts them as one, JavaScript as two. */
const pointsOf = book.sources.map((source) => (/[\ud800-\udfff]/.test(source.text) ? offsetsOf(source.text) : null));
function offsetsOf(text) {
  const offsets = [];
  for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) offsets.push(at);
  offsets.push(text.length);
  return offsets;
}
const unit = (source, point) => (source >= 0 && pointsOf[source] ? pointsOf[source][Math.min(point, pointsOf[source].length - 1)] : point);

// From here on every offset in the records counts as JavaScript does.
for (const row of book.namings) { row[2] = unit(row[1], row[2]); row[3] = unit(row[1], row[3]); }
for (const row of book.repeats.flat()) { row[1] = unit(row[0], row[1]); row[2] = unit(row[0], row[2]); }
for (const row of [...book.times, ...book.numbers]) { row[1] = unit(row[0], row[1]); row[2] = unit(row[0], row[2]); }
for (const row of book.articles) { row.start = unit(row.source, row.start); row.end = unit(row.source, row.end); }
for (const row of [...book.claims.map((c) => c.evidence), ...book.roles.map((r) => r.evidence), ...book.relations.map((r) => r.evidence),
  ...book.verdicts.flatMap((v) => v.evidence), ...book.claims.flatMap((c) => c.also)]) { row[1] = unit(row[0], row[1]); row[2] = unit(row[0], row[2]); }
for (const claim of book.claims) { claim.start = unit(claim.evidence[0], claim.start); claim.end = unit(claim.evidence[0], claim.end); }

/** `[start, end)` of a source as nodes; `marks` are {start, end, make(): element}, nested ones inside wider ones. */
function markedText(source, start, end, marks, asPrinted = false) {
  const text = book.sources[source].text;
  const flags = asPrinted ? null : breaksIn(source);
  const box = document.createDocumentFragment();
  const stack = [{ end, node: box }];
  const put = (from, to) => {
    let run = "";
    const into = stack[stack.length - 1].node;
    const flush = () => { if (run) into.append(run); run = ""; };
    for (let at = from; at < to; at += 1) {
      if (!flags || flags[at] === 0) run += text[at];
      else if (flags[at] === 2) { flush(); into.append(el("span", { class: "break" })); }
    }
    flush();
  };
  let at = start;
  const inside = marks.filter((m) => m.start >= start && m.start < end && m.end > m.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const mark of inside) {
    while (stack.length > 1 && stack[stack.length - 1].end <= mark.start) { put(at, stack[stack.length - 1].end); at = stack.pop().end; }
    put(at, mark.start);
    at = Math.max(at, mark.start);
    const node = mark.make();
    stack[stack.length - 1].node.append(node);
    stack.push({ end: Math.min(mark.end, stack[stack.length - 1].end), node });
  }
  while (stack.length) { const { end: last } = stack[stack.length - 1]; put(at, last); at = Math.max(at, last); stack.pop(); }
  return box;
}

function entityMark(naming, extra = "") {
  const [entity, , start, end] = book.namings[naming];
  if (entity < 0) return null;
  const { type, name } = book.entities[entity];
  return { start, end, make: () => el("mark", { class: `name ${typeClass(type)} ${extra}`, title: `${name} · ${t(type + "1")}`,
    set: { tabindex: "0", role: "link", "data-entity": entity }, on: pressable(() => go({ entity })) }) };
}

function valueMark(claim, extra = "") {
  const { start, end, metric } = book.claims[claim];
  return { start, end, make: () => el("mark", { class: `figure ${extra}`, title: metric,
    set: { tabindex: "0", role: "link", "data-claim": claim }, on: pressable(() => go({ claim })) }) };
}

/** A number that is no figure: pressed, it says what it is taken for, and by which rule. */
function numberMark(number) {
  const [, start, end, fate, rule] = book.numbers[number];
  const words = () => `${t("noFigure")}${book.fateWords[fate][language]}${book.ruleNames[rule] ? ` · ${t("rule")} ${book.ruleNames[rule]}` : ""}`;
  return { start, end, make: () => {
    const mark = el("mark", { class: "no-figure", title: words(), set: { tabindex: "0", role: "button", "aria-expanded": "false" }, on: pressable(() => {
      const isOpen = mark.nextSibling?.className === "fate";
      if (isOpen) mark.nextSibling.remove(); else mark.after(el("small", { class: "fate", text: words() }));
      mark.setAttribute("aria-expanded", String(!isOpen));
      if (!isOpen) byId("say").textContent = words();
    }) });
    return mark;
  } };
}

function timeMark(time) {
  const [, start, end, , interval] = book.times[time];
  return { start, end, make: () => el("span", { class: "when", title: interval ? shortPeriod(interval) : t("undated") }) };
}

function pressable(run) {
  const act = (event) => { event.stopPropagation(); event.preventDefault(); run(); };
  return { click: act, keydown: (event) => { if (event.key === "Enter" || event.key === " ") act(event); } };
}

const typeClass = (type) => (["ORG", "PER", "LOC"].includes(type) ? type : "OTHER");

/** The sentence round some evidence, names and figures marked, `focus` [start, end] standing out. */
function sentence(source, start, end, focus = null, moreMarks = []) {
  const [from, to] = sentenceAround(source, start, end);
  const within = (s, e) => s >= from && e <= to;
  const marks = [
    ...namingsIn.of(source).filter((n) => within(book.namings[n][2], book.namings[n][3])).map((n) => entityMark(n)),
    ...(moreMarks.length ? [] : claimsIn.of(source).filter((c) => within(book.claims[c].start, book.claims[c].end)).map((c) => valueMark(c))),
    ...(focus ? [{ start: focus[0], end: focus[1], make: () => el("mark", { class: "focus" }) }] : []), ...moreMarks].filter(Boolean);
  return el("span", { class: "sentence" }, markedText(source, from, to, marks));
}

/** A quotation block: the sentence, and a line saying which article of which page it is from. */
function quotation(evidence, focus = null, moreMarks = []) {
  const [source, start, end, article] = evidence;
  if (source < 0) return el("blockquote", { class: "quote", text: "—" });
  const from = article >= 0 ? titleOf(article) : book.sources[source].name;
  return el("blockquote", { class: "quote" }, sentence(source, start, end, focus, moreMarks),
    el("footer", {}, article >= 0 ? button(from, () => go({ article, at: `${start}-${end}` }), "from", t("openArticle")) : el("span", { class: "from", text: from }),
      article >= 0 ? el("small", { class: "stands", text: placeInWords(evidence) }) : null, el("code", { class: "rule", text: ruleName(evidence), title: t("rule") })));
}
