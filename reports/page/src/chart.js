// A chart: axes, lines, legend, tooltip and buttons, from a Spec.
import { axisBottom, axisLeft } from "d3-axis";
import { select } from "d3-selection";
import { area, curveStepAfter, symbol, symbolStar, symbolTimes, symbolTriangle } from "d3-shape";
import { extent, scale, ticks, tickText } from "./axes.js";
import { GREY, INK } from "./colors.js";
import { lastValue, valueAt, visible } from "./curves.js";
import { button, dataUrl, download, element, theme } from "./dom.js";
import { rows, spread } from "./legend.js";
import { number, slug } from "./numbers.js";

/** @typedef {import("./types.js").Spec} Spec */
/** @typedef {import("./types.js").Line} Line */
/**
 * What a chart needs of the page.
 * @typedef {object} Page
 * @property {Set<string>} hidden labels
 * @property {(label: string) => void} toggle hides or shows a label everywhere
 * @property {boolean} bands
 */

const FONT = "12px system-ui, sans-serif";
const LEGEND_GAP = 15;
const MOST_NAMED = 14;
const measuring = /** @type {CanvasRenderingContext2D|null} */ (typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d"));

/** @param {string} text */
export function widthOf(text) {
  if (!measuring) return 7 * text.length;
  measuring.font = FONT;
  return measuring.measureText(text).width;
}

/** @param {string} text @param {number} most pixels */
export function shortened(text, most) {
  if (widthOf(text) <= most) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`) > most) --end;
  return `${text.slice(0, end)}…`;
}

/** @param {string} color */
export function drawnColor(color) {
  return color === INK ? theme("--ink") : color;
}

/** The legend's order: by the lines' ends, from top to bottom. @param {Line[]} lines */
export function byEnds(lines) {
  const end = (/** @type {Line} */ l) => lastValue(l.y) ?? Infinity;
  return [...lines].sort((a, b) => end(b) - end(a));
}

/** @type {WeakMap<Line, Map<string, import("./curves.js").Drawn>>} */
const prepared = new WeakMap();

/** What of a line is seen; computed once, as a chart is drawn again while it is moved. @param {Line} line @param {object} limits */
function parts(line, limits) {
  const key = JSON.stringify(Object.values(limits).map(String));
  const known = prepared.get(line) ?? new Map();
  prepared.set(line, known);
  if (!known.has(key)) known.set(key, visible(line.x, line.y, limits));
  return /** @type {import("./curves.js").Drawn} */ (known.get(key));
}

const tenths = (/** @type {number} */ v) => Math.round(10 * v) / 10;

/**
 * d3-shape's line does the same in three times the time.
 * @param {import("./curves.js").Point[]} points @param {(v: number) => number} x @param {(v: number) => number} y @param {boolean} stairs
 */
export function pathOf(points, x, y, stairs) {
  let d = "";
  for (const p of points) {
    const px = tenths(x(p.x)), py = tenths(y(p.y));
    d += d === "" ? `M${px},${py}` : stairs ? `H${px}V${py}` : `L${px},${py}`;
  }
  return d;
}

/**
 * The x or y values of points.
 * @param {import("./curves.js").Drawn[]} drawn @param {boolean} x @param {[number, number]} [zoom]
 */
function valuesOf(drawn, x, zoom) {
  const values = [];
  for (const { segments } of drawn)
    for (const segment of segments)
      for (const p of segment) {
        if (zoom && (p.x < zoom[0] || p.x > zoom[1])) continue;
        values.push(x ? p.x : p.y);
      }
  return values;
}

/**
 * The points of a segment that lie within, and their neighbours.
 * @param {import("./curves.js").Point[]} segment @param {[number, number]} [zoom]
 */
function within(segment, zoom) {
  if (!zoom) return segment;
  const from = segment.findIndex((p) => p.x >= zoom[0]);
  if (from < 0) return [];
  const beyond = segment.findIndex((p) => p.x > zoom[1]);
  return segment.slice(Math.max(0, from - 1), beyond < 0 ? segment.length : beyond + 1);
}

/**
 * Draws into `holder`, in place of what was there.
 * @param {HTMLElement} holder @param {Spec} spec @param {Page} page
 * @param {{zoom?: [number, number]}} [kept] what the reader did with this chart
 * @returns {{cursor: (x: number|null) => void}} moves a second cursor along
 */
export function drawChart(holder, spec, page, kept = {}) {
  const redraw = () => drawChart(holder, spec, page, kept);
  const focused = holder.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset?.key ?? document.activeElement?.getAttribute("data-key") : null;
  const shown = spec.lines.filter((l) => !page.hidden.has(l.label));
  const full = document.fullscreenElement === holder;
  const width = Math.max(280, holder.clientWidth);
  const named = byEnds(shown.filter((l) => !l.thin && !l.grey));
  const greys = new Set(shown.filter((l) => l.grey && !l.thin).map((l) => l.label)).size;

  const logx = Boolean(spec.x.log), logy = Boolean(spec.y.log);
  const limits = { logx, logy, floor: spec.y.floor ?? -Infinity, ceiling: spec.y.ceiling ?? Infinity };
  const drawn = shown.map((l) => ({ line: l, ...parts(l, limits) }));
  const bands = page.bands ? shown.filter((l) => l.low && !l.grey && !l.thin) : [];
  const inside = (/** @type {number|null} */ v) => v !== null && v >= limits.floor && v <= limits.ceiling;
  const xDomain = kept.zoom ?? spec.x.domain ?? extent(valuesOf(drawn, true, kept.zoom), logx);
  const edges = kept.zoom ? [] : bands.flatMap((l) => [...(l.low ?? []), ...(l.high ?? [])].filter(inside));
  // The diagonal is seen over the whole width.
  const yDomain = spec.y.domain ?? extent([...valuesOf(drawn, false, kept.zoom), ...edges, ...(spec.diagonal ? xDomain : [])], logy);
  const inset = shown.some((l) => l.kind && l.kind !== "stairs") ? 6 : 0;  // so that no dot is cut in two

  const texts = named.map((l) => shortened(l.text ?? l.label, 190));
  const height = full ? innerHeight - 150 : spec.height ?? 330;
  const top = 10, bottom = 42;
  const yTicks = ticks(yDomain, logy, 6);
  const left = 32 + Math.max(...yTicks.map((t) => widthOf(tickText(t))), 20);
  const labelWidth = Math.max(0, ...texts.map(widthOf)) + 22;
  const atEnds = width >= 520 && named.length > 0 && named.length <= MOST_NAMED && labelWidth < width * 0.4
    && (named.length - 1) * LEGEND_GAP <= height - top - bottom;
  const right = atEnds ? labelWidth : 14;
  const x = scale(xDomain, logx, [left + inset, width - right - inset]);
  const y = scale(yDomain, logy, [height - bottom - inset, top + inset]);
  const places = atEnds ? [] : rows(texts.map((t) => widthOf(t) + 36), width - 10);
  const below = places.length > 0 ? (Math.max(...places.map((p) => p.row)) + 1) * LEGEND_GAP + 10 : 0;

  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"))
    .attr("width", width).attr("height", height + below).attr("viewBox", `0 0 ${width} ${height + below}`)
    .attr("font-family", "system-ui, sans-serif").attr("font-size", 12).attr("role", "group").attr("aria-label", describe(spec, named));
  const ink = theme("--ink"), soft = theme("--soft"), rule = theme("--line");

  // Axes.
  const xTicks = ticks(xDomain, logx, Math.max(3, Math.floor((width - left - right) / 90)));
  const xAxis = svg.append("g").attr("transform", `translate(0,${height - bottom})`).attr("aria-hidden", "true")
    .call(/** @type {any} */ (axisBottom(/** @type {any} */ (x)).tickValues(xTicks).tickFormat((t) => tickText(Number(t))).tickSizeOuter(0)));
  const yAxis = svg.append("g").attr("transform", `translate(${left},0)`).attr("aria-hidden", "true")
    .call(/** @type {any} */ (axisLeft(/** @type {any} */ (y)).tickValues(yTicks).tickFormat((t) => tickText(Number(t))).tickSizeOuter(0)));
  yAxis.selectAll(".tick line").clone().attr("x2", width - right - left).attr("stroke", rule);
  xAxis.selectAll(".tick line").clone().attr("y2", -(height - bottom - top)).attr("stroke", rule);
  for (const axis of [xAxis, yAxis]) {
    axis.selectAll("text").attr("fill", soft).attr("font-size", 12);
    axis.selectAll("path").attr("stroke", soft);
  }
  const titles = svg.append("g").attr("fill", ink).attr("aria-hidden", "true");
  titles.append("text").attr("x", (left + width - right) / 2).attr("y", height - 6).attr("text-anchor", "middle").text(spec.x.label);
  titles.append("text").attr("transform", `translate(12,${(top + height - bottom) / 2}) rotate(-90)`).attr("text-anchor", "middle")
    .text(shortened(spec.y.label, height - bottom - top));

  // Lines.
  const clip = `clip-${slug(spec.file)}-${Math.random().toString(36).slice(2, 8)}`;
  svg.append("clipPath").attr("id", clip).append("rect").attr("x", left).attr("y", top - 6).attr("width", Math.max(0, width - right - left + 6)).attr("height", height - bottom - top + 12);
  const plot = svg.append("g").attr("clip-path", `url(#${clip})`);
  if (spec.diagonal) {
    const from = Math.max(xDomain[0], yDomain[0]), to = Math.min(xDomain[1], yDomain[1]);
    if (from < to) {
      plot.append("path").attr("d", `M${x(from)},${y(from)}L${x(to)},${y(to)}`).attr("stroke", soft).attr("stroke-dasharray", "4 4");
      plot.append("text").attr("x", x(to) - 6).attr("y", y(to) + 26).attr("text-anchor", "end").attr("stroke", theme("--paper")).attr("stroke-width", 3).attr("paint-order", "stroke").attr("fill", soft).text(spec.diagonalLabel ?? "");
    }
  }
  const clampY = (/** @type {number} */ v) => y(Math.min(Math.max(v, yDomain[0]), yDomain[1]));
  for (const l of bands) {
    const high = l.high ?? [];
    const shape = area().defined((_, i) => l.x[i] !== null && (l.low ?? [])[i] !== null && high[i] !== null && (!logx || (l.x[i] ?? 0) > 0) && inside(l.y[i]))
      .x((_, i) => x(l.x[i] ?? 0)).y0((_, i) => clampY((l.low ?? [])[i] ?? 0)).y1((_, i) => clampY(high[i] ?? 0)).digits(1);
    if (l.kind === "stairs") shape.curve(curveStepAfter);
    plot.append("path").attr("d", shape(/** @type {any} */ (l.x))).attr("fill", drawnColor(l.color)).attr("opacity", 0.14);
  }
  const symbols = { crosses: symbolTimes, stars: symbolStar };
  /** @type {{line: Line, node: SVGElement}[]} */
  const nodes = [];
  const shapeOf = (/** @type {typeof drawn[number]} */ { line: l, segments }) => segments.map((s) => pathOf(within(s, kept.zoom), x, y, l.kind === "stairs")).join("");
  // Grey ones first, so that the others lie on top; together, as there may be hundreds.
  const lower = drawn.filter((d) => d.line.grey && (!d.line.kind || d.line.kind === "line" || d.line.kind === "stairs"));
  if (lower.length > 0) plot.append("path").attr("d", lower.map(shapeOf).join("")).attr("fill", "none").attr("stroke", GREY).attr("stroke-width", 0.8).attr("stroke-opacity", 0.55);
  for (const each of drawn) {
    if (lower.includes(each)) continue;
    const { line: l, segments, exits } = each;
    const group = plot.append("g");
    const color = drawnColor(l.color);
    if (l.kind === "dots" || l.kind === "crosses" || l.kind === "stars") {
      for (const p of segments.flat()) {
        if (l.kind === "dots") group.append("circle").attr("cx", x(p.x)).attr("cy", y(p.y)).attr("r", l.grey ? 2 : 3.5).attr("fill", color).attr("fill-opacity", l.grey ? 0.5 : 0.75);
        else group.append("path").attr("d", symbol(symbols[l.kind], l.kind === "stars" ? 130 : 60)()).attr("transform", `translate(${x(p.x)},${y(p.y)})`)
          .attr("stroke", color).attr("stroke-width", 1.5).attr("fill", l.kind === "stars" ? color : "none");
      }
    } else {
      group.append("path").attr("d", shapeOf(each)).attr("fill", "none").attr("stroke", color).attr("stroke-width", l.thin ? 0.8 : 2)
        .attr("stroke-opacity", l.thin ? 0.6 : 1).attr("stroke-dasharray", l.dash || null).attr("stroke-linejoin", "round");
      for (const s of segments) if (s.length === 1 || l.points) for (const p of s) group.append("circle").attr("cx", x(p.x)).attr("cy", y(p.y)).attr("r", 3).attr("fill", color);
      if (!l.thin && !l.grey)
        for (const exit of exits)
          group.append("path").attr("d", symbol(symbolTriangle, 55)()).attr("fill", color)
            .attr("transform", `translate(${x(Math.max(exit.x, xDomain[0]))},${exit.up ? top : height - bottom}) rotate(${exit.up ? 0 : 180})`);
    }
    nodes.push({ line: l, node: /** @type {SVGElement} */ (group.node()) });
  }

  // Legend.
  const legend = svg.append("g");
  const hidden = spec.lines.filter((l) => page.hidden.has(l.label) && !l.thin && !l.grey);
  const wanted = named.map((l) => {
    const end = lastValue(l.y);
    return end === null ? top + 6 : clampY(Math.min(Math.max(end, limits.floor), limits.ceiling));
  });
  const sorted = wanted.map((w, i) => ({ w, i })).sort((a, b) => a.w - b.w);
  const heights = atEnds ? spread(sorted.map((s) => s.w), LEGEND_GAP, top + 4, height - bottom - 2) : null;
  const placed = named.map((l, i) => ({ l, text: texts[i], x: 0, y: 0 }));
  if (heights) sorted.forEach((s, k) => Object.assign(placed[s.i], { x: width - right + 4, y: heights[k] }));
  else places.forEach((p, i) => Object.assign(placed[i], { x: 6 + p.x, y: height + 12 + p.row * LEGEND_GAP }));
  for (const { l, text, x: px, y: py } of placed) {
    const color = drawnColor(l.color);
    const item = legend.append("g").attr("transform", `translate(${px},${py})`).attr("role", "button").attr("tabindex", 0).attr("data-key", l.text ?? l.label)
      .attr("aria-label", `hide ${l.text ?? l.label}`).attr("class", "name").style("cursor", "pointer");
    item.append("rect").attr("x", -2).attr("y", -9).attr("width", widthOf(text) + 24).attr("height", 16).attr("fill", "transparent");
    if (l.kind === "dots") item.append("circle").attr("cx", 7).attr("r", 4).attr("fill", color);
    else if (l.kind === "crosses" || l.kind === "stars") item.append("path").attr("d", symbol(symbols[l.kind], 60)()).attr("transform", "translate(7,0)").attr("stroke", color).attr("fill", color);
    else item.append("path").attr("d", "M0,0H14").attr("stroke", color).attr("stroke-width", 3).attr("stroke-dasharray", l.dash || null);
    item.append("text").attr("x", 18).attr("dy", "0.35em").attr("fill", ink).text(text);
    item.append("title").text(`${l.text ?? l.label}: click to hide`);
    const act = () => page.toggle(l.label);
    item.on("click", act).on("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } });
    item.on("pointerenter", () => emphasize(l.label)).on("pointerleave", () => emphasize(null));
    item.on("focus", () => emphasize(l.label)).on("blur", () => emphasize(null));
  }

  /** @param {string|null} label */
  function emphasize(label) {
    for (const { line: l, node } of nodes) node.setAttribute("opacity", label === null || l.label === label ? "1" : "0.2");
  }

  // Tooltip: the values of all lines at x.
  const mark = svg.append("path").attr("stroke", soft).attr("stroke-dasharray", "2 2").attr("visibility", "hidden");
  const other = svg.append("path").attr("stroke", ink).attr("stroke-width", 1.5).attr("visibility", "hidden").attr("class", "cursor");
  const picked = plot.append("path").attr("fill", "none").attr("stroke", theme("--accent")).attr("stroke-width", 2).attr("visibility", "hidden");
  const tip = element("div", { class: "tip", hidden: true });
  const lineAt = (/** @type {number} */ px) => `M${px},${top}V${height - bottom}`;
  const node = /** @type {SVGSVGElement} */ (svg.node());
  /** @type {number|null} */
  let from = null;
  const selection = svg.append("rect").attr("y", top).attr("height", height - bottom - top).attr("fill", theme("--accent")).attr("opacity", 0.15).attr("visibility", "hidden");

  /** @param {number} px @param {number} py */
  function point(px, py) {
    const at = x.invert(px);
    const dotted = shown.every((l) => l.kind === "dots" || l.kind === "crosses" || l.kind === "stars");
    const entries = shown.filter((l) => !l.thin).map((l) => {
      if (!dotted) return { l, x: at, value: valueAt(l.x, l.y, at) };
      let best = { l, x: 0, value: /** @type {number|null|undefined} */ (undefined) }, nearest = 20;
      l.x.forEach((lx, i) => {
        const ly = l.y[i];
        if (lx === null || ly === null) return;
        const distance = Math.hypot(x(lx) - px, y(ly) - py);
        if (distance < nearest) { nearest = distance; best = { l, x: lx, value: ly }; }
      });
      return best;
    }).filter((e) => e.value !== null && e.value !== undefined).sort((a, b) => Number(b.value) - Number(a.value));
    const distance = (/** @type {{value?: number|null}} */ e) => Math.abs(clampY(Number(e.value)) - py);
    const nearest = entries.reduce((/** @type {any} */ best, e) => (best === null || distance(e) < distance(best) ? e : best), null);
    const listed = entries.filter((e) => !e.l.grey || e === nearest).slice(0, 16);
    mark.attr("d", lineAt(px)).attr("visibility", dotted ? "hidden" : "visible");
    const grey = nearest?.l.grey && distance(nearest) < 12 ? drawn.find((d) => d.line === nearest.l) : undefined;
    picked.attr("visibility", grey ? "visible" : "hidden").attr("d", grey ? shapeOf(grey) : null);
    tip.replaceChildren(element("b", {}, dotted ? "" : `${spec.x.label} ${number(Number(at.toPrecision(4)))}`),
      ...listed.map((e) => {
        const row = element("div", e === nearest ? { class: "nearest" } : {}, element("i", {}), element("span", {}, e.l.text ?? e.l.label),
          element("span", { class: "value" }, dotted ? `${number(e.x)}, ${number(e.value)}` : number(e.value)));
        /** @type {HTMLElement} */ (row.firstChild).style.background = drawnColor(e.l.grey ? theme("--accent") : e.l.color);
        return row;
      }));
    tip.hidden = listed.length === 0;
    const box = node.getBoundingClientRect(), holderBox = holder.getBoundingClientRect();
    const tipWidth = tip.offsetWidth;
    const wantedX = box.left - holderBox.left + px + 14;
    tip.style.left = `${wantedX + tipWidth > holder.clientWidth ? Math.max(0, wantedX - tipWidth - 28) : wantedX}px`;
    tip.style.top = `${box.top - holderBox.top + top + 4}px`;
  }
  function leave() {
    tip.hidden = true;
    for (const shape of [mark, picked]) shape.attr("visibility", "hidden");
  }
  const local = (/** @type {PointerEvent} */ event) => {
    const box = node.getBoundingClientRect();
    return [(event.clientX - box.left) * (width / box.width), (event.clientY - box.top) * ((height + below) / box.height)];
  };
  let pan = /** @type {{px: number, domain: [number, number]}|null} */ (null);
  node.addEventListener("pointerdown", (event) => {
    const [px, py] = local(event);
    if (event.button !== 0 || px < left || px > width - right || py > height - bottom || py < top) return;
    if (event.shiftKey && kept.zoom) pan = { px, domain: kept.zoom };
    else from = px;
  });
  node.addEventListener("pointermove", (event) => {
    const [px, py] = local(event);
    if (pan) {
      kept.zoom = moved(pan.domain, logx, (pan.px - px) / (width - right - left));
      redraw();
      return;
    }
    if (px < left || px > width - right || py < 0 || py > height - bottom) { leave(); return; }
    if (from !== null && Math.abs(px - from) > 6)
      selection.attr("x", Math.min(from, px)).attr("width", Math.abs(px - from)).attr("visibility", "visible");
    point(px, py);
  });
  node.addEventListener("pointerup", (event) => {
    const [px] = local(event);
    if (from !== null && Math.abs(px - from) > 6) {
      const ends = [x.invert(Math.min(from, px)), x.invert(Math.max(from, px))];
      kept.zoom = [Math.max(ends[0], xDomain[0]), Math.min(ends[1], xDomain[1])];
      redraw();
    }
    from = pan = null;
  });
  node.addEventListener("pointerleave", leave);
  node.addEventListener("dblclick", () => { delete kept.zoom; redraw(); });

  // Heading and buttons.
  const save = (/** @type {string} */ ending, /** @type {string} */ url) => download(`${slug(spec.file)}.${ending}`, url);
  const tools = element("span", { class: "buttons" },
    ...(kept.zoom ? [button("whole", () => { delete kept.zoom; redraw(); }, { title: "show all of x" })] : []),
    button("SVG", () => save("svg", dataUrl("image/svg+xml", pictureOf(node))), { title: "save as SVG" }),
    button("PNG", () => toPng(node, (url) => save("png", url)), { title: "save as PNG" }),
    button("CSV", () => save("csv", dataUrl("text/csv", csvOf(spec))), { title: "save the data as CSV" }),
    button(full ? "Back" : "Full", () => { if (full) document.exitFullscreen(); else holder.requestFullscreen?.(); }, { title: "full screen" }));
  const heading = element("div", { class: "chart-head" }, element("h4", { class: "chart-title" }, spec.title), tools);
  const notes = [];
  if (greys > 0) notes.push(element("p", { class: "note" }, `In grey: ${greys} other${greys === 1 ? "" : "s"}; point at a line to see its name.`));
  if (drawn.some((d) => !d.line.grey && d.exits.some((e) => e.up))) notes.push(element("p", { class: "note" }, "▲ a line leaves the chart here: it went beyond ten times the start."));
  if (drawn.some((d) => !d.line.grey && !d.line.thin && (!d.line.kind || d.line.kind === "line") && d.exits.some((e) => !e.up))) notes.push(element("p", { class: "note" }, "▼ a line goes below the chart here."));
  if (spec.note) notes.push(element("p", { class: "note" }, spec.note));
  if (hidden.length > 0)
    notes.push(element("p", { class: "note hidden-lines" }, "Hidden: ", ...hidden.map((l) => button(l.text ?? l.label, () => page.toggle(l.label), { title: "show again" }))));
  holder.classList.add("chart");
  holder.replaceChildren(heading, node, tip, ...notes);
  if (focused) /** @type {HTMLElement|null} */ (holder.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
  return {
    cursor(at) {
      const seen = at !== null && (!logx || at > 0) && at >= xDomain[0] && at <= xDomain[1];
      other.attr("visibility", seen ? "visible" : "hidden");
      if (seen) other.attr("d", lineAt(x(/** @type {number} */ (at))));
    },
  };
}

/**
 * A domain moved by a share of itself.
 * @param {[number, number]} domain @param {boolean} log @param {number} share
 * @returns {[number, number]}
 */
export function moved([low, high], log, share) {
  if (!log) return [low + share * (high - low), high + share * (high - low)];
  const factor = (high / low) ** share;
  return [low * factor, high * factor];
}

/** For who does not see it. @param {Spec} spec @param {Line[]} named */
function describe(spec, named) {
  const ends = named.slice(0, 8).map((l) => `${l.text ?? l.label} ends at ${number(lastValue(l.y))}`);
  return `${spec.title}: ${spec.y.label} against ${spec.x.label}. ${ends.join("; ")}${named.length > 8 ? "; and others" : ""}`;
}

/** A picture that stands alone, on paper. @param {SVGSVGElement} node */
function pictureOf(node) {
  const copy = /** @type {SVGSVGElement} */ (node.cloneNode(true));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ width: "100%", height: "100%", fill: theme("--paper") })) paper.setAttribute(key, value);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {SVGSVGElement} node @param {(url: string) => void} then */
function toPng(node, then) {
  const image = new Image(), canvas = document.createElement("canvas");
  canvas.width = 2 * node.clientWidth;
  canvas.height = 2 * node.clientHeight;
  image.addEventListener("load", () => {
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    then(canvas.toDataURL("image/png"));
  });
  image.src = dataUrl("image/svg+xml", pictureOf(node));
}

/** The data of a chart: a row for each point. @param {Spec} spec */
export function csvOf(spec) {
  const cell = (/** @type {string} */ text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rowsOf = spec.lines.flatMap((l) => l.x.map((at, i) =>
    [cell(l.text ?? l.label), at ?? "", l.y[i] ?? "", l.low?.[i] ?? "", l.high?.[i] ?? ""].join(",")));
  return [["series", cell(spec.x.label), cell(spec.y.label), "low", "high"].join(","), ...rowsOf].join("\r\n") + "\r\n";
}

export { GREY };
