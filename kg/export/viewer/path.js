// The way from one node to another: the shortest chain of lines, each with its reading.
let pathFrom = null; // the card from which the reader is looking for a way, as {kind: number}

/** Nodes and edges of a shortest way that uses no hidden class; null where there is none. */
function shortestWay(from, to) {
  const cameBy = new Map([[from, null]]);
  let border = [from];
  while (border.length && !cameBy.has(to)) {
    const next = [];
    for (const node of border) {
      for (const edge of edgesAt.of(node)) {
        const other = otherEnd(edge, node);
        if (cameBy.has(other) || shown.classes.has(classOf(other)) || shown.gone.has(other) || shown.sorts.has(EDGE_SORTS[lines.sort[edge]])) continue;
        cameBy.set(other, { node, edge });
        next.push(other);
      }
    }
    border = next;
  }
  if (!cameBy.has(to)) return null;
  const way = [{ node: to, edge: -1 }];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.node)) way.unshift(step);
  return way;
}

function nodeChip(node) {
  const [kind, at] = book.nodes[node];
  if (kind === "e") return chip(at);
  return button(shorten(nameOf(kind === "c" ? "claim" : "article", at), 24), () => go(kind === "c" ? { claim: at } : { article: at }), `chip ${kind === "c" ? "Claim" : "Article"}`);
}

/** The section of a card that tells the way to `to`. */
function waySection(from, to) {
  const way = shortestWay(from, to);
  const rows = way ? way.flatMap(({ node, edge }) => {
    if (edge < 0) return [el("li", {}, nodeChip(node))];
    const word = predicateOf(edge) === "holds_post" && labelOf(edge) ? squeeze(labelOf(edge)) : t(predicateOf(edge));
    return [el("li", {}, nodeChip(node)), el("li", { class: "way-step", text: `${lines.from[edge] === node ? "↓" : "↑"} ${word}` })];
  }) : [el("li", { text: t("noWay") })];
  return { nodes: way ? way.map((step) => step.node) : [], section: section(t("way"), el("ol", { class: "way" }, ...rows)) };
}
