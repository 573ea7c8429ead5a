// What the tables show. A column: `word` names it, `text` is what one reads; `sort` a number to sort by, `group` what stands
// together however one sorts, `raw` the value behind the text, `words` other words one may type, `filter` how one may narrow
// it: choose a value, type a part of it, choose a year, or ask for an amount. `isRare` ones are folded away, `isHidden` ones
// only narrow, `isWide` ones show when asked for, `isOf` ones where the rows are those about a name (`run`: what their cell does), `isForFile` ones are in the CSV alone.
const pageOf = (source) => book.sources[source]?.name || "";
const articleOf = (evidence) => book.articles[evidence[3]];
const wordsOf = (entity) => (entity >= 0 ? [book.entities[entity].name, ...book.entities[entity].aliases] : []);
const nameAt = (entity, name) => (entity >= 0 ? book.entities[entity].name : name || "");
const keyAt = (entity) => (entity >= 0 ? book.entities[entity].id : "");
const checksOn = (claim) => verdictsOn.of(claim).map((v) => book.verdicts[v]);
const verdictsAt = (claim) => [...new Set(checksOn(claim).map(({ verdict }) => verdict))];
const checkWord = (code) => (Object.hasOwn(book.checks, code) ? book.checks[code][language] : t(code));

/** Posts and relations in one list: who, in which post or relation, with whom. */
const TIES = [...book.roles.map((r) => ({ predicate: "holds_post", subject: r.person, post: r.position, object: r.org, objectName: r.orgName, time: r.time, evidence: r.evidence })),
  ...book.relations.map((r) => ({ predicate: r.predicate, subject: r.subject, post: "", object: r.object, objectName: r.objectName, time: r.time, evidence: r.evidence }))];

/** The columns that say where a row was printed; `place` gives [source, start, end, article, rule] of a row. */
const placeColumns = (place) => [
  { word: "published", text: (row) => articleOf(place(row))?.published || "", filter: "year", isNarrow: true },
  { word: "page", text: (row) => pageOf(place(row)[0]), filter: "choose", isRare: true },
  { word: "rule", text: (row) => ruleName(place(row)), filter: "choose", isRare: true },
  { word: "sentence", text: (row) => sentenceText(place(row)), isWide: true },
  { word: "title", text: (row) => (articleOf(place(row)) ? titleOf(place(row)[3]) : ""), isForFile: true },
  { word: "line", text: (row) => String(lineOf(place(row)[0], place(row)[1])), isForFile: true }];

