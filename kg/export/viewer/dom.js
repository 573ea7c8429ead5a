// Elements and text nodes. Nothing here or elsewhere parses markup: words of a page can only become text.

/** An element; `options` may hold `class`, `text`, `title`, `on` (event → function), `set` (attribute → value). */
function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  if (options.class) node.className = options.class;
  if (options.text !== undefined && options.text !== null) node.textContent = String(options.text);
  if (options.title) node.title = options.title;
  for (const [name, value] of Object.entries(options.set || {})) if (value !== null && value !== undefined) node.setAttribute(name, value);
  for (const [name, run] of Object.entries(options.on || {})) node.addEventListener(name, run);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const byId = (id) => document.getElementById(id);

function button(text, run, name = "link", title = "") {
  return el("button", { class: name, text, title, set: { type: "button" }, on: { click: run } });
}

/** A list that shows `first` rows and a button for more. */
function longList(rows, make, first = 8, step = 40, tag = "ul", name = "rows") {
  const list = el(tag, { class: name });
  const box = el("div", {}, list);
  let shown = 0;
  const grow = (count) => {
    for (const row of rows.slice(shown, shown + count)) list.append(make(row));
    shown = Math.min(rows.length, shown + count);
    box.querySelector(":scope > .more")?.remove();
    if (shown < rows.length) {
      const next = Math.min(step, rows.length - shown);
      box.append(button(t("more", next, rows.length - shown), () => grow(step), "more"));
    }
  };
  grow(rows.length - first <= 3 ? rows.length : first);
  return box;
}

/** Words in the order of a Chinese dictionary; one collator, for asking for it by its name at each comparison takes many times as long. */
const inOrder = new Intl.Collator("zh").compare;

/** A word at the head of a column or field: with a capital where it has one. */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Hand a text or blob to the reader as a file. */
function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { set: { href: address, download: name } });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** 17799000000.5 → 17,799,000,000.5 */
function grouped(digits) {
  const [whole, part] = String(digits).split(".");
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (part ? "." + part : "");
}
