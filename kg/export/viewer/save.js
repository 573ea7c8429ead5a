// What a reader may take along: the view as PNG or SVG, rows as CSV.

/** The present view on another surface, `paint` done to the end. */
function paintAll(context) {
  for (const _ of paintScene(context, { ...camera })) { /* to the end */ }
}

function savePng() {
  const canvas = el("canvas");
  [canvas.width, canvas.height] = [camera.width * 2, camera.height * 2];
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  paintAll(context);
  canvas.toBlob((image) => save("graph.png", image, "image/png"));
}

/** The present view as an SVG element. */
function viewAsSvg() {
  const context = new SvgContext(camera.width, camera.height);
  const name = shape("title");
  name.textContent = book.title;
  context.root.append(name);
  paintAll(context);
  return context.root;
}

function saveSvg() {
  save("graph.svg", new XMLSerializer().serializeToString(viewAsSvg()), "image/svg+xml");
}

/** A cell for a spreadsheet; one that it would run gets an apostrophe in front. */
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

function saveCsv(name, heads, rows) {
  save(name, `\ufeff${[heads, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`, "text/csv;charset=utf-8");
}

/** The lines of what is chosen, or of all that is shown: from, relation, to, and the words of a post. */
function saveShown() {
  const { near, visible } = picture;
  const isIn = (node) => visible[node] && (!near.size || near.has(node));
  const rows = [];
  for (let edge = 0; edge < lines.count; edge += 1) {
    const [from, to] = [lines.from[edge], lines.to[edge]];
    if (!isIn(from) || !isIn(to) || shown.sorts.has(EDGE_SORTS[lines.sort[edge]])) continue;
    const word = predicateOf(edge) === "holds_post" ? squeeze(labelOf(edge)) : "";
    rows.push([fullName(from), t(typeOf(from) + "1"), t(predicateOf(edge)), word, fullName(to), t(typeOf(to) + "1")]);
  }
  saveCsv("selection.csv", ["name", "type", "relation", "posts", "name", "type"].map((word) => t(word)), rows);
}

const fullName = (node) => nameOf(kindOfLetter[book.nodes[node][0]], book.nodes[node][1]);
