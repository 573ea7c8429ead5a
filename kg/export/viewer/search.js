// The search box: names, aliases, pinyin and initials, metrics, headlines, and the sentences themselves.
let searchable = null; // made at the first search

function makeSearchable() {
  const formOf = (text) => searchForm(squeeze(text || ""));
  searchable = { entity: book.entities.map((e) => [...new Set([e.name, ...e.aliases])].map(formOf)), article: book.articles.map((a) => [a.title, a.kicker, a.subtitle].filter(Boolean).map(formOf)),
    claim: book.claims.map((c) => [formOf(c.metric), formOf(c.text)]), whose: book.claims.map((c) => [...wordsOf(c.subject), c.subjectName, ...wordsOf(c.speaker), c.time, c.value].map(formOf)), metric: new Map(),
    post: book.roles.map((r) => ({ post: formOf(r.position), who: wordsOf(r.person).map(formOf), house: (r.org >= 0 ? wordsOf(r.org) : [r.orgName || ""]).map(formOf) })) };
  book.claims.forEach((c, at) => { const metric = formOf(c.metric); if (metric) { if (!searchable.metric.has(metric)) searchable.metric.set(metric, []); searchable.metric.get(metric).push(at); } });
}

/** What has `query` in it, or each of its words, by kind, best first: {entity, metric, claim, article} → [{at | metric, score}], and sentences. */
function findAll(query, mostSentences = 200) {
  const wanted = searchForm(squeeze(query));
  if (!wanted) return null;
  if (!searchable) makeSearchable();
  const isSound = isLatin(wanted);
  const words = searchForm(query).split(/\s+/).filter(Boolean);
  const scoreFor = (text, typed) => { const at = text.indexOf(typed); return at < 0 ? (isLatin(typed) ? soundScore(text, typed) : -1) : text === typed ? 4 : at === 0 ? 3 : 1.5; };
  const scoreOf = (text) => scoreFor(text, wanted);
  const hasAll = (texts) => words.length > 1 && words.every((word) => texts.some((text) => scoreFor(text, word) > 0));
  const best = (texts, weight, more = []) => {
    const hits = [];
    texts.forEach((all, at) => { let score = Math.max(-1, ...all.map(scoreOf)); if (score < 0 && hasAll(more[at] ? [...all, ...more[at]] : all)) score = 0.5; if (score > 0) hits.push({ at, score, weight: weight(at) }); });
    return hits.sort((a, b) => b.score - a.score || b.weight - a.weight || a.at - b.at);
  };
  const metrics = [...searchable.metric].map(([metric, claims]) => ({ metric, claims, score: scoreOf(metric) })).filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score || b.claims.length - a.claims.length || (a.metric < b.metric ? -1 : 1));
  return { post: isSound ? [] : postsWith(wanted, words), entity: best(searchable.entity, (at) => namingsOf.of(at).length), metric: metrics, claim: isSound ? [] : best(searchable.claim, () => 0, searchable.whose),
    article: best(searchable.article, () => 0), sentence: sentencesWith(words, mostSentences) };
}

/** Posts that are asked for by their words (局长), with the house before them or the person behind (水务局局长, 局长李明, 水务局 局长): each once, the last printed first. */
function postsWith(wanted, words) {
  const touches = (text, from, to) => { const at = text.indexOf(wanted); return at >= 0 && at < to && at + wanted.length > from; };
  const found = new Map();
  searchable.post.forEach(({ post, who, house }, at) => {
    const told = house.some((name) => who.some((person) => touches(name + post + person, name.length, name.length + post.length)));
    const apart = words.length > 1 && words.some((word) => post.includes(word)) && words.every((word) => [post, ...who, ...house].some((text) => text.includes(word)));
    if (!told && !apart) return;
    const key = `${book.roles[at].person} ${postInWords(at)}`;
    const before = found.get(key);
    if (!before || printedOn(book.roles[before.at]) < printedOn(book.roles[at])) found.set(key, { at });
  });
  return [...found.values()].sort((a, b) => (printedOn(book.roles[b.at]) > printedOn(book.roles[a.at])) - (printedOn(book.roles[a.at]) > printedOn(book.roles[b.at])) || a.at - b.at);
}

/** A post in words: house, post, person; 西山县委 and 县委书记 share their middle. */
function postInWords(at) {
  const { person, org, orgName, position } = book.roles[at];
  const [house, post] = [nameAt(org, orgName), squeeze(position)];
  let shared = Math.min(house.length, post.length - 1);
  while (shared > 1 && !house.endsWith(post.slice(0, shared))) shared -= 1;
  return `${house}${post.slice(shared > 1 ? shared : 0)} ${nameAt(person)}`;
}

