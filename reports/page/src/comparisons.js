// Tables of the comparisons with the baseline that the reader chose.
import { against, overProblems } from "./baseline.js";
import { element } from "./dom.js";
import { number } from "./numbers.js";
import { confidenceAt } from "./statistics.js";
import { enhance } from "./tables.js";

/** @typedef {import("./types.js").Problem} Problem */

const VERDICTS = { better: "better", worse: "worse", equivalent: "equivalent", open: "not distinguishable" };

/** @param {[string, string][]} head names and classes @param {string[][]} rows */
function table(head, rows) {
  const cell = (/** @type {string} */ text, /** @type {number} */ i) => (i === 0 ? element("th", { scope: "row" }, text) : element("td", { class: head[i][1].replace("n", "").trim() || false }, text));
  const made = element("div", { class: "table" }, element("table", {},
    element("thead", {}, element("tr", {}, ...head.map(([name, kind]) => element("th", { scope: "col", class: kind || false }, name)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell))))));
  enhance(made);
  return made;
}

/** @param {import("./baseline.js").Against} row */
function pText({ exact, p }) {
  return exact ? (p === 0 ? "exact" : "equal") : number(p, 2);
}

/** @param {number} low @param {number} high */
function interval(low, high) {
  return Number.isNaN(low) ? "–" : `${number(low, 3)} … ${number(high, 3)}`;
}

/** @type {WeakMap<HTMLElement, Node[]>} */
const written = new WeakMap();

/** What the report wrote itself, of the baseline that its suite names. @param {HTMLElement} holder */
function showWritten(holder) {
  holder.replaceChildren(...(written.get(holder) ?? []));
}

/**
 * On one problem; nothing where the baseline has no results.
 * @param {HTMLElement} holder @param {Problem} problem @param {string} baseline @param {string} ofSuite
 */
export function showAgainst(holder, problem, baseline, ofSuite) {
  if (!written.has(holder)) written.set(holder, [...holder.childNodes]);
  if (baseline === ofSuite) { showWritten(holder); return; }
  const rows = baseline ? against(problem, baseline) : [];
  if (rows.length === 0) { holder.replaceChildren(); return; }
  const what = problem.optimizers.some((o) => o.scores.spent.length > 0) ? "cost" : "loss";
  holder.replaceChildren(element("h4", {}, `Against ${baseline}`),
    table([["Optimizer", ""], [`${what}, times ${baseline}'s`, "n"], [`${number(100 * confidenceAt(problem.alpha))} % interval`, "n q"], ["p", "n"], ["Seeds: better", "n"], ["equal", "n"], ["worse", "n"], [`At level ${number(problem.alpha)}`, "t"]],
      rows.map((r) => [r.label, number(r.ratio.value, 3), interval(r.ratio.low, r.ratio.high), pText(r), String(r.wins), String(r.ties), String(r.losses), VERDICTS[r.verdict]])),
    element("p", { class: "note" }, `Medians over seeds of the ratio; p by Wilcoxon's signed-rank test, corrected for ${rows.length} comparison${rows.length === 1 ? "" : "s"} (Holm). `
      + "It holds for a baseline that was chosen before the results were seen."));
}

/**
 * Over problems.
 * @param {HTMLElement} holder @param {Problem[]} problems @param {string} baseline
 * @param {string|null} ofSuite null: the report has no such table
 */
export function showOverProblems(holder, problems, baseline, ofSuite) {
  if (!written.has(holder)) written.set(holder, [...holder.childNodes]);
  if (baseline === ofSuite) { showWritten(holder); return; }
  const rows = baseline ? overProblems(problems, baseline) : [];
  const compared = problems.filter((p) => against(p, baseline).length > 0).length;
  if (rows.length === 0) { holder.replaceChildren(); return; }
  holder.replaceChildren(element("h3", {}, `Against ${baseline}, on ${compared} problem${compared === 1 ? "" : "s"}`),
    table([["Optimizer", ""], ["Wins", "n"], ["Ties", "n"], ["Losses", "n"], ["Ratio, median", "n"]],
      rows.map((r) => [r.label, String(r.wins), String(r.ties), String(r.losses), number(r.ratio, 3)])),
    element("p", { class: "note" }, `Wins and losses: problems on which the difference is significant at level ${number(problems[0].alpha)}. Ties: all others.`));
}
