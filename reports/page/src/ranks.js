// Mean ranks on a line, with bars that join optimizers which are not distinguishable.
import { select } from "d3-selection";
import { scaleLinear } from "d3-scale";
import { drawnColor, shortened } from "./chart.js";
import { element, theme } from "./dom.js";
import { number } from "./numbers.js";

/** @typedef {import("./types.js").Ranking} Ranking */

const MOST = 20;

/** @param {HTMLElement} holder @param {Ranking} ranking @param {Map<string, import("./colors.js").Look>} looks */
export function drawRanks(holder, ranking, looks) {
  const shown = ranking.optimizers.slice(0, MOST);
  const width = Math.max(280, holder.clientWidth), gap = 20, labels = Math.min(210, width * 0.42), top = 46;
  const most = Math.max(...shown.map((o) => o.mean_rank)), x = scaleLinear([1, Math.max(2, most)], [labels, width - 56]);
  const bars = ranking.cliques.filter((set) => set.length > 1).map((set) => set.filter((i) => i < shown.length)).filter((set) => set.length > 1);
  const height = top + shown.length * gap + 12;
  const ink = theme("--ink"), soft = theme("--soft"), rule = theme("--line");
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("width", width).attr("height", height).attr("viewBox", `0 0 ${width} ${height}`).attr("font-family", "system-ui, sans-serif").attr("font-size", 12)
    .attr("role", "img").attr("aria-label", `Mean ranks: ${shown.map((o) => `${o.label} ${number(o.mean_rank, 3)}`).join(", ")}`);
  svg.append("text").attr("x", (labels + width - 56) / 2).attr("y", 12).attr("text-anchor", "middle").attr("fill", ink).text("mean rank (1 is best)");
  for (const t of x.ticks(Math.max(2, Math.floor((width - labels) / 60)))) {
    svg.append("path").attr("d", `M${x(t)},${top - 12}V${height - 8}`).attr("stroke", rule);
    svg.append("text").attr("x", x(t)).attr("y", top - 18).attr("text-anchor", "middle").attr("fill", soft).text(number(t));
  }
  shown.forEach((o, i) => {
    const y = top + i * gap, color = drawnColor(looks.get(o.label)?.color ?? o.color);
    svg.append("path").attr("d", `M${labels},${y}H${x(o.mean_rank)}`).attr("stroke", rule).attr("stroke-width", 1);
    svg.append("circle").attr("cx", x(o.mean_rank)).attr("cy", y).attr("r", 5).attr("fill", color);
    svg.append("text").attr("x", labels - 8).attr("y", y).attr("dy", "0.35em").attr("text-anchor", "end").attr("fill", ink).text(shortened(o.label, labels - 12));
    svg.append("text").attr("x", x(o.mean_rank) + 9).attr("y", y).attr("dy", "0.35em").attr("fill", soft).text(number(o.mean_rank, 3));
  });
  bars.forEach((set, k) => {
    const from = Math.min(...set), to = Math.max(...set), px = width - 8 - 5 * (k % 3);
    svg.append("path").attr("d", `M${px},${top + from * gap - 6}V${top + to * gap + 6}`).attr("stroke", ink).attr("stroke-width", 3);
  });
  holder.classList.add("chart");
  const notes = [];
  if (bars.length > 0) notes.push("A bar at the right joins optimizers that are not statistically distinguishable.");
  if (ranking.optimizers.length > shown.length) notes.push(`The best ${MOST} of ${ranking.optimizers.length}.`);
  holder.replaceChildren(element("div", { class: "chart-head" }, element("h4", { class: "chart-title" }, `Mean ranks over ${ranking.problems} problems`)),
    /** @type {Node} */ (svg.node()), ...(notes.length > 0 ? [element("p", { class: "note" }, notes.join(" "))] : []));
}
