// From stored curves to what can be drawn: the chosen unit, gaps, and marks where a line leaves the chart.

/** @typedef {import("./types.js").Numbers} Numbers */
/** @typedef {import("./types.js").Optimizer} Optimizer */

/**
 * The x values of a curve over steps, in the unit that the reader chose; null where it was not recorded.
 * @param {Optimizer} optimizer @param {number[]} steps @param {string} unit
 * @returns {Numbers}
 */
export function inUnit(optimizer, steps, unit) {
  const spent = optimizer.progress[unit];
  if (unit === "steps" || (unit === "evaluations" && !spent)) return steps;
  if (!spent) return steps.map(() => null);
  const place = new Map(optimizer.curves[0].x.map((step, i) => [step, i]));
  return steps.map((step) => {
    const i = place.get(step);
    return i === undefined ? null : spent[i];
  });
}

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{segments: Point[][], exits: {x: number, up: boolean}[]}} Drawn
 */

/**
 * The parts of a line that a chart shows: between `floor` and `ceiling`, and, on logarithmic axes, above 0. A part that leaves
 * goes to the edge, which is an exit. What is null is a gap.
 * @param {Numbers} x @param {Numbers} y
 * @param {{logx?: boolean, logy?: boolean, floor?: number, ceiling?: number}} limits
 * @returns {Drawn}
 */
export function visible(x, y, { logx = false, logy = false, floor = -Infinity, ceiling = Infinity }) {
  const lowest = logy ? Math.max(floor, 0) : floor;
  /** @type {Point[][]} */
  const segments = [];
  const exits = [];
  /** @type {Point[]} */
  let open = [];
  const close = () => {
    if (open.length > 0) segments.push(open);
    open = [];
  };
  /** @param {number} value */
  const side = (value) => (value > ceiling ? 1 : value < lowest || (logy && value <= 0) ? -1 : 0);
  let before = 0;
  for (let i = 0; i < x.length; ++i) {
    const at = x[i], value = y[i];
    if (at === null || value === null || (logx && at <= 0)) {
      close();
      before = 0;
      continue;
    }
    const where = side(value);
    const edge = where > 0 ? ceiling : lowest;
    if (where === 0) {
      open.push({ x: at, y: value });
    } else if (open.length > 0) {
      // It leaves here: the line ends at the edge, where the chart has one.
      if (Number.isFinite(edge) && (!logy || edge > 0)) open.push({ x: at, y: edge });
      exits.push({ x: at, up: where > 0 });
      close();
    } else if (before === 0 && where < 0) {
      exits.push({ x: at, up: false });
    }
    before = where;
  }
  close();
  return { segments, exits };
}

/**
 * Above which lines are cut: ten times the highest start, where something goes beyond it.
 * @param {Numbers[]} curves @returns {number}
 */
export function ceilingOf(curves) {
  let start = 0;
  for (const y of curves) {
    const first = y.find((v) => v !== null);
    if (first !== undefined && first !== null) start = Math.max(start, Math.abs(first));
  }
  return start > 0 ? 10 * start : Infinity;
}

/**
 * The value at `x` of a line: that of the last point at or before it; undefined outside of the line.
 * @param {Numbers} xs ascending @param {Numbers} ys @param {number} x
 * @returns {number|null|undefined}
 */
export function valueAt(xs, ys, x) {
  let low = 0, high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = xs[middle];
    if (at !== null && at <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  const last = xs[xs.length - 1];
  if (low === xs.length && last !== null && x > last) return undefined;
  return ys[low - 1];
}

/** The last value of a line that there is; null if none. @param {Numbers} ys */
export function lastValue(ys) {
  for (let i = ys.length - 1; i >= 0; --i) if (ys[i] !== null) return ys[i];
  return null;
}