const TABLES = {
  claims: { rows: book.claims, kind: "claim", of: (c) => [c.subject], by: (c) => [c.speaker], columns: [
    { word: "subject", text: subjectName, words: (c) => wordsOf(c.subject), filter: "type" },
    { word: "metric", text: (c) => squeeze(c.metric), filter: "type" },
    { word: "value", text: (c) => squeeze(c.text), group: familyRank, sort: amountOf, isNumber: true, filter: "amount" },
    { word: "unit", text: (c) => c.unit },
    { word: "time", text: (c) => shortPeriod(c.time), sort: (c) => momentOf(c.time) ?? -Infinity, raw: (c) => c.time, filter: "year" },
    { word: "kind", text: (c) => t(c.kind), raw: (c) => c.kind, filter: "choose", isRare: true },
    { word: "modality", text: (c) => t(c.modality), raw: (c) => c.modality, filter: "choose", isRare: true },
    { word: "speaker", text: speakerName, words: (c) => wordsOf(c.speaker), filter: "type" },
    { word: "type", text: (c) => (c.subject >= 0 ? t(book.entities[c.subject].type + "1") : ""), raw: (c) => (c.subject >= 0 ? book.entities[c.subject].type : ""), filter: "choose", isHidden: true, isForFile: true, isRare: true },
    ...placeColumns((c) => c.evidence),
    { word: "checks", text: (c, at) => verdictsAt(at).map((verdict) => t(verdict)).join("、"), raw: (c, at) => [...verdictsAt(at), ...checksOn(at).map(({ kind }) => kind)], filter: "choose", isHidden: true, isForFile: true, valueText: checkWord },
    { word: "reckoning", text: (c, at) => checksOn(at).map(({ kind, verdict, message }) => `${checkWord(kind)} ${t(verdict)}: ${message[language]}`).join("; "), isWide: true },
    { word: "because", text: (c) => c.because.map(tReason).join("; "), raw: (c) => c.because.map(tReason), filter: "type", isHidden: true, isForFile: true, isRare: true },
    { word: "exactValue", text: (c) => c.value, isForFile: true }, { word: "upper", text: (c) => c.upper || "", isForFile: true }, { word: "bound", text: (c) => tValue("bound", c.bound), isForFile: true },
    { word: "direction", text: (c) => (c.direction ? t(c.direction) : ""), raw: (c) => c.direction || "", filter: "choose", isHidden: true, isForFile: true, isRare: true },
    { word: "baseline", text: (c) => c.baseline || "", filter: "type", isHidden: true, isForFile: true, isRare: true },
    { word: "begins", text: (c) => firstDay(c.time), isForFile: true }, { word: "ends", text: (c) => lastDay(c.time), isForFile: true },
    { word: "idOfSubject", text: (c) => keyAt(c.subject), isForFile: true }, { word: "id", text: (c) => c.id, isForFile: true }] },
  ties: { rows: TIES, of: (r) => [r.subject, r.object], open: (r) => ({ article: r.evidence[3], at: `${r.evidence[1]}-${r.evidence[2]}` }), columns: [
    { word: "who", text: (r) => nameAt(r.subject), words: (r) => wordsOf(r.subject), filter: "type" },
    { word: "tie", text: (r) => t(r.predicate), raw: (r) => r.predicate, filter: "choose" },
    { word: "post", text: (r) => squeeze(r.post), filter: "type" },
    { word: "whom", text: (r) => nameAt(r.object, r.objectName), words: (r) => wordsOf(r.object), filter: "type" },
    { word: "time", text: (r) => shortPeriod(r.time), sort: (r) => momentOf(r.time) ?? -Infinity, raw: (r) => r.time, filter: "year" },
    ...placeColumns((r) => r.evidence),
    { word: "begins", text: (r) => firstDay(r.time), isForFile: true }, { word: "ends", text: (r) => lastDay(r.time), isForFile: true },
    { word: "idOfSubject", text: (r) => keyAt(r.subject), isForFile: true }, { word: "idOfObject", text: (r) => keyAt(r.object), isForFile: true }] },
  entities: { rows: book.entities, kind: "entity", sort: "-count", of: (e, at) => namedWith(at), together: true, columns: [
    { word: "name", text: (e, at) => e.name, note: (e, at) => hintOf(at) },
    { word: "type", text: (e) => t(e.type + "1"), raw: (e) => e.type, filter: "choose" },
    { word: "subtype", text: (e) => (e.subtype ? t(e.subtype) : ""), raw: (e) => e.subtype || "", filter: "choose" },
    { word: "alsoPrinted", text: (e) => e.aliases.filter((alias) => alias !== e.name).join("、") },
    { word: "within", text: (e) => nameAt(e.within), words: (e) => wordsOf(e.within), filter: "type" },
    { word: "together", text: (e, at) => grouped(articlesTogether(at)), sort: (e, at) => articlesTogether(at), isNumber: true, isOf: true, run: (at) => setView("articles", { of: filters.entities.of, with: keyOf("entity", at), ...(filters.entities.deep ? { deep: "1" } : {}) }) },
    { word: "count", text: (e, at) => grouped(namingsOf.of(at).length), sort: (e, at) => namingsOf.of(at).length, isNumber: true },
    { word: "articles", text: (e, at) => grouped(articlesNaming[at].size), sort: (e, at) => articlesNaming[at].size, isNumber: true },
    { word: "figures", text: (e, at) => grouped(claimsAbout.of(at).length), sort: (e, at) => claimsAbout.of(at).length, isNumber: true },
    { word: "joined", raw: (e) => e.because.map(([kind]) => kind), text: (e) => e.because.map(([kind, form, other, rule]) => `${t(kind)}: ${form} ～ ${other} (${tReason(rule)})`).join("; "), filter: "choose", isHidden: true, isForFile: true, isRare: true, valueText: t },
    { word: "page", raw: (e, at) => pagesNaming(at), text: (e, at) => pagesNaming(at).join("、"), filter: "choose", isHidden: true },
    { word: "rule", raw: (e, at) => rulesNaming(at), text: (e, at) => rulesNaming(at).join("、"), filter: "choose", isHidden: true, isRare: true },
    { word: "code", text: (e) => e.code || "", isForFile: true }, { word: "id", text: (e) => e.id, isForFile: true }] },
  articles: { rows: book.articles, kind: "article", of: (a, at) => entitiesIn.of(at), with: (a, at) => entitiesIn.of(at), columns: [
    { word: "title", text: (a, at) => titleOf(at) },
    { word: "kind", text: (a) => t(a.kind), raw: (a) => a.kind, filter: "choose" },
    { word: "published", text: (a) => a.published || "", filter: "year" },
    { word: "reporters", text: (a) => a.reporters.map(squeeze).join("、"), filter: "type" },
    { word: "page", text: (a) => pageOf(a.source), filter: "choose" },
    { word: "figures", text: (a, at) => grouped(claimsOfArticle.of(at).length), sort: (a, at) => claimsOfArticle.of(at).length, isNumber: true },
    { word: "line", text: (a) => String(lineOf(a.source, a.start)), isForFile: true }, { word: "id", text: (a) => a.id, isForFile: true }] } };

/** The names that stand in an article with this one. */
const namedWith = (entity) => [...new Set([...articlesNaming[entity]].flatMap((article) => entitiesIn.of(article)))].filter((other) => other !== entity);

let askedArticles = ["", null]; // the name asked for, and the articles that have it

/** How many articles have this name and the one that the table of names is narrowed to. */
function articlesTogether(entity) {
  const asked = `${filters.entities.of} ${filters.entities.deep || ""}`;
  if (askedArticles[0] !== asked) askedArticles = [asked, new Set([...namesAsked(filters.entities, "of")].flatMap((name) => [...articlesNaming[name]]))];
  return [...articlesNaming[entity]].filter((article) => askedArticles[1].has(article)).length;
}

const pagesNaming = (entity) => [...new Set(namingsOf.of(entity).map((n) => pageOf(book.namings[n][1])))];
const rulesNaming = (entity) => [...new Set(namingsOf.of(entity).map((n) => ruleName(book.namings[n])))];
