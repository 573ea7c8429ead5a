// What a reader carries elsewhere: a link to the view, a sentence with its source, the view on paper.

/** Say something at the foot of the page for a moment; it is read aloud too. */
let saidLast = 0;
function tell(words) {
  const box = byId("say");
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(saidLast);
  saidLast = setTimeout(() => box.classList.remove("shown"), 4000);
}

/** Put words into the clipboard and say so; where the browser refuses, show them to be copied by hand. */
async function copyOut(words, done) {
  try { await navigator.clipboard.writeText(words); tell(done); } catch { tell(words); }
}

/** Which day and which page: two papers print one agency's text under one headline. */
const placeInWords = ([source, start, , article]) => [book.articles[article]?.published, `${pageOf(source)}:${lineOf(source, start)}`].filter(Boolean).join(" · ");

/** Where some evidence stands in words: article, date, reporters, file and line. */
function sourceInWords([source, start, , article]) {
  const { published, reporters } = book.articles[article] || { reporters: [] };
  return [article >= 0 ? `《${titleOf(article)}》` : "", published, reporters.map(squeeze).join("、"), `${pageOf(source)}:${lineOf(source, start)}`].filter(Boolean).join(language ? ", " : "，");
}

/** A sentence as an editor quotes it. */
const citation = (evidence) => (language ? `"${sentenceText(evidence)}" (${sourceInWords(evidence)})` : `“${sentenceText(evidence)}”（${sourceInWords(evidence)}）`);

/** Paper takes the picture as a drawing that fits its width, whatever the window's; the map and the tables fit by themselves. */
function startPaper() {
  let drawing = null;
  window.addEventListener("beforeprint", () => {
    if (where.view !== "graph" || drawing) return;
    drawing = viewAsSvg();
    drawing.setAttribute("class", "on-paper");
    byId("stage").append(drawing);
  });
  window.addEventListener("afterprint", () => { drawing?.remove(); drawing = null; });
}
