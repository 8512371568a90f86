// Every optimizer against one that the reader chose, paired over seeds: as significance.cpp compares with the best.
import { confidenceAt, holm, medianRatio, quantile, ratioOverRuns, signedRank } from "./statistics.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Scores} Scores */
/** @typedef {import("./statistics.js").Estimate} Estimate */
/**
 * @typedef {object} Against
 * @property {string} label
 * @property {number} wins seeds on which it is better than the baseline
 * @property {number} ties
 * @property {number} losses
 * @property {Estimate} ratio of its score to the baseline's; not a number for negative ones
 * @property {number} p
 * @property {boolean} exact no chance in either: there is nothing to test
 * @property {"better"|"worse"|"equivalent"|"open"} verdict
 */

const none = { value: NaN, low: NaN, high: NaN };

/** Infinite values are null in the data. @param {Scores} scores */
const valuesOf = (scores) => scores.values.map((v) => v ?? Infinity);

/** @param {Scores} scores @param {ArrayLike<number>} drawn */
function expectedCost({ spent, values }, drawn) {
  let sum = 0, arrived = 0;
  for (let k = 0; k < drawn.length; ++k) {
    sum += spent[drawn[k]];
    if (values[drawn[k]] !== null) ++arrived;
  }
  return arrived > 0 ? sum / arrived : Infinity;
}

/** @param {Scores} of @param {Scores} to @param {(x: number, y: number) => boolean} same @param {number} confidence @returns {Estimate} */
function ratioTo(of, to, same, confidence) {
  const x = valuesOf(of), y = valuesOf(to), ascending = [...y].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (to.spent.length > 0 && quantile(ascending, 0.5) === Infinity)
    return ratioOverRuns(x.length, (drawn) => {
      const [a, b] = [expectedCost(of, drawn), expectedCost(to, drawn)];
      return a === b ? 1 : a / b;
    }, confidence);
  if (x.some((v) => v < 0) || y.some((v) => v < 0)) return none;
  return medianRatio(x.map((v, i) => (same(v, y[i]) ? 1 : v / y[i])), confidence);
}

/** Where losses are negative: one plus the change, as a part of the baseline's. @param {number[]} x @param {number[]} y @param {(x: number, y: number) => boolean} same @param {number} confidence */
function relativeChange(x, y, same, confidence) {
  return medianRatio(x.map((v, i) => (same(v, y[i]) ? 1 : Math.max(1e-300, 1 + (v - y[i]) / Math.abs(y[i])))), confidence);
}

/**
 * The baseline that the suites name, or null where their experiments have different ones.
 * @param {import("./types.js").Report} report @returns {string|null} empty: none
 */
export function planned(report) {
  const all = new Set(report.experiments.map((e) => e.baseline));
  return all.size > 1 ? null : ([...all][0] ?? "");
}

/** @param {import("./types.js").State} state @param {import("./types.js").Experiment|undefined} experiment */
export function baselineOf(state, experiment) {
  return state.baseline ?? experiment?.baseline ?? "";
}

/** @type {WeakMap<Problem, Map<string, Against[]>>} */
const known = new WeakMap();

/**
 * In the order of the problem's optimizers; empty if the baseline has no results here. p is corrected for the number of
 * comparisons (Holm), and holds for a baseline that was chosen before the results were seen.
 * @param {Problem} problem @param {string} baseline @returns {Against[]}
 */
export function against(problem, baseline) {
  const all = known.get(problem) ?? new Map();
  known.set(problem, all);
  if (!all.has(baseline)) all.set(baseline, compare(problem, baseline));
  return all.get(baseline) ?? [];
}

/** @param {Problem} problem @param {string} baseline @returns {Against[]} */
function compare(problem, baseline) {
  const base = problem.optimizers.find((o) => o.label === baseline)?.scores;
  if (!base || base.values.length === 0) return [];
  const y = valuesOf(base);
  const same = (/** @type {number} */ a, /** @type {number} */ b) => a === b || Math.abs(a - b) <= problem.round_off;
  const most = 1 + problem.equivalence, { alpha } = problem, confidence = confidenceAt(alpha);
  const compared = problem.optimizers.filter((o) => o.label !== baseline && o.scores.values.length > 0).map((o) => {
    const x = valuesOf(o.scores);
    const differences = x.map((v, i) => (same(v, y[i]) ? 0 : v - y[i]));
    const test = signedRank(differences), ratio = ratioTo(o.scores, base, same, confidence), exact = o.scores.deterministic && base.deterministic;
    const size = Number.isNaN(ratio.value) ? relativeChange(x, y, same, confidence) : ratio;
    return { label: o.label, ratio, exact, effect: test.effect, low: exact ? size.value : size.low, high: exact ? size.value : size.high,
      wins: differences.filter((d) => d < 0).length, ties: differences.filter((d) => d === 0).length, losses: differences.filter((d) => d > 0).length,
      p: exact ? (test.count === 0 ? 1 : 0) : Math.min(1, test.p * problem.interim_analyses) };
  });
  const tested = compared.filter((c) => !c.exact);
  holm(tested.map((c) => c.p)).forEach((p, i) => { tested[i].p = p; });
  return compared.map(({ label, wins, ties, losses, ratio, exact, p, effect, low, high }) => ({ label, wins, ties, losses, ratio, exact, p,
    verdict: p < alpha && effect < 0 && high < 1 / most ? "better" : p < alpha && effect > 0 && low > most ? "worse"
      : low >= 1 / most && high <= most ? "equivalent" : "open" }));
}

/**
 * On how many problems each is better or worse than the baseline, those with the most wins first.
 * @param {Problem[]} problems @param {string} baseline
 * @returns {{label: string, wins: number, ties: number, losses: number, ratio: number}[]} ratio: median over problems
 */
export function overProblems(problems, baseline) {
  /** @type {Map<string, {wins: number, ties: number, losses: number, ratios: number[]}>} */
  const sums = new Map();
  for (const problem of problems)
    for (const row of against(problem, baseline)) {
      const sum = sums.get(row.label) ?? { wins: 0, ties: 0, losses: 0, ratios: [] };
      sums.set(row.label, sum);
      if (row.verdict === "better") ++sum.wins;
      else if (row.verdict === "worse") ++sum.losses;
      else ++sum.ties;
      if (!Number.isNaN(row.ratio.value)) sum.ratios.push(row.ratio.value);
    }
  const rows = [...sums].map(([label, { ratios, ...counts }]) => ({ label, ...counts,
    ratio: ratios.length > 0 ? quantile(ratios.sort((a, b) => (a < b ? -1 : 1)), 0.5) : NaN }));
  return rows.sort((a, b) => b.wins - b.losses - (a.wins - a.losses));
}
