// Tables as text that can be pasted elsewhere.

/** @typedef {{head: string[], rows: string[][], numbers: boolean[]}} Plain `numbers`: which columns are */

/** @param {Plain} table */
export function toMarkdown({ head, rows, numbers }) {
  const cell = (/** @type {string} */ text) => text.replace(/([\\`*_[\]|<>])/g, "\\$1");
  const line = (/** @type {string[]} */ cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${numbers.map((n) => (n ? "---:|" : ":---|")).join("")}`, ...rows.map(line)].join("\n") + "\n";
}

/** @param {Plain} table */
export function toCsv({ head, rows }) {
  const cell = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const TEX = /** @type {Record<string, string>} */ ({ "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "_": "\\_", "%": "\\%",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "≤": "$\\le$", "∞": "$\\infty$", "µ": "$\\mu$", "–": "--", "…": "\\dots{}", "‖": "$\\|$", "≈": "$\\approx$", "★": "$\\star$", "×": "$\\times$", "−": "$-$" });

/** With booktabs' rules. @param {Plain} table */
export function toLatex({ head, rows, numbers }) {
  const cell = (/** @type {string} */ text) => [...text].map((c) => TEX[c] ?? c).join("");
  const line = (/** @type {string[]} */ cells) => `${cells.map(cell).join(" & ")} \\\\`;
  return [`\\begin{tabular}{${numbers.map((n) => (n ? "r" : "l")).join("")}}`, "\\toprule", line(head), "\\midrule", ...rows.map(line), "\\bottomrule", "\\end{tabular}"].join("\n") + "\n";
}
