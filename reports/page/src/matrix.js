// The heat maps' cells: as the report wrote them (ratio to the best), ranks, or ratios to the baseline.
import { against, baselineOf } from "./baseline.js";
import { number } from "./numbers.js";

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").State} State */
/** @typedef {{text: string, kind: string, title: string}} Look what a cell shows, and its class */

const DARKEST = 8, ANCHOR = /^e(\d+)p(\d+)$/;
const SIGNS = { better: "▲", worse: "▼", equivalent: "≈", open: "?" };

/** The anchor "e2p1" of a report. @param {Report} report @param {string} anchor @returns {Problem|undefined} */
export function problemAt(report, anchor) {
  const [, , p] = ANCHOR.exec(anchor) ?? [];
  return experimentAt(report, anchor)?.problems[Number(p) - 1];
}

/** @param {Report} report @param {string} anchor */
function experimentAt(report, anchor) {
  const [, e] = ANCHOR.exec(anchor) ?? [];
  return report.experiments[Number(e) - 1];
}

/** "1.8", "25", ">1e4", as matrix.cpp writes ratios. @param {number} ratio */
export function ratioText(ratio) {
  if (ratio >= 1e4) return ">1e4";
  if (ratio < 1e-4) return "<1e-4";
  if (ratio < 0.95) return String(Number(ratio.toPrecision(2)));
  return ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
}

/** @param {Problem} problem @param {string} label @param {Look} first as the report wrote it @returns {Look} */
export function rankCell(problem, label, first) {
  const o = problem.optimizers.find((other) => other.label === label);
  if (!o || !o.rank || first.kind.startsWith("sx")) return first;
  const shade = Math.round((DARKEST * (o.rank - 1)) / (Math.max(2, problem.optimizers.length) - 1));
  const sign = / [★≈?]$/.exec(first.text)?.[0] ?? "";
  return { text: number(o.rank) + sign, kind: `s${shade}`, title: first.title };
}

/** @param {Problem} problem @param {string} label @param {string} baseline @param {Look} first @returns {Look} */
export function baselineCell(problem, label, baseline, first) {
  if (label === baseline && !first.kind.startsWith("sx")) return { text: "1", kind: "base", title: `${baseline} is the baseline` };
  const rows = against(problem, baseline), row = rows.find((r) => r.label === label);
  if (!row) return rows.length === 0 || first.kind.startsWith("sx") ? first : { text: "", kind: "sx", title: "" };
  const size = Number.isNaN(row.ratio.value) ? 1 : Math.min(4, Math.round(2 * Math.abs(Math.log10(Math.max(1e-9, row.ratio.value)))));
  const side = row.ratio.value < 1 ? "less" : "more";
  return { text: `${Number.isNaN(row.ratio.value) ? "" : ratioText(row.ratio.value)} ${SIGNS[row.verdict]}`.trim(), kind: size === 0 ? "base" : `${side}${size}`,
    title: `${label} on ${problem.label}: ${number(row.ratio.value, 3)} times ${baseline}'s; better on ${row.wins}, equal on ${row.ties} and worse on ${row.losses} seeds` };
}

/** What the cells mean. @param {State} state @param {number} alpha level of the tests @param {string} first as the report wrote it */
function keyText(state, alpha, first) {
  if (state.cells === "rank") return `Cells: ranks on that problem, 1 is the best. ${first.slice(first.indexOf("★"))}`;
  if (state.baseline === "") return first;
  return `Cells: the median over seeds of the ratio to ${state.baseline ?? "the baseline that the suite names"}; below 1 is better. ▲ significantly better; ▼ significantly worse (level ${number(alpha)}); ≈ equivalent; ? not distinguishable. Problems without it show the ratio to the best.`;
}

/**
 * @param {Report} report @returns {(state: State) => void} fills all heat maps
 */
export function heatMaps(report) {
  const cells = [.../** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll(".matrix table"))].flatMap((table) => {
    const anchors = [...(table.tHead?.rows[0].cells ?? [])].map((th) => th.querySelector("a")?.hash.slice(1) ?? "");
    return [...table.tBodies[0].rows].flatMap((row) => {
      const label = (row.cells[0].textContent ?? "").trim();
      return [...row.cells].slice(1).map((td) => ({ td, label, problem: problemAt(report, anchors[td.cellIndex]), experiment: experimentAt(report, anchors[td.cellIndex]),
        first: { text: td.textContent ?? "", kind: td.className, title: td.title } }));
    });
  });
  const key = document.querySelector(".key"), firstKey = key?.textContent ?? "";
  return (state) => {
    for (const { td, label, problem, experiment, first } of cells) {
      const baseline = baselineOf(state, experiment);
      const seen = !problem ? first : state.cells === "rank" ? rankCell(problem, label, first)
        : baseline ? baselineCell(problem, label, baseline, first) : first;
      if (td.textContent !== seen.text) td.textContent = seen.text;
      td.className = seen.kind;
      td.title = seen.title;
    }
    if (key) key.textContent = keyText(state, report.alpha, firstKey);
  };
}
