// Where lines were wrapped, where a sentence begins and ends, where a phrase stands.
const breaksOf = new Map();

/** Does a sentence go on behind the foot of a column? Running text stops without a sign, and what follows is running text too: no heading between two paragraphs. */
const runsOn = (before, behind) => (before.length > (/[，,]/.test(before) ? 18 : 30) || /[。！？]/.test(before)) && !/[。！？!?；;：:…—”’」』）)]$/.test(before) && /[，,。；;！？]/.test(behind);

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
    const behind = text.indexOf("\n", next);
    flags[at] = isFull || /[，、；：]$/.test(line) || runsOn(line, text.slice(next, behind < 0 ? text.length : behind).trim()) ? 1 : 2;
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

/** `[from, to)` of a source on one line. */
function plainText(source, from, to) {
  const flags = breaksIn(source);
  let text = "";
  for (let at = from; at < to; at += 1) if (!flags[at]) text += book.sources[source].text[at];
  return text.trim();
}

/** The sentence in which some evidence stands, on one line. */
const sentenceText = (evidence) => (evidence[0] < 0 ? "" : plainText(evidence[0], ...sentenceAround(...evidence.slice(0, 3))));

const lineStarts = new Map();

/** The line of the file, counted from one, on which an offset stands. */
function lineOf(source, offset) {
  if (source < 0) return "";
  if (!lineStarts.has(source)) lineStarts.set(source, [...book.sources[source].text.matchAll(/\n/g)].map((end) => end.index));
  let [low, high] = [0, lineStarts.get(source).length];
  while (low < high) { const middle = (low + high) >> 1; if (lineStarts.get(source)[middle] < offset) low = middle + 1; else high = middle; }
  return low + 1;
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

const bareTexts = new Map();

const simplified = new Map((book.traditional.match(/../g) || []).map(([traditional, simple]) => [traditional, simple]));
const traditional = new RegExp(`[${[...simplified.keys()].join("")}]`, "g"); // an empty class matches nothing

/** What is compared with what a reader types: traditional characters simplified, Latin capitals made small, full-width signs half as wide: one for one, so that offsets stay (toLowerCase makes two signs of İ). */
const searchForm = (text) => text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[A-Z]/g, (sign) => sign.toLowerCase()).replace(traditional, (sign) => simplified.get(sign));

/** A source without white space, in its search form, and for each of its characters the offset in the source. */
function bareText(source) {
  if (bareTexts.has(source)) return bareTexts.get(source);
  const text = searchForm(book.sources[source].text);
  const places = new Uint32Array(text.length);
  const parts = [];
  let count = 0;
  for (const word of text.matchAll(/\S+/g)) {
    parts.push(word[0]);
    for (let at = 0; at < word[0].length; at += 1) { places[count] = word.index + at; count += 1; }
  }
  const made = { bare: parts.join(""), places };
  bareTexts.set(source, made);
  return made;
}

/** The article in which a span of a source lies; -1 where it lies in none. */
const articleAt = (source, start, end) => articlesIn.of(source).find((a) => book.articles[a].start <= start && end <= book.articles[a].end) ?? -1;

/** Every sentence with all `words` in it: {source, article, start, end} of the longest one, at most one for each sentence. */
function sentencesWith(words, most = Infinity) {
  const [wanted = "", ...others] = words.map((word) => searchForm(squeeze(word))).sort((a, b) => b.length - a.length);
  const found = [];
  if (wanted.length < 2) return found;
  for (let source = 0; source < book.sources.length && found.length < most; source += 1) {
    const { bare, places } = bareText(source);
    if (!others.every((word) => bare.includes(word))) continue;
    let last = -1;
    for (let at = bare.indexOf(wanted); at >= 0 && found.length < most; at = bare.indexOf(wanted, at + wanted.length)) {
      const [start, end] = [places[at], places[at + wanted.length - 1] + 1];
      if (start < last) continue;
      const around = sentenceAround(source, start, end);
      last = around[1];
      if (others.length) { const said = searchForm(squeeze(book.sources[source].text.slice(...around))); if (!others.every((word) => said.includes(word))) continue; }
      found.push({ source, article: articleAt(source, start, end), start, end });
    }
  }
  return found;
}
