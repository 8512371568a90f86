// Small curves of all problems of an experiment, side by side.
import { line as lineShape } from "d3-shape";
import { select } from "d3-selection";
import { extent, scale, ticks, tickText } from "./axes.js";
import { drawnColor } from "./chart.js";
import { visible } from "./curves.js";
import { element, theme } from "./dom.js";

/** @typedef {import("./types.js").Spec} Spec */

/**
 * @param {HTMLElement} holder @param {{spec: Spec, label: string, anchor: string}[]} problems
 * @param {Set<string>} hidden
 */
export function drawMultiples(holder, problems, hidden) {
  const width = Math.max(280, holder.clientWidth);
  const columns = Math.max(1, Math.min(4, Math.floor(width / 230)));
  const w = Math.floor(width / columns) - 12, h = 130, left = 44, bottom = 18, top = 6;
  const ink = theme("--ink"), soft = theme("--soft"), rule = theme("--line");
  const grid = element("div", { class: "multiples" });
  /** @type {Map<string, string>} */
  const named = new Map();
  for (const { spec, label, anchor } of problems) {
    const limits = { logx: Boolean(spec.x.log), logy: Boolean(spec.y.log), floor: spec.y.floor ?? -Infinity, ceiling: spec.y.ceiling ?? Infinity };
    const drawn = spec.lines.filter((l) => !hidden.has(l.label) && !l.thin).map((l) => ({ l, ...visible(l.x, l.y, limits) }));
    const points = drawn.flatMap((d) => d.segments.flat());
    const dx = extent(points.map((p) => p.x), limits.logx), dy = extent(points.map((p) => p.y), limits.logy);
    const x = scale(dx, limits.logx, [left, w - 6]), y = scale(dy, limits.logy, [h - bottom, top]);
    const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("width", w).attr("height", h).attr("viewBox", `0 0 ${w} ${h}`).attr("font-size", 10).attr("font-family", "system-ui, sans-serif")
      .attr("role", "img").attr("aria-label", `${spec.title} of ${label}`);
    for (const t of ticks(dy, limits.logy, 3)) {
      svg.append("path").attr("d", `M${left},${y(t)}H${w - 6}`).attr("stroke", rule);
      svg.append("text").attr("x", left - 4).attr("y", y(t)).attr("dy", "0.35em").attr("text-anchor", "end").attr("fill", soft).text(tickText(t));
    }
    for (const t of ticks(dx, limits.logx, 3)) svg.append("text").attr("x", x(t)).attr("y", h - 5).attr("text-anchor", "middle").attr("fill", soft).text(tickText(t));
    const path = lineShape(/** @type {(p: any) => number} */ ((p) => x(p.x)), (p) => y(p.y)).digits(1);
    for (const { l, segments } of [...drawn].sort((a, b) => Number(b.l.grey ?? false) - Number(a.l.grey ?? false))) {
      svg.append("path").attr("d", segments.map((s) => path(/** @type {any} */ (s))).join("")).attr("fill", "none").attr("stroke", drawnColor(l.color))
        .attr("stroke-width", l.grey ? 0.6 : 1.6).attr("stroke-opacity", l.grey ? 0.5 : 1).attr("stroke-dasharray", l.dash || null);
      if (!l.grey) named.set(l.label, l.color);
    }
    grid.append(element("figure", {}, element("figcaption", {}, element("a", { href: `#${anchor}` }, label)), /** @type {Node} */ (svg.node())));
  }
  const legend = element("p", { class: "swatches" }, ...[...named].map(([label, color]) => {
    const item = element("span", {}, element("i", {}), label);
    /** @type {HTMLElement} */ (item.firstChild).style.background = drawnColor(color) || ink;
    return item;
  }));
  holder.classList.add("chart");
  holder.replaceChildren(element("div", { class: "chart-head" }, element("h4", { class: "chart-title" }, `${problems[0].spec.title}, on every problem`)), grid, legend);
}
