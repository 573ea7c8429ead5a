// Figures of several units: which measure the same, how they stand in order, and which ones a reader asks for (10亿元, ≤5%, 3–8公里).
const scaleOf = (unit) => (Object.hasOwn(book.units, unit) ? book.units[unit] : [unit, 1]);

/** What a figure measures: money, length, … or what its counting word counts; a rank counts nothing. */
const familyOf = (claim) => (claim.kind === "rank" ? "" : scaleOf(claim.unit)[0]);
const amountOf = (claim) => Number(claim.value) * scaleOf(claim.unit)[1];

let familyOrder = null; // made at the first look

/** Figures that measure the same stand together; what is measured most often comes first. */
function familyRank(claim) {
  if (!familyOrder) {
    const counts = new Map();
    for (const one of book.claims) counts.set(familyOf(one), (counts.get(familyOf(one)) || 0) + 1);
    familyOrder = new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([family], at) => [family, at]));
  }
  return familyOrder.get(familyOf(claim));
}

const STEPS = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, k: 1e3, mn: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };
const STEP_WORDS = "(?:[十百千万亿]+|k\\b|mn|million|bn|billion)?";
const ASKED = new RegExp(`^(>=|<=|[<>≥≤=]|超过?|至少|不足|不到|至多|最多)?(\\d+(?:\\.\\d+)?)(${STEP_WORDS})(?:[-–—~至到](\\d+(?:\\.\\d+)?)(${STEP_WORDS}))?(\\D*)$`);
const stepsOf = (words) => (Object.hasOwn(STEPS, words) ? STEPS[words] : [...words].reduce((product, sign) => product * STEPS[sign], 1));

/**
 * What is asked for: {least, most, unit}; a bare figure is the least, a unit alone asks for all of its kind.
 * Null where the words are no amount.
 */
function amountAsked(text) {
  const typed = searchForm(squeeze(text)).replace(/,/g, "");
  if (!/\d/.test(typed)) return /[^十百千万亿<>=≤≥]/.test(typed) ? { least: -Infinity, most: Infinity, unit: typed } : null;
  const found = ASKED.exec(typed);
  if (!found) return null;
  const [, sign = "", first, steps, second, lastSteps, unit] = found;
  const value = Number(first) * stepsOf(steps || (second && lastSteps) || "");
  if (second) return { least: value, most: Number(second) * stepsOf(lastSteps || ""), unit };
  if (sign === "=") return { least: value, most: value, unit };
  return /^(<|<=|≤|不足|不到|至多|最多)$/.test(sign) ? { least: -Infinity, most: value, unit } : { least: value, most: Infinity, unit };
}

/** Does a figure fit what is asked? Units that measure the same are compared; one that is half typed means those that begin so. */
function fitsAmount(claim, { least, most, unit }) {
  const isKnown = Object.hasOwn(book.units, unit);
  if (unit && (claim.kind === "rank" || !(isKnown ? familyOf(claim) === book.units[unit][0] : searchForm(claim.unit).startsWith(unit)))) return false;
  const scale = isKnown ? scaleOf(claim.unit)[1] / book.units[unit][1] : 1;
  const [low, high] = [claim.value, claim.upper || claim.value].map((value) => Number(value) * scale);
  return low <= most + Math.abs(most) * 1e-9 && high >= least - Math.abs(least) * 1e-9; // a tenth of a metre is not exactly ten centimetres in binary
}
