// Where the reader is (the address says it), the search box, the switches.
const VIEWS = ["graph", "claims", "entities", "articles", "report"];
let where = {};

/** Read the address: #view=claims&entity=KEY. Keys that no record has are dropped. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const place = { view: VIEWS.includes(asked.get("view")) ? asked.get("view") : "graph" };
  for (const kind of Object.keys(lists)) {
    const at = keysOf[kind].get(asked.get(kind) || "");
    if (at !== undefined) place[kind] = at;
  }
  const end = asked.get("to") || "";
  place.to = Object.keys(lists).map((kind) => nodeOf.get(letters[kind] + keysOf[kind].get(end))).find((node) => node !== undefined);
  if (/^\d+-\d+$/.test(asked.get("at") || "")) place.at = asked.get("at");
  return place;
}

/** Open a card: go({entity: 3}), go({claim: 5}), go({article: 1, at: "10-20"}); go({}) closes it. */
function go(target, view = where.view) {
  const chosen = Object.keys(lists).find((kind) => target[kind] !== undefined);
  if (pathFrom && chosen) {
    target = { ...pathFrom, to: nodeOf.get(letters[chosen] + target[chosen]) };
    pathFrom = null;
  } else if (!chosen) {
    pathFrom = null;
  }
  const asked = new URLSearchParams({ view });
  for (const kind of Object.keys(lists)) if (target[kind] !== undefined) asked.set(kind, keyOf(kind, target[kind]));
  if (target.at) asked.set("at", target.at);
  if (target.to !== undefined) { const [letter, at] = book.nodes[target.to]; asked.set("to", keyOf({ e: "entity", c: "claim", a: "article" }[letter], at)); }
  location.hash = asked.toString();
}

function setView(view, wanted) {
  if (wanted) filters[view] = { ...wanted };
  const { view: before, ...target } = where;
  if (view === before && wanted) render(); else go(target, view);
}

function render() {
  const before = where;
  where = readAddress();
  document.body.dataset.view = where.view;
  for (const view of VIEWS) {
    const room = byId(`view-${view}`);
    room.hidden = view !== where.view;
    if (view === where.view && view !== "graph") room.replaceChildren(view === "report" ? reportView() : tableView(view));
  }
  fillTabs();
  const panel = byId("panel");
  const kind = Object.keys(lists).find((name) => where[name] !== undefined);
  const isNew = !kind || before[kind] !== where[kind] || before.at !== where.at;
  panel.replaceChildren(kind === "entity" ? entityCard(where.entity) : kind === "claim" ? claimCard(where.claim) : kind === "article" ? articleCard(where.article, where.at) : startCard());
  document.body.dataset.card = kind || "";
  document.title = kind ? `${nameOf(kind, where[kind])} · ${t("brand")}` : t("brand");
  if (isNew) panel.scrollTop = 0;
  panel.querySelector(".focus.clause")?.scrollIntoView({ block: "center" });
  const node = (kind ? nodeOf.get(letters[kind] + where[kind]) : -1) ?? -1;
  let way = [];
  if (node >= 0 && where.to !== undefined) {
    const found = waySection(node, where.to);
    panel.querySelector(".card-head").after(found.section);
    way = found.nodes;
  }
  if (node !== picture.selected || way.join() !== picture.way.join()) choose(node, where.view === "graph", way);
}

function fillTabs() {
  byId("tabs").replaceChildren(...VIEWS.map((view) => el("button", { text: t(view), set: { type: "button", role: "tab", id: `tab-${view}`, "aria-selected": String(view === where.view),
    "aria-controls": `view-${view}`, tabindex: view === where.view ? "0" : "-1" }, on: { click: () => setView(view), keydown: (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    setView(VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length]);
    setTimeout(() => byId(`tab-${where.view}`).focus(), 0);
  } } })));
}

// --- search ------------------------------------------------------------------------------