const postDated = (at) => shortPeriod(book.roles[at].time) || (printedOn(book.roles[at]) && t("printedIn", printedOn(book.roles[at])));

/** Rows for the list under the box, in groups. */
function hitGroups(query) {
  const found = findAll(query);
  if (!found) return [];
  const groups = [];
  const add = (title, hits, most, make) => { if (hits.length) groups.push({ title: `${title} ${hits.length}`, rows: hits.slice(0, most).map(make) }); };
  add(t("entities"), found.entity, 7, ({ at }) => ({ text: book.entities[at].name, note: hintOf(at) || t(book.entities[at].type + "1"), type: typeClass(book.entities[at].type), run: () => go({ entity: at }) }));
  add(t("posts"), found.post, 4, ({ at }) => ({ text: postInWords(at), note: postDated(at), type: "PER", run: () => go({ entity: book.roles[at].person }) }));
  add(t("metric"), found.metric.filter(({ claims }) => claims.length > 1), 3, ({ claims }) => ({ text: squeeze(book.claims[claims[0]].metric), note: t("claimsN", claims.length), type: "Claim",
    run: () => setView("claims", { metric: squeeze(book.claims[claims[0]].metric) }) }));
  add(t("claims"), found.claim, 4, ({ at }) => ({ text: nameOf("claim", at), note: subjectName(book.claims[at]), type: "Claim", run: () => go({ claim: at }) }));
  add(t("articles"), found.article, 4, ({ at }) => ({ text: titleOf(at), note: book.articles[at].published || "", type: "Article", run: () => go({ article: at }) }));
  add(t("sentences"), found.sentence, 5, (hit) => ({ text: around(hit), note: hit.article >= 0 ? titleOf(hit.article) : "", type: "Article", run: () => openSentence(hit) }));
  if (groups.length) groups.push({ title: "", rows: [{ text: t("allResults"), note: query.trim(), type: "", run: () => go({ ...target(), q: query.trim() }, "search") }] });
  return groups;
}

function around({ source, start, end }) {
  const { text } = book.sources[source];
  return `…${squeeze(text.slice(Math.max(0, start - 14), end + 22))}…`;
}

function openSentence({ source, article, start, end }) {
  if (article >= 0) { go({ article, at: `${start}-${end}` }); return; }
  const near = articlesIn.of(source).sort((a, b) => Math.abs(book.articles[a].start - start) - Math.abs(book.articles[b].start - start))[0];
  if (near !== undefined) go({ article: near, at: `${start}-${end}` });
}

function startSearch() {
  const box = byId("search");
  const hits = byId("hits");
  let active = -1;
  let closing = 0;
  const options = () => [...hits.querySelectorAll("[role=option]")];
  const close = () => { hits.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); active = -1; };
  const mark = (at) => {
    const all = options();
    active = all.length ? (at + all.length) % all.length : -1;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    if (active >= 0) { box.setAttribute("aria-activedescendant", all[active].id); all[active].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    clearTimeout(closing);
    const groups = hitGroups(box.value);
    let number = 0;
    hits.replaceChildren(...groups.map((group, at) => el("div", { class: "hit-group", set: group.title ? { role: "group", "aria-labelledby": `hits-${at}` } : { role: "group", "aria-label": t("allResults") } },
      group.title ? el("div", { class: "group", text: group.title, set: { id: `hits-${at}`, role: "presentation" } }) : null,
      ...group.rows.map((row) => el("div", { class: "hit", set: { role: "option", id: `hit-${number++}`, "aria-selected": "false" },
        on: { mousedown: (event) => { event.preventDefault(); close(); box.blur(); row.run(); } } },
      el("i", { class: `dot ${row.type}` }), el("span", { class: "hit-text", text: row.text }), el("small", { text: row.note }))))));
    byId("say").textContent = groups.length ? t("hitsN", number - 1) : box.value.trim() ? t("none") : "";
    if (!groups.length && box.value.trim()) hits.append(el("div", { class: "group", text: t("none") }), el("div", { class: "group", text: t("noneHint") }));
    hits.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!hits.hidden));
    mark(0);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  box.addEventListener("blur", () => { closing = setTimeout(close, 120); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(active + (event.key === "ArrowDown" ? 1 : -1)); }
    if (event.key === "Enter" && active >= 0) { event.preventDefault(); options()[active].dispatchEvent(new MouseEvent("mousedown")); focusPanel(); }
    if (event.key === "Escape") { box.value = ""; close(); }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping) { event.preventDefault(); box.focus(); box.select(); }
    if (event.key === "Escape" && !isTyping) go({});
  });
}
