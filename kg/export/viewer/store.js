// The records of the build and the ways to look them up.
const readJson = (id) => JSON.parse(byId(id).textContent);
const book = readJson("records");
const drawnNodes = readJson("nodes");
const drawnEdges = readJson("edges");

function groupBy(rows, keysOf) {
  const groups = new Map();
  rows.forEach((row, at) => {
    for (const key of [].concat(keysOf(row, at))) {
      if (key < 0 || key === null || key === undefined) continue;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(at);
    }
  });
  return { of: (key) => groups.get(key) || [] };
}

const namingsOf = groupBy(book.namings, (n) => n[0]);
const namingsIn = groupBy(book.namings, (n) => n[1]);
const claimsAbout = groupBy(book.claims, (c) => c.subject);
const claimsSaidBy = groupBy(book.claims, (c) => c.speaker);
const claimsIn = groupBy(book.claims, (c) => c.evidence[0]);
const claimsOfArticle = groupBy(book.claims, (c) => c.evidence[3]);
const rolesOf = groupBy(book.roles, (r) => [r.person]);
const rolesAt = groupBy(book.roles, (r) => [r.org]);
const relationsOf = groupBy(book.relations, (r) => (r.subject === r.object ? [r.subject] : [r.subject, r.object]));
const verdictsOn = groupBy(book.verdicts, (v) => v.claims);
const timesIn = groupBy(book.times, (x) => x[0]);
const partsOf = groupBy(book.entities, (e) => e.within);
const articlesNaming = book.entities.map((_, at) => new Set(namingsOf.of(at).map((n) => book.namings[n][4]).filter((a) => a >= 0)));
const nodeOf = new Map(book.nodes.map(([kind, at], node) => [kind + at, node]));

// Deep links name a record by the last step of its IRI, which is made from content and stays from build to build.
const lists = { entity: book.entities, claim: book.claims, article: book.articles };
const letters = { entity: "e", claim: "c", article: "a" };
const tail = (iri) => iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1) || iri;
const keysOf = {};
for (const [kind, list] of Object.entries(lists)) keysOf[kind] = new Map(list.map((row, at) => [tail(row.id), at]));
const keyOf = (kind, at) => tail(lists[kind][at].id);

const squeeze = (text) => text.replace(/\s+/g, "");
const titleOf = (at) => squeeze(book.articles[at].title || book.articles[at].subtitle || book.articles[at].kicker || "")
  || squeeze(book.sources[book.articles[at].source].text.slice(book.articles[at].start, book.articles[at].start + 60)).slice(0, 18) + "…";
const nameOf = (kind, at) => (kind === "entity" ? book.entities[at].name : kind === "article" ? titleOf(at)
  : `${squeeze(book.claims[at].metric)} ${squeeze(book.claims[at].text)}`.trim());

const breaksOf = new Map();

/** For every character of a source: 0 keep, 1 leave out (a line wrap), 2 a paragraph ends here. */
function breaksIn(source) {
  if (breaksOf.has(source)) return breaksOf.get(source);
  const text = book.sources[source].text;
  const lengths = text.split("\n").map((line) => line.trim().length).filter((length) => length > 4).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] || 0;
  const isWrapped = usual > 0 && usual <= 45;
  const flags = new Uint8Array(text.length);
  let lineStart = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== "\n") continue;
    const line = text.slice(lineStart, at).trim();
    let next = at;
    while (next < text.length && /\s/.test(text[next])) next += 1;
    const isFull = isWrapped && line.length >= usual - 4 && !/[。！？”）]$/.test(line);
    flags[at] = isFull || /[，、；：]$/.test(line) ? 1 : 2;
    for (let blank = at + 1; blank < next; blank += 1) flags[blank] = 1;
    at = Math.max(at, next - 1);
    lineStart = next;
  }
  breaksOf.set(source, flags);
  return flags;
}

/** The sentence round a span, as a span of the same source. */
function sentenceAround(source, start, end) {
  const text = book.sources[source].text;
  const flags = breaksIn(source);
  const stops = (at) => "。！？!?".includes(text[at]) || flags[at] === 2;
  let from = start;
  while (from > 0 && start - from < 400 && !stops(from - 1)) from -= 1;
  while (from < start && /[\s”’」』）]/.test(text[from])) from += 1;
  let to = end;
  while (to < text.length && to - end < 400 && !(to > start && stops(to - 1)) && flags[to] !== 2) to += 1;
  if (to < text.length && /[”’」』）]/.test(text[to])) to += 1;
  return [from, to];
}

/** Where `phrase` stands between two offsets, white space ignored on both sides; null where it does not. */
function findPhrase(source, from, to, phrase) {
  const wanted = squeeze(phrase || "");
  if (!wanted) return null;
  const text = book.sources[source].text;
  const places = [];
  let bare = "";
  for (let at = from; at < to; at += 1) if (!/\s/.test(text[at])) { bare += text[at]; places.push(at); }
  const at = bare.indexOf(wanted);
  return at < 0 ? null : [places[at], places[at + wanted.length - 1] + 1];
}

/** A period for the eye: 2024-01/2024-06 → 2024-01–06. */
function shortPeriod(period) {
  const [from, until] = (period || "").split("/");
  if (!until) return from;
  return from.slice(0, 4) === until.slice(0, 4) && until.length > 4 ? `${from}–${until.slice(5)}` : `${from}–${until}`;
}
