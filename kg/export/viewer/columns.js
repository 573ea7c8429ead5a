// What the tables show. A column: `word` names it, `text` is what one reads; `sort` a number to sort by, `raw` the value
// behind the text, `filter` how one may narrow it: choose a value, type a part of it, or choose a year.
const pageOf = (source) => book.sources[source]?.name || "";

const TABLES = {
  claims: { rows: book.claims, kind: "claim", columns: [
    { word: "subject", text: subjectName, filter: "type" },
    { word: "metric", text: (c) => squeeze(c.metric), filter: "type" },
    { word: "value", text: (c) => squeeze(c.text), sort: (c) => Number(c.value), isNumber: true },
    { word: "unit", text: (c) => c.unit },
    { word: "time", text: (c) => shortPeriod(c.time), sort: (c) => momentOf(c.time) ?? -Infinity, raw: (c) => c.time, filter: "year" },
    { word: "kind", text: (c) => t(c.kind), raw: (c) => c.kind, filter: "choose" },
    { word: "modality", text: (c) => t(c.modality), raw: (c) => c.modality, filter: "choose" },
    { word: "speaker", text: speakerName, filter: "type" },
    { word: "type", text: (c) => (c.subject >= 0 ? t(book.entities[c.subject].type + "1") : ""), raw: (c) => (c.subject >= 0 ? book.entities[c.subject].type : ""), filter: "choose", isHidden: true },
    { word: "page", text: (c) => pageOf(c.evidence[0]), filter: "choose" },
    { word: "rule", text: (c) => ruleName(c.evidence), filter: "choose" }] },
  entities: { rows: book.entities, kind: "entity", sort: "-count", columns: [
    { word: "name", text: (e) => e.name },
    { word: "type", text: (e) => t(e.type + "1"), raw: (e) => e.type, filter: "choose" },
    { word: "subtype", text: (e) => (e.subtype ? t(e.subtype) : ""), raw: (e) => e.subtype || "", filter: "choose" },
    { word: "alsoPrinted", text: (e) => e.aliases.filter((alias) => alias !== e.name).join("、") },
    { word: "within", text: (e) => (e.within >= 0 ? book.entities[e.within].name : ""), filter: "type" },
    { word: "count", text: (e, at) => grouped(namingsOf.of(at).length), sort: (e, at) => namingsOf.of(at).length, isNumber: true },
    { word: "articles", text: (e, at) => grouped(articlesNaming[at].size), sort: (e, at) => articlesNaming[at].size, isNumber: true },
    { word: "figures", text: (e, at) => grouped(claimsAbout.of(at).length), sort: (e, at) => claimsAbout.of(at).length, isNumber: true },
    { word: "page", raw: (e, at) => pagesNaming(at), text: (e, at) => pagesNaming(at).join("、"), filter: "choose", isHidden: true },
    { word: "rule", raw: (e, at) => rulesNaming(at), text: (e, at) => rulesNaming(at).join("、"), filter: "choose", isHidden: true }] },
  articles: { rows: book.articles, kind: "article", columns: [
    { word: "title", text: (a, at) => titleOf(at) },
    { word: "kind", text: (a) => t(a.kind), raw: (a) => a.kind, filter: "choose" },
    { word: "published", text: (a) => a.published || "", raw: (a) => a.published, filter: "year" },
    { word: "reporters", text: (a) => a.reporters.map(squeeze).join("、"), filter: "type" },
    { word: "page", text: (a) => pageOf(a.source), filter: "choose" },
    { word: "figures", text: (a, at) => grouped(claimsOfArticle.of(at).length), sort: (a, at) => claimsOfArticle.of(at).length, isNumber: true }] } };

const pagesNaming = (entity) => [...new Set(namingsOf.of(entity).map((n) => pageOf(book.namings[n][1])))];
const rulesNaming = (entity) => [...new Set(namingsOf.of(entity).map((n) => ruleName(book.namings[n])))];
