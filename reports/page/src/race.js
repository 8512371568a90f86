// The race on the landscape: contour lines of the loss, and the optimizers' ways over it, step by step.
import { contours } from "d3-contour";
import { axisBottom, axisLeft } from "d3-axis";
import { select } from "d3-selection";
import { scaleLinear } from "d3-scale";
import { extent, tickText, ticks } from "./axes.js";
import { drawnColor } from "./chart.js";
import { button, element, theme } from "./dom.js";
import { number, words } from "./numbers.js";

/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Optimizer} Optimizer */
/** @typedef {import("./types.js").Trajectory} Trajectory */

/**
 * Where a run was at time `t`: the index of the last point at or before it, and how far it is on its way to the next.
 * @param {number[]} times ascending @param {number} t @returns {{index: number, share: number}}
 */
export function placeAt(times, t) {
  let index = 0;
  while (index + 1 < times.length && times[index + 1] <= t) ++index;
  const next = times[index + 1];
  const share = next === undefined || next <= times[index] ? 0 : Math.min(1, Math.max(0, (t - times[index]) / (next - times[index])));
  return { index, share };
}

/**
 * Levels that enclose areas which grow like squares, whatever the scale of the loss.
 * @param {(number|null)[]} values @param {number} count
 * @returns {number[]} ascending
 */
export function levels(values, count) {
  const sorted = /** @type {number[]} */ (values.filter((v) => v !== null)).sort((a, b) => a - b);
  const list = Array.from({ length: count }, (_, i) => sorted[Math.floor((sorted.length - 1) * ((i + 1) / (count + 1)) ** 2)]);
  return [...new Set(list)];
}

/**
 * Areas between levels of the loss, each a little darker, and lines around every third.
 * @param {any} plot @param {import("./types.js").Landscape} land @param {number[]} xRange @param {number[]} yRange
 * @param {boolean} dark @param {(s: number) => string} shade
 */
function drawLandscape(plot, land, xRange, yRange, dark, shade) {
  const filled = land.values.map((v) => (v !== null && Number.isFinite(v) ? v : 1e300));
  const toX = scaleLinear([0.5, land.columns - 0.5], xRange), toY = scaleLinear([0.5, land.rows - 0.5], yRange);
  const ringPath = (/** @type {number[][]} */ ring) => `M${ring.map(([a, b]) => `${toX(a).toFixed(1)},${toY(b).toFixed(1)}`).join("L")}Z`;
  const bands = levels(land.values, 24);
  contours().size([land.columns, land.rows]).thresholds(bands)(filled).forEach((c, i) => {
    plot.append("path").attr("d", c.coordinates.flat().map(ringPath).join("")).attr("fill", shade((i + 1) / bands.length))
      .attr("stroke", i % 3 === 0 ? (dark ? "#ffffff" : "#17324d") : "none").attr("stroke-opacity", 0.28).attr("stroke-width", 0.8);
  });
}

/** @param {Trajectory} way @param {string} unit */
function times(way, unit) {
  return unit === "evaluations" ? way.evaluations : unit === "cpu_seconds" ? way.cpu_seconds : way.steps;
}

/** Whether bold labels with their steps and a mark, "adam (148) ✓", fit beside each other. @param {string[]} labels @param {number} width */
export function fitsTwice(labels, width) {
  const dot = 16, letter = 7.4, more = " (1234) ✓".length;
  return labels.every((label) => dot + letter * (label.length + more) <= width / 2);
}

/**
 * The part of a plane that the trajectories cross, as a square; what diverged may leave it.
 * @param {Trajectory[]} ways
 * @returns {{x_from: number, x_to: number, y_from: number, y_to: number}}
 */
export function windowOf(ways) {
  // A run that moved a hundred times as far as the median would leave nothing of the others to see.
  const reach = ways.map((way) => Math.max(...way.x.map(Number).map(Math.abs), ...way.y.map(Number).map(Math.abs)));
  const middle = [...reach].sort((a, b) => a - b)[Math.floor((reach.length - 1) / 2)];
  const shown = ways.filter((_, i) => reach[i] <= 100 * middle);
  const [left, right] = extent(shown.flatMap((way) => way.x), false), [low, high] = extent(shown.flatMap((way) => way.y), false);
  const half = 0.55 * Math.max(right - left, high - low), x = (left + right) / 2, y = (low + high) / 2;
  return { x_from: x - half, x_to: x + half, y_from: y - half, y_to: y + half };
}

