// The records of the build and the ways to look them up.
const readJson = (id) => JSON.parse(byId(id).textContent);
const book = readJson("records");
Object.assign(WORDS, book.words);

/** Rows by key, each row once for a key, whichever way it has it twice (both prints of an article that is one). */
function groupBy(rows, keysOf) {
  const groups = new Map();
  const put = (key, at) => {
    if (key < 0 || key === null || key === undefined) return;
    const group = groups.get(key);
    if (group) group.push(at); else groups.set(key, [at]);
  };
  rows.forEach((row, at) => { const keys = keysOf(row, at); if (Array.isArray(keys)) new Set(keys).forEach((key) => put(key, at)); else put(keys, at); });
  return { of: (key) => groups.get(key) || [] };
}

const namingsOf = groupBy(book.namings, (n) => n[0]);
const namingsIn = groupBy(book.namings, (n) => n[1]);
const claimsAbout = groupBy(book.claims, (c) => c.subject);
const claimsSaidBy = groupBy(book.claims, (c) => c.speaker);
const claimsIn = groupBy(book.claims, (c) => c.evidence[0]);
const claimsOfArticle = groupBy(book.claims, (c) => c.evidence[3]);
const articlesIn = groupBy(book.articles, (a) => a.source);
const rolesOf = groupBy(book.roles, (r) => r.person);
const rolesAt = groupBy(book.roles, (r) => r.org);
const relationsOf = groupBy(book.relations, (r) => [r.subject, r.object]);
const verdictsOn = groupBy(book.verdicts, (v) => v.claims);
const repeatsOf = groupBy(book.repeats, (places) => places.map((place) => place[3]));
const timesIn = groupBy(book.times, (x) => x[0]);
const partsOf = groupBy(book.entities, (e) => e.within);
const articlesNaming = book.entities.map((_, at) => new Set(namingsOf.of(at).map((n) => book.namings[n][4]).filter((a) => a >= 0)));
const entitiesIn = groupBy(book.entities, (_, at) => [...articlesNaming[at]]);
const numbersIn = groupBy(book.numbers, (n) => n[0]);
const nodeOf = new Map(book.nodes.map(([kind, at], node) => [kind + at, node]));

// Deep links name a record by the last step of its IRI, which is made from content and stays from build to build.
const lists = { entity: book.entities, claim: book.claims, article: book.articles };
const KINDS = Object.keys(lists);
const letters = { entity: "e", claim: "c", article: "a" };
const kindOfLetter = { e: "entity", c: "claim", a: "article" };
const tail = (iri) => iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1) || iri;
const keysOf = {};
for (const [kind, list] of Object.entries(lists)) keysOf[kind] = new Map(list.map((row, at) => [tail(row.id), at]));
const keyOf = (kind, at) => tail(lists[kind][at].id);
const keyOfNode = (node) => keyOf(kindOfLetter[book.nodes[node][0]], book.nodes[node][1]);

/** The node of a key of any kind; undefined where no record has it. */
function nodeOfKey(key) {
  for (const kind of KINDS) {
    const at = keysOf[kind].get(key);
    if (at !== undefined) return nodeOf.get(letters[kind] + at);
  }
  return undefined;
}

const squeeze = (text) => text.replace(/\s+/g, "");
const ruleName = (evidence) => book.ruleNames[evidence[evidence.length - 1]] || "";
const subjectName = (claim) => (claim.subject >= 0 ? book.entities[claim.subject].name : claim.subjectName || "");
const speakerName = (claim) => (claim.speaker >= 0 ? book.entities[claim.speaker].name : claim.speakerName || "");
const titleOf = (at) => squeeze(book.articles[at].title || book.articles[at].subtitle || book.articles[at].kicker || "")
  || squeeze(book.sources[book.articles[at].source].text.slice(book.articles[at].start, book.articles[at].start + 60)).slice(0, 18) + "…";
const nameOf = (kind, at) => (kind === "entity" ? book.entities[at].name : kind === "article" ? titleOf(at)
  : `${squeeze(book.claims[at].metric)} ${squeeze(book.claims[at].text)}`.trim());

/** A period for the eye: 2024-01/2024-06 → 2024-01–06. */
function shortPeriod(period) {
  const [from, until] = (period || "").split("/");
  if (!until) return from;
  return from.slice(0, 4) === until.slice(0, 4) && until.length > 4 ? `${from}–${until.slice(5)}` : `${from}–${until}`;
}

const DAY = /^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/;

/** The first day of a period, as a spreadsheet reads it: 2024-06/2024-08 → 2024-06-01. */
function firstDay(period) {
  const [, year, month = "01", day = "01"] = DAY.exec((period || "").split("/")[0]) || [];
  return year ? `${year}-${month}-${day}` : "";
}

/** The last day of a period: 2024-06/2024-08 → 2024-08-31. */
function lastDay(period) {
  const [, year, month = "12", day] = DAY.exec((period || "").split("/").pop()) || [];
  return year ? `${year}-${month}-${day || String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()).padStart(2, "0")}` : "";
}

/** First and last year of a period; null where none is printed. */
function yearsOf(period) {
  const years = (period || "").match(/(?:^|\/)-?\d{4}/g);
  if (!years) return null;
  const numbers = years.map((year) => Number(year.replace("/", "")));
  return [Math.min(...numbers), Math.max(...numbers)];
}

let namesakes = null; // name → how many names are spelt so; made at the first look

/** What tells a name from its namesakes: a post, the place it lies in, or an article that names it; nothing where it has none. */
function hintOf(entity) {
  if (!namesakes) { namesakes = new Map(); for (const { name } of book.entities) namesakes.set(name, (namesakes.get(name) || 0) + 1); }
  const { name, within, code } = book.entities[entity];
  if (namesakes.get(name) < 2) return "";
  const post = rolesOf.of(entity).map((r) => book.roles[r])[0];
  if (post) return (post.org >= 0 ? book.entities[post.org].name : post.orgName || "") + squeeze(post.position);
  if (within >= 0) return book.entities[within].name;
  const [article] = articlesNaming[entity];
  return code || (article === undefined ? "" : titleOf(article));
}
