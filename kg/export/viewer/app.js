// The page as a whole: views, the panel, the switches, the start.
function render() {
  const before = where;
  const wasInCard = byId("panel").contains(document.activeElement);
  shownAddress = location.hash;
  const params = new URLSearchParams(shownAddress.slice(1));
  where = readAddress(params);
  for (const keeper of keepers) keeper.read(params);
  document.body.dataset.view = where.view;
  if (where.view === "search" && document.activeElement !== byId("search")) byId("search").value = where.q || "";
  fillView();
  fillTabs();
  const kind = KINDS.find((name) => where[name] !== undefined);
  document.body.dataset.card = kind || "";
  document.title = kind ? `${nameOf(kind, where[kind])} · ${t("pageName")}` : t("pageName");
  if (!kind || before[kind] !== where[kind] || before.at !== where.at) byId("panel").scrollTop = 0;
  const way = fillPanel();
  const node = (kind ? nodeOf.get(letters[kind] + where[kind]) : -1) ?? -1;
  const isMoved = node !== picture.selected || way.join() !== picture.way.join() || before.steps !== where.steps;
  if (isMoved) choose(node, where.view === "graph" && !cameraKeeper.wanted, way, where.steps); else refreshScene();
  if (cameraKeeper.wanted) { const [x, y, scale] = cameraKeeper.wanted; setCamera(x, y, scale / 1000); }
  if (kind && isMoved) byId("say").textContent = `${t({ entity: "entities", claim: "claims", article: "articles" }[kind])}: ${nameOf(kind, where[kind])}`;
  uncoverRow();
  fillLegend();
  fillZoom();
  if (wasInCard && document.activeElement === document.body) { // what was pressed is gone: the keys go on where it led
    const there = before.view === where.view ? null : byId(`view-${where.view}`).querySelector(".bar-tools, .report, .results, #canvas");
    (there || byId("panel")).focus();
  }
}

function fillView() {
  for (const view of VIEWS) {
    const room = byId(`view-${view}`);
    room.hidden = view !== where.view;
    if (view === where.view && view !== "graph") {
      if (room.dataset.asked === askedOf(view) && room.firstChild) { markChosen(room); continue; } // only the card changed: what has the focus keeps it
      const scrolled = room.querySelector(".scroll, .report")?.scrollTop || 0;
      const make = { timeline: timelineView, map: mapView, report: reportView, search: resultsView }[view] || (() => tableView(view));
      room.replaceChildren(make());
      if (room.querySelector(".scroll, .report")) room.querySelector(".scroll, .report").scrollTop = scrolled;
      room.dataset.asked = askedOf(view);
      markChosen(room);
      room.querySelector("tr.chosen")?.scrollIntoView({ block: "center" });
      if (room.querySelector(".scroll")) room.querySelector(".scroll").scrollLeft = 0; // a wide table begins with its names
      for (const columns of room.querySelectorAll(".columns")) columns.scrollLeft = columns.scrollWidth; // the latest years
    }
  }
}

/** What decides how a view looks, the open card aside. */
function askedOf(view) {
  return JSON.stringify([Object.entries(filters[view] || {}).filter(([, value]) => value).sort(), language, view === "map" ? [mapRegion, camera.width, camera.height] : "", view === "search" ? where.q : ""]);
}

/** The row of the open card stands out in its table. */
function markChosen(room) {
  const table = TABLES[where.view];
  if (!table) return;
  room.querySelector("tr.chosen")?.classList.remove("chosen");
  room.querySelector(`tr[data-at="${chosenRow(table)}"]`)?.classList.add("chosen");
}

/** On a phone the card lies over the lower part of its table: the chosen row moves to what is left of it. */
function uncoverRow() {
  const room = byId(`view-${where.view}`).querySelector(".scroll");
  const row = room?.querySelector("tr.chosen");
  const panel = byId("panel");
  if (!row || getComputedStyle(panel).position !== "absolute") return;
  const [top, bottom] = [room.querySelector("thead").getBoundingClientRect().bottom, panel.getBoundingClientRect().top];
  const { top: from, bottom: to } = row.getBoundingClientRect();
  if (to > bottom || from < top) room.scrollTop += from - Math.max(top, bottom - (to - from));
}

/** Fill the panel with the card the address asks for; returns the nodes of the way it tells, if it tells one. */
function fillPanel() {
  const panel = byId("panel");
  const kind = KINDS.find((name) => where[name] !== undefined);
  const keep = panel.contains(document.activeElement) ? document.activeElement.dataset.tool : "";
  panel.replaceChildren(kind === "entity" ? entityCard(where.entity) : kind === "claim" ? claimCard(where.claim) : kind === "article" ? articleCard(where.article, where.at) : startCard());
  panel.querySelector(".focus.clause")?.scrollIntoView({ block: "center" });
  if (keep) panel.querySelector(`[data-tool="${keep}"]`)?.focus();
  const node = kind ? nodeOf.get(letters[kind] + where[kind]) : undefined;
  if (node === undefined || where.to === undefined) return [];
  const found = waySection(node, where.to);
  panel.querySelector(".card-head").after(found.section);
  return found.nodes;
}

/** After the keys opened a card the reader stands in it. */
const focusPanel = () => setTimeout(() => byId("panel").focus(), 0);

function fillTabs() {
  byId("tabs").replaceChildren(...TABS.map((view) => el("button", { text: t(view), title: view === "ties" ? t("tiesHint") : "", set: { type: "button", role: "tab", id: `tab-${view}`, "aria-selected": String(view === where.view),
    "aria-controls": `view-${view}`, tabindex: view === where.view || (where.view === "search" && view === "graph") ? "0" : "-1" }, on: { click: () => setView(view), keydown: (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(view) + step + TABS.length) % TABS.length];
    setView(next);
    setTimeout(() => byId(`tab-${next}`).focus(), 0);
  } } })));
}

function remember(name, value) { try { localStorage.setItem(`kg-${name}`, value); } catch { /* a page from disk may have no storage: the choice lasts until it is closed */ } }
function recall(name) { try { return localStorage.getItem(`kg-${name}`); } catch { return null; } }

function dress() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  byId("search").placeholder = t(innerWidth < 760 ? "searchShort" : "search");
  byId("language").textContent = t("otherLanguage");
  byId("language").setAttribute("aria-label", t("otherLanguageName"));
  const isDark = document.documentElement.dataset.theme === "dark";
  byId("theme").textContent = isDark ? "☀" : "☾";
  byId("theme").setAttribute("aria-label", isDark ? t("light") : t("dark"));
  for (const id of ["language", "theme", "copy-link"]) byId(id).title = byId(id).getAttribute("aria-label");
}

function start() {
  document.documentElement.dataset.theme = recall("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  language = recall("language") === "1" ? 1 : 0;
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    remember("theme", document.documentElement.dataset.theme);
    dress();
    readColours();
    redraw();
  });
  byId("language").addEventListener("click", () => { language = 1 - language; remember("language", String(language)); for (const view of VIEWS) if (view !== "graph") byId(`view-${view}`).replaceChildren(); dress(); render(); });
  byId("copy-link").addEventListener("click", () => copyOut(location.href, t(location.protocol === "file:" ? "linkOfFile" : "linkCopied")));
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("panel").focus(); });
  dress();
  readColours();
  startFrames();
  startPointer();
  startSearch();
  startPaper();
  fitAll(false);
  foldsMayOpen();
  window.addEventListener("hashchange", render);
  render();
  document.body.dataset.ready = "yes";
}

start();
