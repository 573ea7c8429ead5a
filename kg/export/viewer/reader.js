// The article as printed, all that was found in it marked, nested where it is nested; every mark leads to its card.
let isAsPrinted = false;

function articleCard(at, place) {
  const article = book.articles[at];
  const meta = [article.published && `${t("published")} ${article.published}`, article.reporters.length && `${t("reporters")} ${article.reporters.map(squeeze).join("、")}`,
    `${t("page")} ${book.sources[article.source].name}`].filter(Boolean).join(" · ");
  const card = el("article", { class: "card reader", set: { "aria-labelledby": "card-title" } }, cardHead("Article", titleOf(at), [meta], nodeOf.get("a" + at)));
  if (article.kicker && squeeze(article.kicker) !== titleOf(at)) card.querySelector("h2").before(el("p", { class: "kicker", text: squeeze(article.kicker) }));
  if (article.subtitle && squeeze(article.subtitle) !== titleOf(at)) card.querySelector("h2").after(el("p", { class: "subtitle", text: squeeze(article.subtitle) }));
  const places = repeatsOf.of(at).flatMap((r) => book.repeats[r]).filter((place) => place[3] !== at || place[0] !== article.source);
  if (places.length) card.append(section(t("alsoPrintedIn"), el("ul", { class: "rows" }, ...places.map(([source, , , other, alike]) => el("li", {},
    other >= 0 && other !== at ? button(pageOf(source), () => go({ article: other })) : el("span", { text: pageOf(source) }), " ", el("small", { class: "plain", text: other === at ? "" : book.articles[other]?.published || "" }), " ", el("small", { class: "plain", text: t("alikeN", alike) }))))));
  card.append(button(isAsPrinted ? t("reflowed") : t("asPrinted"), () => { isAsPrinted = !isAsPrinted; fillPanel(); }, "tool as-lines"));
  const focus = place ? place.split("-").map(Number) : null;
  const inside = (start, end) => start >= article.start && end <= article.end;
  const marks = [
    ...namingsIn.of(article.source).filter((n) => inside(book.namings[n][2], book.namings[n][3])).map((n) => entityMark(n)),
    ...claimsIn.of(article.source).filter((c) => inside(book.claims[c].start, book.claims[c].end)).map((c) => valueMark(c)),
    ...numbersIn.of(article.source).filter((n) => inside(book.numbers[n][1], book.numbers[n][2])).map((n) => numberMark(n)),
    ...timesIn.of(article.source).filter((x) => inside(book.times[x][1], book.times[x][2])).map((x) => timeMark(x)),
    ...(focus && focus[1] > focus[0] ? [{ start: focus[0], end: focus[1], make: () => el("mark", { class: "focus clause" }) }] : [])].filter(Boolean);
  if (focus && !inside(...focus)) { // a headline or byline stands outside the body
    card.append(el("p", { class: "outside" }, sentence(article.source, focus[0], focus[1], null, [{ start: focus[0], end: focus[1], make: () => el("mark", { class: "focus clause" }) }])));
  }
  card.append(el("div", { class: `print${isAsPrinted ? " as-printed" : ""}` }, markedText(article.source, article.start, article.end, marks, isAsPrinted)));
  return card;
}
