// How points look: one shape for each class, so that colour is never the only sign.

/** Half the width of a node in pixels: it grows slower than the picture, so that near looks do not drown in discs. */
function reachOf(node, scale) {
  const grown = scale < 0.6 ? scale : 0.6 * (scale / 0.6) ** 0.45;
  return Math.max(points.group[node] === CLAIM ? 1.3 : 2, points.size[node] * grown);
}

/** Add the outline of a class's shape to the path. */
function traceShape(context, group, x, y, r) {
  switch (CLASSES[group]) {
    case "ORG": context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); break;
    case "PER": polygon(context, x, y + r * 0.15, r * 1.2, 3, -Math.PI / 2); break;
    case "LOC": context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8); break;
    case "Claim": polygon(context, x, y, r * 1.1, 4, -Math.PI / 2); break;
    case "Article": polygon(context, x, y, r, 6, 0); break;
    default: star(context, x, y, r * 1.2);
  }
}

function polygon(context, x, y, r, corners, turn) {
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + (2 * Math.PI * corner) / corners;
    if (corner) context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle)); else context.moveTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  context.closePath();
}

function star(context, x, y, r) {
  for (let corner = 0; corner < 10; corner += 1) {
    const [angle, far] = [-Math.PI / 2 + (Math.PI * corner) / 5, corner % 2 ? r * 0.45 : r];
    if (corner) context.lineTo(x + far * Math.cos(angle), y + far * Math.sin(angle)); else context.moveTo(x + far * Math.cos(angle), y + far * Math.sin(angle));
  }
  context.closePath();
}

function traceArrow(context, fromX, fromY, toX, toY, reach) {
  const far = Math.hypot(toX - fromX, toY - fromY);
  if (far < reach + 14) return;
  const [dx, dy] = [(toX - fromX) / far, (toY - fromY) / far];
  const [tipX, tipY] = [toX - dx * (reach + 2), toY - dy * (reach + 2)];
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - dx * 8 - dy * 3.4, tipY - dy * 8 + dx * 3.4);
  context.lineTo(tipX - dx * 8 + dy * 3.4, tipY - dy * 8 - dx * 3.4);
  context.closePath();
}
