// What one sees first: what was read, what is mentioned most, what disagrees.
function startCard() {
  const card = el("article", { class: "card start" }, el("h2", { text: t("start") }), where.isLost ? el("p", { class: "asking", text: t("lostLink"), set: { role: "status" } }) : null,
    el("p", { class: "sub", text: t("startHint") }),
    el("div", { class: "tiles" }, ...[["pages", book.sources.length], ["articles", book.articles.length], ["entities", book.entities.length], ["claims", book.claims.length]]
      .map(([word, count]) => el("button", { class: "tile", set: { type: "button" }, on: { click: () => setView(word === "pages" ? "report" : word) } }, el("b", { text: grouped(count) }), el("span", { text: word === "entities" ? t("names") : t(word) })))));
  for (const type of ["ORG", "PER", "LOC"]) {
    const ranked = book.entities.map((_, at) => at).filter((at) => book.entities[at].type === type).sort((a, b) => namingsOf.of(b).length - namingsOf.of(a).length || a - b).slice(0, 8);
    if (ranked.length) card.append(section(`${t(type)} · ${t("mostNamed")}`, el("div", { class: "chips" }, ...ranked.map(chip))));
  }
  const wrong = book.verdicts.filter((v) => v.verdict === "disagrees");
  if (wrong.length) card.append(section(t("disagreements"), longList(wrong, verdictRow, 3)));
  return card;
}
