(function () {
"use strict";
const told = JSON.parse(document.getElementById("items").textContent);
const items = told.items, decided = new Map(), done = [];
const card = document.getElementById("card"), list = document.getElementById("list"), progress = document.getElementById("progress");
let here = 0, form = null, saved = 0;

function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== undefined) made.append(String(text));
  if (kind) made.className = kind;
  return made;
}

function verdict(at) { const found = decided.get(at); return found ? found.verdict : ""; }

function show() {
  card.replaceChildren();
  list.replaceChildren();
  progress.textContent = decided.size + " / " + items.length;
  if (!items.length) { card.append("没有要审阅的 · nothing to review"); return; }
  const item = items[here], sentence = element("p");
  card.className = verdict(here);
  sentence.append(item.before, element("mark", item.text), item.after);
  card.append(sentence);
  card.append(element("p", item.kind === "mention" ? item.type + " " + item.name : told.slots.filter((slot) => value(here, slot)).map((slot) => slot + ": " + value(here, slot)).join(" · "), "what"));
  card.append(element("p", item.source + " · " + item.rule + (verdict(here) ? " · " + verdict(here) : ""), "facts"));
  for (let at = Math.max(0, here - 4); at < Math.min(items.length, here + 12); at += 1) {
    const line = element("li", items[at].text + "  " + (items[at].kind === "mention" ? items[at].type : items[at].slots.metric), verdict(at) + (at === here ? " here" : ""));
    line.addEventListener("click", () => { here = at; close(); });
    list.append(line);
  }
}

function value(at, slot) {
  const found = decided.get(at);
  return found && found.set && slot in found.set ? found.set[slot] : items[at].slots[slot];
}

function decide(what, set) {
  done.push([here, decided.get(here)]);
  decided.set(here, set ? { verdict: what, set: set } : { verdict: what });
  close(1);
}

function close(step) {
  form = null;
  here = Math.min(items.length - 1, Math.max(0, here + (step || 0)));
  show();
  card.focus();
}

function undo() {
  const last = done.pop();
  if (!last) return;
  here = last[0];
  if (last[1]) decided.set(here, last[1]); else decided.delete(here);
  close();
}

function correct() {
  const item = items[here];
  form = element("form");
  const fields = item.kind === "claim" ? told.slots : ["name"];
  fields.forEach((slot) => {
    const label = element("label", slot), input = element("input");
    input.name = slot;
    input.value = item.kind === "claim" ? value(here, slot) : item.name;
    label.append(input);
    form.append(label);
  });
  form.append(element("button", "记下 · Keep (Enter)"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const set = {};
    fields.forEach((slot) => {
      const now = form.elements[slot].value.trim(), was = item.kind === "claim" ? item.slots[slot] : item.name;
      if (now !== was) set[slot] = now;
    });
    if (Object.keys(set).length) decide("correct", set); else close();
  });
  card.append(form);
  form.elements[0].focus();
}

function open_one() {
  for (let step = 1; step <= items.length; step += 1) {
    const at = (here + step) % items.length;
    if (!decided.has(at)) { here = at; break; }
  }
  close();
}

function yaml() {
  const spelt = JSON.stringify, names = [], mentions = [], claims = [];
  decided.forEach((found, at) => {
    const item = items[at];
    if (item.kind === "mention" && found.verdict === "correct") {
      names.push("  - {verdict: same, type: " + spelt(item.type) + ", names: [" + spelt(item.text) + ", " + spelt(found.set.name) + "], because: review}");
    } else if (item.kind === "mention") {
      mentions.push("  - {verdict: " + found.verdict + ", source: " + spelt(item.source) + ", surface: " + spelt(item.text) + ", type: " + spelt(item.type) + ", quote: " + spelt(item.quote) + "}");
    } else {
      const set = found.set ? ", set: {" + Object.keys(found.set).map((slot) => slot + ": " + spelt(found.set[slot])).join(", ") + "}" : "";
      claims.push("  - {verdict: " + found.verdict + ", source: " + spelt(item.source) + ", quote: " + spelt(item.quote) + ", value_text: " + spelt(item.text) + set + "}");
    }
  });
  const part = (name, lines) => name + (lines.length ? ":\n" + lines.join("\n") : ": []") + "\n";
  return "about: What a person decided while reviewing a build.\n" + part("judgements", names) + part("mentions", mentions) + part("claims", claims);
}

function save() {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([yaml()], { type: "text/yaml" }));
  link.download = "judgements.yaml";
  link.click();
  URL.revokeObjectURL(link.href);
  saved = done.length;
}

const KEYS = { a: () => decide("accept"), r: () => decide("reject"), c: correct, u: undo, s: save, n: open_one,
  j: () => close(1), k: () => close(-1), arrowdown: () => close(1), arrowup: () => close(-1) };
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (form) { if (key === "escape") close(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || !items.length || !KEYS[key]) return;
  event.preventDefault();
  KEYS[key]();
});
document.getElementById("save").addEventListener("click", save);
window.addEventListener("beforeunload", (event) => { if (done.length > saved) event.preventDefault(); });
show();
document.body.dataset.ready = document.body.dataset.drawn = "yes";
})();
