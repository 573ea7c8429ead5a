// All that a search found, on a page of its own: names, metrics, articles, and every sentence, in groups.
function resultsView() {
  const view = el("div", { class: "results", set: { tabindex: "0", role: "region", "aria-label": t("searchShort") } }, el("h2", { text: `${t("searchShort")}: ${where.q}` }));
  const found = findAll(where.q, 2000);
  if (!found) return view;
  const part = (title, hits, make, first) => { if (hits.length) view.append(section(`${title} ${grouped(hits.length)}`, longList(hits, make, first))); };
  if (found.entity.length) view.append(section(`${t("entities")} ${grouped(found.entity.length)}`, el("div", { class: "chips" }, ...found.entity.slice(0, 60).map(({ at }) => chip(at)))));
  part(t("posts"), found.post, ({ at }) => el("li", {}, button(postInWords(at), () => go({ entity: book.roles[at].person })), " ", el("small", { class: "plain", text: postDated(at) }), proof(book.roles[at].evidence)), 8);
  part(t("metric"), found.metric, ({ claims }) => el("li", {}, button(squeeze(book.claims[claims[0]].metric), () => setView("claims", { metric: squeeze(book.claims[claims[0]].metric) })), " ", el("small", { class: "plain", text: t("claimsN", claims.length) })), 8);
  part(t("claims"), found.claim, ({ at }) => el("li", {}, button([subjectName(book.claims[at]), nameOf("claim", at)].filter(Boolean).join(" "), () => go({ claim: at })), " ", el("small", { class: "plain", text: shortPeriod(book.claims[at].time) })), 8);
  part(t("articles"), found.article, ({ at }) => el("li", {}, button(titleOf(at), () => go({ article: at })), " ", el("small", { class: "plain", text: book.articles[at].published || "" })), 8);
  const byArticle = new Map();
  for (const hit of found.sentence) { const key = hit.article >= 0 ? hit.article : `-${hit.source}`; if (!byArticle.has(key)) byArticle.set(key, []); byArticle.get(key).push(hit); }
  if (found.sentence.length) {
    view.append(section(`${t("sentences")} ${grouped(found.sentence.length)}`, longList([...byArticle.values()], (hits) => el("li", { class: "found-in" },
      hits[0].article >= 0 ? button(`${titleOf(hits[0].article)} · ${hits.length}`, () => openSentence(hits[0]), "link found-title") : el("b", { text: pageOf(hits[0].source) }),
      ...hits.slice(0, 20).map((hit) => el("blockquote", { class: "quote", on: { dblclick: () => openSentence(hit) } }, sentence(hit.source, hit.start, hit.end, [hit.start, hit.end]),
        el("footer", {}, button(t("openArticle"), () => openSentence(hit), "from"))))), 12)));
  }
  if (view.childElementCount === 1) view.append(el("p", { class: "sub", text: t("none") }), el("p", { class: "sub", text: t("noneHint") }));
  return view;
}
