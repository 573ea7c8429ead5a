// An SVG that can be drawn on like a canvas, as far as our picture goes. It is made of elements, never of markup.
const SVG = "http://www.w3.org/2000/svg";

/** An SVG element. */
function shape(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const rounded = (number) => Math.round(number * 100) / 100;

class SvgContext {
  constructor(width, height) {
    this.root = shape("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
    this.ruler = document.createElement("canvas").getContext("2d");
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, textAlign: "center", textBaseline: "top", lineJoin: "round", path: "", dash: [] });
  }

  set font(font) { this.ruler.font = font; }

  get font() { return this.ruler.font; }

  measureText(text) { return this.ruler.measureText(text); }

  setLineDash(dash) { this.dash = dash; }

  beginPath() { this.path = ""; }

  moveTo(x, y) { this.path += `M${rounded(x)} ${rounded(y)}`; }

  lineTo(x, y) { this.path += `L${rounded(x)} ${rounded(y)}`; }

  closePath() { this.path += "Z"; }

  rect(x, y, width, height) { this.path += `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}Z`; }

  arc(x, y, r, start, end) {
    const at = (angle) => `${rounded(x + r * Math.cos(angle))} ${rounded(y + r * Math.sin(angle))}`;
    const middle = (start + end) / 2; // in two halves: one arc cannot be a whole circle
    this.path += `${this.path.endsWith("Z") || !this.path ? "M" : "L"}${at(start)}`;
    for (const angle of [middle, end]) this.path += `A${rounded(r)} ${rounded(r)} 0 0 1 ${at(angle)}`;
  }

  fill() { if (this.path) this.root.append(shape("path", { d: this.path, fill: this.fillStyle, opacity: this.globalAlpha === 1 ? null : rounded(this.globalAlpha) })); }

  stroke() {
    if (this.path) this.root.append(shape("path", { d: this.path, fill: "none", stroke: this.strokeStyle, "stroke-width": rounded(this.lineWidth), "stroke-dasharray": this.dash.join(" ") || null,
      opacity: this.globalAlpha === 1 ? null : rounded(this.globalAlpha) }));
  }

  fillRect(x, y, width, height) { this.root.append(shape("rect", { x, y, width, height, fill: this.fillStyle })); }

  strokeText(text, x, y) { this.write(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": "round", "aria-hidden": "true" }); }

  fillText(text, x, y) { this.write(text, x, y, { fill: this.fillStyle }); }

  write(text, x, y, look) {
    const [, weight, size, family] = /^(?:(?:normal )?(bold|\d{3}) )?([\d.]+)px (.*)$/.exec(this.ruler.font) || [null, null, 12, FONT];
    const down = this.textBaseline === "top" ? y + size * 0.86 : y + size * 0.36;
    const node = shape("text", { x: rounded(x), y: rounded(down), "text-anchor": "middle", "font-size": size, "font-family": family, "font-weight": weight, ...look });
    node.textContent = text;
    this.root.append(node);
  }
}
