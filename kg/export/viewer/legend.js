// Legend and buttons on the picture: classes and lines to hide, folds, what is hidden or pinned, saving.
const classCounts = new Map();
for (let node = 0; node < points.count; node += 1) classCounts.set(classOf(node), (classCounts.get(classOf(node)) || 0) + 1);
const presentSorts = EDGE_SORTS.filter((_, sort) => lines.sort.includes(sort));

function toggle(set, name) {
  if (!set.delete(name)) set.add(name);
  refreshScene();
  fillLegend();
  noteAddress();
}

function fillLegend() {
  const present = CLASSES.filter((name) => classCounts.has(name));
  const keep = document.activeElement?.dataset?.sort;
  const key = (set, name, look, sign, count) => el("button", { class: `key ${look}`, set: { type: "button", "aria-pressed": String(!set.has(name)), "data-sort": name },
    title: t("legendHint"), on: { click: () => toggle(set, name) } }, sign, el("span", { text: t(name) }), count ? el("b", { text: grouped(count) }) : null);
  byId("legend").replaceChildren(
    el("div", { class: "keys-of" }, el("h2", { text: t("legend") }), ...present.map((name) => key(shown.classes, name, `shape-${name}`, el("i", { class: "swatch" }), classCounts.get(name)))),
    el("div", { class: "keys-of" }, el("h2", { text: t("edges") }), ...presentSorts.map((name) => key(shown.sorts, name, `line-${name}`, el("i", { class: "stroke" }), 0))),
    ...[...(shown.gone.size ? [button(`${t("hiddenN", shown.gone.size)} · ${t("showAgain")}`, () => { shown.gone.clear(); sceneChanged(); }, "key again")] : []),
      ...(shown.pinned.size ? [button(`${t("pinnedN", shown.pinned.size)} · ${t("unpin")}`, () => { shown.pinned.clear(); sceneChanged(); }, "key again")] : [])]);
  if (keep) byId("legend").querySelector(`[data-sort="${keep}"]`)?.focus();
}

/** Something was hidden, pinned or brought back. */
function sceneChanged() {
  refreshScene();
  fillLegend();
  noteAddress();
  fillPanel();
}

function fillZoom() {
  const tool = (sign, word, run) => el("button", { title: t(word), set: { type: "button", "aria-label": t(word), "data-tool": word }, on: { click: run } }, el("span", { text: sign, set: { "aria-hidden": "true" } }));
  const keep = document.activeElement?.dataset?.tool;
  const fold = isAllOpen() ? "foldAll" : "unfoldAll";
  byId("zoom").replaceChildren(tool("+", "zoomIn", () => zoomAt(1.4, undefined, undefined, true)), tool("−", "zoomOut", () => zoomAt(1 / 1.4, undefined, undefined, true)),
    tool("⤢", "fit", () => fitAll()), tool(fold === "foldAll" ? "◉" : "⁘", fold, () => foldAll(fold === "foldAll" ? "shut" : "open")),
    tool("⇩", "savePicture", () => { byId("savings").hidden = !byId("savings").hidden; }));
  byId("savings").replaceChildren(...[["savePng", savePng], ["saveSvg", saveSvg], ["saveShown", saveShown]].map(([word, run]) => button(t(word), () => { byId("savings").hidden = true; run(); }, "key")));
  if (keep) byId("zoom").querySelector(`[data-tool="${keep}"]`)?.focus();
}
