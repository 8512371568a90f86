// Numbers as the tables of the report write them.

/** @param {number|null|undefined} value @param {number} [digits] */
export function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return Number(value.toPrecision(digits)).toExponential().replace("e+", "e");
  return String(Number(value.toPrecision(digits)));
}

/** "cpu_seconds" is "CPU seconds". @param {string} unit */
export function words(unit) {
  return unit === "cpu_seconds" ? "CPU seconds" : unit.replaceAll("_", " ");
}

/** "gap" is "gap to the known minimum". @param {string} measure */
export function measureName(measure) {
  return measure === "gap" ? "gap to the known minimum" : words(measure);
}

/** The first letter a capital. @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Part of a file name: letters, digits and hyphens. @param {string} text */
export function slug(text) {
  return text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "x";
}