function findAll(query) {
  const wanted = squeeze(query).toLowerCase();
  if (!wanted) return [];
  const score = (text) => { const at = squeeze(text || "").toLowerCase().indexOf(wanted); return at < 0 ? -1 : at === 0 ? 2 : 1; };
  const best = (rows, texts, weight) => rows.map((row, at) => ({ at, score: Math.max(...texts(row, at).map(score)), weight: weight(at) })).filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || b.weight - a.weight || a.at - b.at);
  const groups = [];
  const add = (title, hits, make, most = 6) => { if (hits.length) groups.push({ title: `${title} ${hits.length}`, rows: hits.slice(0, most).map(make) }); };
  add(t("entities"), best(book.entities, (e) => [e.name, ...e.aliases], (at) => namingsOf.of(at).length),
    ({ at }) => ({ text: book.entities[at].name, note: t(book.entities[at].type + "1"), type: typeClass(book.entities[at].type), run: () => go({ entity: at }) }), 8);
  add(t("claims"), best(book.claims, (c) => [c.metric, c.text], () => 0),
    ({ at }) => ({ text: nameOf("claim", at), note: book.claims[at].subject >= 0 ? book.entities[book.claims[at].subject].name : "", type: "Claim", run: () => go({ claim: at }) }));
  add(t("articles"), best(book.articles, (a) => [a.title, a.kicker, a.subtitle], () => 0),
    ({ at }) => ({ text: titleOf(at), note: book.articles[at].published || "", type: "Article", run: () => go({ article: at }) }));
  const found = [];
  if (wanted.length > 1) {
    book.articles.forEach((article, at) => {
      const place = found.length < 6 && findPhrase(article.source, article.start, article.end, query);
      if (place) found.push({ at, place });
    });
  }
  add(t("sentences"), found, ({ at, place }) => {
    const text = book.sources[book.articles[at].source].text;
    return { text: `…${squeeze(text.slice(Math.max(0, place[0] - 14), place[1] + 22))}…`, note: titleOf(at), type: "Article", run: () => go({ article: at, at: place.join("-") }) };
  });
  return groups;
}

function startSearch() {
  const box = byId("search");
  const hits = byId("hits");
  let active = -1;
  let closing = 0;
  const options = () => [...hits.querySelectorAll("[role=option]")];
  const close = () => { hits.hidden = true; box.setAttribute("aria-expanded", "false"); active = -1; };
  const mark = (at) => {
    const all = options();
    active = all.length ? (at + all.length) % all.length : -1;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    if (active >= 0) { box.setAttribute("aria-activedescendant", all[active].id); all[active].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    clearTimeout(closing);
    const groups = findAll(box.value);
    let number = 0;
    hits.replaceChildren(...groups.flatMap((group) => [el("li", { class: "group", text: group.title, set: { role: "presentation" } }),
      ...group.rows.map((row) => el("li", { class: "hit", set: { role: "option", id: `hit-${number++}`, "aria-selected": "false" },
        on: { mousedown: (event) => { event.preventDefault(); row.run(); close(); box.blur(); } } },
      el("i", { class: `dot ${row.type}` }), el("span", { class: "hit-text", text: row.text }), el("small", { text: row.note })))]));
    if (!groups.length && box.value.trim()) hits.append(el("li", { class: "group", text: t("none"), set: { role: "presentation" } }));
    hits.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!hits.hidden));
    mark(0);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  box.addEventListener("blur", () => { closing = setTimeout(close, 120); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(active + (event.key === "ArrowDown" ? 1 : -1)); }
    if (event.key === "Enter" && active >= 0) { event.preventDefault(); options()[active].dispatchEvent(new MouseEvent("mousedown")); byId("panel").focus(); }
    if (event.key === "Escape") { box.value = ""; close(); }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping) { event.preventDefault(); box.focus(); }
    if (event.key === "Escape" && !isTyping) go({});
  });
}

// --- switches ----------------------------------------------------------------------------

function remember(name, value) { try { localStorage.setItem(`kg-${name}`, value); } catch { /* a page from disk may have no storage: the choice lasts until it is closed */ } }
function recall(name) { try { return localStorage.getItem(`kg-${name}`); } catch { return null; } }

function dress() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  byId("search").placeholder = t(innerWidth < 700 ? "searchShort" : "search");
  byId("search").setAttribute("aria-label", t("searchShort"));
  byId("language").textContent = t("otherLanguage");
  const isDark = document.documentElement.dataset.theme === "dark";
  byId("theme").textContent = isDark ? "☀" : "☾";
  byId("theme").setAttribute("aria-label", isDark ? t("light") : t("dark"));
  byId("canvas").setAttribute("aria-label", t("graph"));
  byId("legend").setAttribute("aria-label", t("legend"));
  fillLegend();
  fillZoom();
}

function start() {
  document.documentElement.dataset.theme = recall("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  language = recall("language") === "1" ? 1 : 0;
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    remember("theme", document.documentElement.dataset.theme);
    dress();
    restyle();
  });
  byId("language").addEventListener("click", () => { language = 1 - language; remember("language", String(language)); dress(); render(); picture.network.redraw(); });
  where = readAddress();
  drawPicture();
  dress();
  startSearch();
  window.addEventListener("hashchange", render);
  window.addEventListener("resize", () => picture.network.redraw());
  render();
  document.body.dataset.ready = "yes";
}

start();