/**
 * @param {HTMLElement} holder @param {Problem} problem
 * @param {{hidden: Set<string>, toggle: (label: string) => void, looks: Map<string, import("./colors.js").Look>}} page
 * @param {{unit?: string, speed?: number, at?: number}} kept
 * @param {(unit: string, t: number) => void} moved is told the time
 */
export function drawRace(holder, problem, page, kept, moved) {
  const racers = problem.optimizers.flatMap((o) => (o.trajectory ? [{ label: o.label, color: o.color, trajectory: o.trajectory }] : []));
  const projected = problem.plane.best !== "";
  const land = projected ? windowOf(racers.map((o) => o.trajectory)) : problem.landscape;
  const unit = kept.unit ?? "steps";
  const redraw = () => drawRace(holder, problem, page, kept, moved);
  const last = Math.max(...racers.map((o) => times(o.trajectory, unit).at(-1) ?? 0));
  const first = Math.min(...racers.map((o) => times(o.trajectory, unit).find((t) => t > 0) ?? last));
  const slow = problem.log_steps && last / first > 20;  // recorded densely at the beginning: played so
  // The slider goes from 0 to 1.
  const timeOf = (/** @type {number} */ s) => (s <= 0 ? 0 : slow ? first * (last / first) ** s : s * last);

  const width = Math.max(280, holder.clientWidth);
  const legendWidth = width >= 640 ? 210 : 0;
  const left = 52, bottom = 40, top = 8;
  const wide = land.x_to - land.x_from, high = land.y_to - land.y_from;
  const stretch = wide / high > 3 || high / wide > 3;
  const room = width - left - legendWidth - 12;
  const most = 460;
  const size = stretch ? { w: Math.min(room, most), h: Math.min(room, most) }
    : { w: Math.min(room, most, (most * wide) / high), h: Math.min((room * high) / wide, most, (most * high) / wide) };
  const x = scaleLinear([land.x_from, land.x_to], [left, left + size.w]), y = scaleLinear([land.y_from, land.y_to], [top + size.h, top]);
  const shownRacers = racers.filter((o) => !page.hidden.has(o.label) && !page.looks.get(o.label)?.grey);
  const columns = legendWidth > 0 || !fitsTwice(shownRacers.map((o) => o.label), size.w) ? 1 : 2;
  const rowsBelow = legendWidth > 0 ? 0 : Math.ceil(shownRacers.length / columns) * 17 + 12;

  const fullWidth = Math.min(width, left + size.w + 12 + legendWidth), fullHeight = top + size.h + bottom + rowsBelow;
  const ink = theme("--ink"), soft = theme("--soft"), dark = document.documentElement.classList.contains("dark");
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg")).attr("width", fullWidth).attr("height", fullHeight).attr("viewBox", `0 0 ${fullWidth} ${fullHeight}`)
    .attr("font-family", "system-ui, sans-serif").attr("font-size", 12).attr("class", "race").attr("role", "img")
    .attr("aria-label", `Trajectories of ${racers.map((o) => o.label).join(", ")} on the loss contours of ${problem.label}`);
  svg.append("clipPath").attr("id", `${holder.id}-clip`).append("rect").attr("x", left).attr("y", top).attr("width", size.w).attr("height", size.h);
  const plot = svg.append("g").attr("clip-path", `url(#${holder.id}-clip)`);
  const shade = (/** @type {number} */ s) => (dark ? `hsl(212 32% ${10 + 34 * s}%)` : `hsl(212 34% ${98 - 40 * s}%)`);
  plot.append("rect").attr("x", left).attr("y", top).attr("width", size.w).attr("height", size.h).attr("fill", shade(0));
  if (!projected) drawLandscape(plot, problem.landscape, x.range(), y.range(), dark, shade);
  const xAxis = svg.append("g").attr("transform", `translate(0,${top + size.h})`).call(/** @type {any} */ (axisBottom(x).tickValues(ticks([land.x_from, land.x_to], false, 6)).tickFormat((t) => tickText(Number(t)))));
  const yAxis = svg.append("g").attr("transform", `translate(${left},0)`).call(/** @type {any} */ (axisLeft(y).tickValues(ticks([land.y_from, land.y_to], false, 6)).tickFormat((t) => tickText(Number(t)))));
  for (const axis of [xAxis, yAxis]) { axis.selectAll("text").attr("fill", soft).attr("font-size", 12); axis.selectAll("path, line").attr("stroke", soft); }
  svg.append("text").attr("x", left + size.w / 2).attr("y", top + size.h + 34).attr("text-anchor", "middle").attr("fill", ink).text(projected ? `towards the end of ${problem.plane.best}` : "w₁");
  if (projected) svg.append("text").attr("transform", `translate(13,${top + size.h / 2}) rotate(-90)`).attr("text-anchor", "middle").attr("fill", ink)
    .text(problem.plane.third === problem.plane.best ? "across" : `towards the end of ${problem.plane.third}`);
  else svg.append("text").attr("x", 12).attr("y", top + size.h / 2).attr("fill", ink).text("w₂");

  const label = (/** @type {any} */ group, /** @type {string} */ text, /** @type {number} */ px, /** @type {number} */ py) => group.append("text").attr("x", px + (px > left + size.w - 70 ? -9 : 9)).attr("y", py - 7)
    .attr("text-anchor", px > left + size.w - 70 ? "end" : "start")
    .attr("fill", ink).attr("stroke", theme("--paper")).attr("stroke-width", 3).attr("paint-order", "stroke").text(text);
  const marks = plot.append("g");
  for (const w of projected ? problem.plane.minimizers : problem.minimizers) {
    if (w.length !== 2) continue;
    const px = x(w[0]), py = y(w[1]);
    marks.append("path").attr("d", `M${px - 6},${py - 6}L${px + 6},${py + 6}M${px - 6},${py + 6}L${px + 6},${py - 6}`).attr("stroke", ink).attr("stroke-width", 2.5);
    label(marks, "minimum", px, py);
  }
  const start = racers[0].trajectory;
  if (start.x[0] !== null && start.y[0] !== null) {
    marks.append("circle").attr("cx", x(start.x[0])).attr("cy", y(start.y[0])).attr("r", 6).attr("fill", "none").attr("stroke", ink).attr("stroke-width", 2);
    label(marks, "start", x(start.x[0]), y(start.y[0]));
  }

  const runners = shownRacers.map((o) => {
    const seen = page.looks.get(o.label);
    const color = drawnColor(seen?.color ?? o.color);
    const name = seen?.text ?? o.label;
    const trail = plot.append("path").attr("fill", "none").attr("stroke", color).attr("stroke-width", 2.2).attr("stroke-dasharray", seen?.dash || null).attr("stroke-linejoin", "round");
    return { o, color, name, trail, head: plot.append("circle").attr("r", 5.5).attr("fill", color).attr("stroke", theme("--paper")).attr("stroke-width", 1.5), text: /** @type {any} */ (null) };
  });
  const legend = svg.append("g").attr("transform", legendWidth > 0 ? `translate(${left + size.w + 18},${top + 12})` : `translate(${left},${top + size.h + bottom + 14})`);
  runners.forEach((r, i) => {
    const item = legend.append("g").attr("transform", `translate(${(i % columns) * (size.w / 2)},${Math.floor(i / columns) * 17})`).style("cursor", "pointer").on("click", () => page.toggle(r.o.label));
    item.append("circle").attr("cx", 5).attr("cy", -4).attr("r", 5).attr("fill", r.color);
    r.text = item.append("text").attr("x", 16).attr("fill", ink);
    item.append("title").text("click to hide");
  });
  const counter = svg.append("text").attr("x", left + 8).attr("y", top + size.h - 8).attr("fill", ink).attr("font-weight", 600).attr("stroke", theme("--paper")).attr("stroke-width", 3).attr("paint-order", "stroke");

  /** @param {number} s from 0 to 1 */
  function show(s) {
    kept.at = s;
    const t = timeOf(s);
    for (const r of runners) {
      const way = r.o.trajectory, at = times(way, unit);
      const { index, share } = placeAt(at, t);
      const points = [];
      for (let i = 0; i <= index; ++i) if (way.x[i] !== null && way.y[i] !== null) points.push([Number(way.x[i]), Number(way.y[i])]);
      const nx = way.x[index + 1], ny = way.y[index + 1];
      if (share > 0 && points.length > 0 && nx !== null && ny !== null && nx !== undefined && ny !== undefined) {
        const [px, py] = points[points.length - 1];
        points.push([px + share * (nx - px), py + share * (ny - py)]);
      }
      // Runs that diverge go far beyond the window.
      const far = (/** @type {number} */ v) => Math.max(-1e4, Math.min(1e4, v));
      r.trail.attr("d", points.length > 0 ? `M${points.map(([px, py]) => `${far(x(px)).toFixed(1)},${far(y(py)).toFixed(1)}`).join("L")}` : null);
      const head = points[points.length - 1];
      r.head.attr("visibility", head ? "visible" : "hidden");
      if (head) r.head.attr("cx", far(x(head[0]))).attr("cy", far(y(head[1])));
      const arrived = way.stop_step !== null && t >= (at.at(-1) ?? 0);
      const steps = way.stop_step !== null ? `(${number(way.stop_step)})` : problem.stop ? "(–)" : "";
      r.text.text(`${r.name} ${steps}${arrived ? " ✓" : ""}`).attr("font-weight", arrived ? 600 : 400);
    }
    counter.text(`${words(unit)}: ${unit === "cpu_seconds" ? number(t, 3) : Math.round(t)} of ${number(last, 4)}`);
    scrub.value = String(s);
    scrub.setAttribute("aria-valuetext", counter.text());
    moved(unit, t);
  }

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const play = button("▶ play", () => (running ? stop() : run()), { class: "play" });
  const scrub = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: 0, max: 1, step: 0.001, "aria-label": "time in the race" }));
  let running = 0;
  function stop() {
    clearTimeout(running);
    cancelAnimationFrame(running);
    running = 0;
    play.textContent = "▶ play";
  }
  function run() {
    play.textContent = "❚❚ pause";
    let s = Number(scrub.value) >= 1 ? 0 : Number(scrub.value);
    let before = performance.now();
    const step = () => {
      if (!holder.isConnected || !svg.node()?.isConnected) { running = 0; return; }
      const now = performance.now();
      // Who wants no motion sees ten still pictures.
      s = Math.min(1, s + (calm ? 0.1 : ((now - before) / 8000) * (kept.speed ?? 1)));
      before = now;
      show(s);
      if (s >= 1) { stop(); return; }
      running = calm ? window.setTimeout(step, 1000) : requestAnimationFrame(step);
    };
    running = calm ? window.setTimeout(step, 0) : requestAnimationFrame(step);
  }
  scrub.addEventListener("input", () => { stop(); show(Number(scrub.value)); });
  const choice = (/** @type {string} */ name, /** @type {[string, string][]} */ options, /** @type {string} */ chosen, /** @type {(v: string) => void} */ then) => {
    const select = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": name }, ...options.map(([value, text]) => element("option", { value }, text))));
    select.value = chosen;
    select.addEventListener("change", () => then(select.value));
    return select;
  };
  const player = element("div", { class: "player" }, play, scrub,
    choice("speed", [["0.5", "½ ×"], ["1", "1 ×"], ["2", "2 ×"], ["4", "4 ×"]], String(kept.speed ?? 1), (v) => { kept.speed = Number(v); }),
    choice("by", [["steps", "by steps"], ["evaluations", "by evaluations"], ["cpu_seconds", "by seconds"]], unit, (v) => { stop(); kept.unit = v; redraw(); }));
  const hidden = racers.filter((o) => page.hidden.has(o.label));
  const title = projected ? "The race, seen on a plane" : `The race on the landscape of the loss (${dark ? "lighter" : "darker"} is higher)`;
  const ground = projected ? `The plane through the start, the end of ${problem.plane.best} and the end of ${problem.plane.third}; all else is projected onto it. `
    + `${Math.round(100 * Number(problem.plane.fraction))} % of the squared distances from the start lie in it.` : "Lines of equal loss enclose areas that grow like squares.";
  holder.classList.add("chart");
  holder.replaceChildren(element("div", { class: "chart-head" }, element("h4", { class: "chart-title" }, title)),
    /** @type {Node} */ (svg.node()), player,
    element("p", { class: "note" }, `One seed. ${problem.stop ? `In brackets: its steps until ${problem.stop}. ` : ""}${ground}`),
    ...(hidden.length > 0 ? [element("p", { class: "note hidden-lines" }, "Hidden: ", ...hidden.map((o) => button(o.label, () => page.toggle(o.label))))] : []));
  show(kept.at ?? 1);
}
