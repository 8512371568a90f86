// Which optimizers of an experiment are highlighted, and in which colors. In one chart no color means two things.
import { interpolateViridis, interpolateOranges, interpolatePurples, interpolateGreys } from "d3-scale-chromatic";
import { number } from "./numbers.js";

/** @typedef {import("./types.js").Experiment} Experiment */
/** @typedef {{color: string, dash: string, grey: boolean, text?: string}} Look */

export const INK = "#000000";  // drawn in the color of text
export const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", INK, "#882255"];
const DASHES = ["", "7 3", "2 3", "10 3 2 3"];
// For grids of one setting: from light to dark would be lost on paper or at night, so the ends are left out.
const RAMPS = [
  (/** @type {number} */ t) => interpolateViridis(0.85 - 0.75 * t),
  (/** @type {number} */ t) => interpolateOranges(0.4 + 0.5 * t),
  (/** @type {number} */ t) => interpolatePurples(0.4 + 0.5 * t),
  (/** @type {number} */ t) => interpolateGreys(0.4 + 0.5 * t),
];
const BESIDE_RAMPS = [INK, "#d55e00", "#cc79a7", "#882255", "#e69f00"];
export const GREY = "#9aa3ad";

/**
 * The labels of the experiment, those with the best mean rank over its problems first.
 * @param {Experiment} experiment
 */
export function byRank(experiment) {
  /** @type {Map<string, number[]>} */
  const ranks = new Map();
  for (const problem of experiment.problems)
    for (const o of problem.optimizers) {
      const list = ranks.get(o.label) ?? [];
      list.push(o.rank || problem.optimizers.length);
      ranks.set(o.label, list);
    }
  const mean = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0) / list.length;
  return [...ranks].map(([label, list]) => ({ label, rank: mean(list) })).sort((a, b) => a.rank - b.rank).map((o) => o.label);
}

/**
 * @param {Experiment} experiment
 * @returns {Map<string, Look>} by label
 */
export function looks(experiment) {
  /** @type {Map<string, Look>} */
  const result = new Map();
  const grids = experiment.problems.find((p) => p.rate_curves.length > 0)?.rate_curves ?? [];
  grids.slice(0, RAMPS.length).forEach((grid, g) => {
    grid.points.forEach((point, i) => {
      const share = grid.points.length > 1 ? i / (grid.points.length - 1) : 0.5;
      result.set(point.optimizer, { color: RAMPS[g](share), dash: "", grey: false,
        text: `${grids.length > 1 ? `${grid.name}, ` : ""}rate ${number(point.learning_rate)}` });
    });
  });
  const palette = grids.length > 0 ? BESIDE_RAMPS : PALETTE;
  const colors = new Map(experiment.problems.flatMap((p) => p.optimizers).map((o) => [o.label, o.color.toLowerCase()]));
  const others = byRank(experiment).filter((label) => !result.has(label));
  const taken = new Set();
  /** @type {string[]} */
  const waiting = [];
  for (const label of others.slice(0, palette.length)) {
    const own = colors.get(label) ?? "";
    if (grids.length === 0 && palette.includes(own) && !taken.has(own)) {
      taken.add(own);
      result.set(label, { color: own, dash: "", grey: false });
    } else {
      waiting.push(label);
    }
  }
  const free = palette.filter((color) => !taken.has(color));
  waiting.forEach((label, i) => result.set(label, { color: free[i], dash: grids.length > 0 ? DASHES[1] : "", grey: false }));
  for (const label of others.slice(palette.length)) result.set(label, { color: GREY, dash: "", grey: true });
  return result;
}
