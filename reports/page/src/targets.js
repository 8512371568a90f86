// Shares of targets reached, recomputed from the curves in the page for other targets than those of the report.
import { inUnit } from "./curves.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Optimizer} Optimizer */
/** @typedef {import("./types.js").Stairs} Stairs */

/**
 * The easiest `percent` of the targets, at least one.
 * @param {number[]} target_grid falling @param {number} percent
 */
export function easiest(target_grid, percent) {
  return target_grid.slice(0, Math.max(1, Math.round((target_grid.length * percent) / 100)));
}

/**
 * What each run of an optimizer spent until it was at or below each target: costs[run][target], null for never. Without
 * single seeds the median run stands for all.
 * @param {Problem} problem @param {Optimizer} optimizer @param {number[]} targets
 * @returns {(number|null)[][]}
 */
export function costs(problem, optimizer, targets) {
  const single = optimizer.seeds.values.length > 0;
  const steps = single ? optimizer.seeds.x : optimizer.curves[0].x;
  const x = inUnit(optimizer, steps, problem.unit);
  const runs = single ? optimizer.seeds.values : [optimizer.curves[0].median];
  return runs.map((values) =>
    targets.map((target) => {
      const at = values.findIndex((v) => v !== null && v <= target);
      return at < 0 ? null : x[at];
    }));
}

/**
 * The fraction of `count` that is at or below x.
 * @param {number[]} values @param {number} count @returns {Stairs}
 */
export function staircase(values, count) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @type {Stairs} */
  const stairs = { x: [], y: [] };
  sorted.forEach((x, i) => {
    if (x === sorted[i + 1]) return;
    stairs.x.push(x);
    stairs.y.push((i + 1) / count);
  });
  return stairs;
}

/**
 * The fraction of (run, target) reached by cost.
 * @param {Problem} problem @param {Optimizer} optimizer @param {number[]} targets
 */
export function runtimes(problem, optimizer, targets) {
  const all = costs(problem, optimizer, targets).flat();
  return staircase(/** @type {number[]} */ (all.filter((c) => c !== null)), all.length);
}

/**
 * Expected cost to each target: all that the runs spent, over the number of those that reached it.
 * @param {Problem} problem @param {Optimizer} optimizer @param {number[]} targets
 * @returns {number[]} infinite where none did
 */
export function expected(problem, optimizer, targets) {
  const single = optimizer.seeds.values.length > 0;
  const x = inUnit(optimizer, single ? optimizer.seeds.x : optimizer.curves[0].x, problem.unit);
  const runs = single ? optimizer.seeds.values : [optimizer.curves[0].median];
  const spent = runs.map((values) => {
    let last = 0;
    values.forEach((v, i) => { if (v !== null) last = x[i] ?? last; });
    return last;
  });
  const reached = costs(problem, optimizer, targets);
  return targets.map((_, t) => {
    let sum = 0, count = 0;
    reached.forEach((run, r) => {
      const cost = run[t];
      sum += cost ?? spent[r];
      if (cost !== null) ++count;
    });
    return count === 0 ? Infinity : sum / count;
  });
}

/**
 * Performance profiles (ratio to the cheapest) and data profiles (cost) over problems, by label.
 * @param {Problem[]} problems @param {string[]} labels @param {number} percent of each problem's target grid
 * @returns {Map<string, {performance: Stairs, data: Stairs, runtimes: Stairs}>}
 */
export function profiles(problems, labels, percent) {
  /** @type {Map<string, {ratios: number[], costs: number[]}>} */
  const sums = new Map(labels.map((label) => [label, { ratios: [], costs: [] }]));
  let reachable = 0, all = 0;
  for (const problem of problems) {
    const targets = easiest(problem.target_grid, percent);
    const rows = labels.map((label) => {
      const o = problem.optimizers.find((other) => other.label === label);
      return o ? expected(problem, o, targets) : targets.map(() => Infinity);
    });
    targets.forEach((_, t) => {
      const best = Math.min(...rows.map((row) => row[t]));
      ++all;
      if (!Number.isFinite(best)) return;
      ++reachable;
      labels.forEach((label, i) => {
        if (!Number.isFinite(rows[i][t])) return;
        const sum = /** @type {{ratios: number[], costs: number[]}} */ (sums.get(label));
        sum.costs.push(rows[i][t]);
        sum.ratios.push(best > 0 ? rows[i][t] / best : 1);
      });
    });
  }
  const means = new Map(labels.map((label) => [label, meanRuntimes(problems, label, percent)]));
  return new Map([...sums].map(([label, sum]) => [label, {
    performance: staircase(sum.ratios, Math.max(1, reachable)),
    data: staircase(sum.costs, Math.max(1, all)),
    runtimes: /** @type {Stairs} */ (means.get(label)),
  }]));
}

/**
 * The mean of the problems' shares by cost.
 * @param {Problem[]} problems @param {string} label @param {number} percent
 * @returns {Stairs}
 */
function meanRuntimes(problems, label, percent) {
  /** @type {{x: number, rise: number}[]} */
  const rises = [];
  for (const problem of problems) {
    const o = problem.optimizers.find((other) => other.label === label);
    if (!o) continue;
    const stairs = runtimes(problem, o, easiest(problem.target_grid, percent));
    stairs.x.forEach((x, i) => rises.push({ x, rise: (stairs.y[i] - (i > 0 ? stairs.y[i - 1] : 0)) / problems.length }));
  }
  rises.sort((a, b) => a.x - b.x);
  /** @type {Stairs} */
  const stairs = { x: [], y: [] };
  let height = 0;
  rises.forEach(({ x, rise }, i) => {
    height += rise;
    if (rises[i + 1]?.x === x) return;
    stairs.x.push(x);
    stairs.y.push(height);
  });
  return stairs;
}
