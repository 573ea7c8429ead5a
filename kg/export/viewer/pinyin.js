// Does a name sound like what was typed? lc, liaoch and liaocheng all find 聊城. The spellings were packed in by the build.
const spellingsOf = new Map(Object.entries(book.pinyin).map(([character, spelled]) => {
  const words = spelled.split(" ");
  const parts = [...new Set(words.flatMap((word) => (/^[zcs]h/.test(word) ? [word, word.slice(0, 2), word[0]] : [word, word[0]])))];
  return [character, { words, parts, firsts: words.map((word) => word[0]).join("") }]; // a syllable whole, its first sound, or its first letter
}));
const isLatin = (query) => /^[a-z]+$/.test(query);

/** How well `query` (a–z) spells `name` from some character on: 2 from the first, 1 from a later one, -1 not at all. */
function soundScore(name, query) {
  const signs = [...name];
  const fits = (at, typed) => {
    if (!typed) return true;
    if (at >= signs.length) return false;
    const spelled = spellingsOf.get(signs[at]);
    if (!spelled) return signs[at].toLowerCase() === typed[0] && fits(at + 1, typed.slice(1));
    if (!spelled.firsts.includes(typed[0])) return false;
    return spelled.words.some((word) => word.startsWith(typed)) // the last syllable may be cut short
      || spelled.parts.some((part) => typed.startsWith(part) && fits(at + 1, typed.slice(part.length)));
  };
  if (fits(0, query)) return 2;
  if (query.length > 1) for (let at = 1; at < signs.length; at += 1) if (spellingsOf.has(signs[at]) && fits(at, query)) return 1;
  return -1;
}
