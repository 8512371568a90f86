"use strict";
// Curves, stairs and rates by uPlot. A plot asks `state` what to show, and is drawn anew when that changes.

const DASHES = [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 2]];

function number(value, digits = 4) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return Number(value.toPrecision(digits)).toExponential().replace("e+", "e");
  return String(Number(value.toPrecision(digits)));
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function theme(variable) {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}

function colorOf(styled) {
  return styled.color === "#000000" ? theme("--ink") : styled.color;
}

// Several (x, y) series on one common x, with gaps joined; stairs keep their last height.
function aligned(series, hold) {
  const all = [...new Set(series.flatMap((s) => s.x))].filter((x) => x !== null).sort((a, b) => a - b);
  const columns = series.map((s) => {
    const at = new Map(s.x.map((x, i) => [x, s.y[i]]));
    let last = hold ? 0 : undefined;
    return all.map((x) => {
      if (at.has(x)) last = at.get(x);
      return hold || at.has(x) ? last : undefined;
    });
  });
  return [all, ...columns];
}

// A logarithmic axis shows nothing at or below 0, nor below the floor, at which a curve that leaves ends.
function onLog(values, floor) {
  const below = (i) => values[i] !== null && values[i] <= floor;
  const inside = (i) => i >= 0 && i < values.length && values[i] !== null && !below(i);
  return values.map((v, i) => (below(i) ? (floor > 0 && (inside(i - 1) || inside(i + 1)) ? floor : null) : v));
}

function logarithm(value) {
  return value === null || value === undefined ? value : Math.log10(value);
}

// Where a logarithmic axis has its marks: at most eight powers of ten, or steps of 1, 2, 5 within few of them.
function decades(from, to) {
  const every = Math.max(1, Math.ceil((to - from) / 8));
  const marks = [];
  for (let d = Math.ceil(from / every) * every; d <= to; d += every) marks.push(d);
  if (marks.length > 1) return marks;
  const fine = [];
  for (let d = Math.floor(from); d <= to; ++d) for (const digit of [1, 1.5, 2, 3, 5, 7]) fine.push(d + Math.log10(digit));
  const inside = fine.filter((d) => d >= from && d <= to);
  return inside.length > 1 ? inside : [from, (from + to) / 2, to];
}

// spec: title, x, y, logx, logy, floor, hold, range, lines: [{label, color, dash, x, y, low, high, points, dots, thin}]; dots have no
// line, and thin lines, single seeds, no name. undefined is joined, null is a gap.
function drawPlot(holder, spec) {
  holder.textContent = "";
  holder.append(element("h4", spec.title));
  const lines = spec.lines.filter((line) => line.x.length > 0);
  const stacked = [];
  for (const line of lines) {
    const keep = line.x.map((x) => x !== null && (!spec.logx || x > 0));
    const pick = (values) => values.filter((_, i) => keep[i]);
    const x = pick(line.x);
    if (line.low && spec.bands) stacked.push({ x, y: pick(line.low), line, band: "low" }, { x, y: pick(line.high), line, band: "high" });
    stacked.push({ x, y: pick(line.y), line });
  }
  if (stacked.length === 0 || stacked.every((s) => s.x.length === 0)) {
    holder.append(element("p", "Nothing to show.", { class: "note" }));
    return;
  }
  const some = (test) => stacked.some((s) => s.y.some((y) => y !== null && test(y)));
  const logy = spec.logy && some((y) => y > 0) && !some((y) => y < 0); // else the best ones would be missing
  // uPlot's own logarithmic axes hang below 1e-22: it gets logarithms on plain axes.
  const raw = aligned(stacked.map((s) => ({ x: s.x, y: logy ? onLog(s.y, spec.floor ?? 0) : s.y })), spec.hold);
  const data = raw.map((values, i) => ((i === 0 ? spec.logx : logy) ? values.map(logarithm) : values));
  const series = [{}];
  const bands = [];
  stacked.forEach((s, i) => {
    const color = s.line.color;
    if (s.line.thin) {
      series.push({ label: s.line.label, stroke: color + "88", width: 1, points: { show: false } });
    } else if (s.band) {
      series.push({ label: s.line.label, stroke: "transparent", points: { show: false } });
      if (s.band === "high") bands.push({ series: [i + 1, i], fill: color + "26" });
    } else {
      series.push({ label: s.line.label, stroke: color, width: 2, dash: DASHES[s.line.dash % DASHES.length],
        paths: s.line.dots ? () => null : spec.hold ? uPlot.paths.stepped({ align: 1 }) : undefined,
        points: { show: Boolean(s.line.points || s.line.dots) || s.x.length < 4, size: 6 } });
    }
  });
  const hover = element("div", "", { class: "hover", "aria-live": "off" });
  const axis = { stroke: theme("--soft"), grid: { stroke: theme("--line"), width: 1 }, ticks: { stroke: theme("--line") } };
  const logarithmic = { ...axis, splits: (u, which, from, to) => decades(from, to) };
  const plain = (u, values) => values.map((v) => (v === null ? "" : number(v, 6)));
  const power = (u, values) => values.map((d) => (Number.isInteger(d) ? (d >= 0 && d < 5 ? String(10 ** d) : `1e${d}`) : number(10 ** d, 3)));
  const options = {
    width: Math.max(260, holder.clientWidth), height: 300, legend: { show: false }, series, bands,
    cursor: { focus: { prox: 20 } },
    scales: { x: { time: false }, y: spec.range ? { range: spec.range } : {} },
    axes: [{ ...(spec.logx ? logarithmic : axis), label: spec.x, values: spec.logx ? power : plain }, { ...(logy ? logarithmic : axis), size: 70, label: spec.y, values: logy ? power : plain }],
    hooks: { setCursor: [(u) => {
      const i = u.cursor.idx;
      if (i === null || i === undefined) { hover.textContent = ""; return; }
      const at = `${spec.x} ${number(raw[0][i])}: `;
      hover.textContent = at + stacked.map((s, k) => {
        const value = raw[k + 1][i];
        return s.band || s.line.thin || value === undefined || value === null ? null : `${s.line.label} ${number(value)}`;
      }).filter(Boolean).join(", ");
    }] },
  };
  new uPlot(options, data, holder);
  holder.append(hover);
  if (spec.note) holder.append(element("p", spec.note, { class: "note" }));
}

// The x values of a curve over steps, in the unit that the reader chose.
function inUnit(optimizer, curve, unit) {
  if (unit === "steps") return curve.x;
  const steps = optimizer.measures[0].by_steps.x;
  const place = new Map(steps.map((step, i) => [step, i]));
  return curve.x.map((step) => (place.has(step) ? optimizer.progress[unit][place.get(step)] : null));
}

// Lines that run away leave at the upper edge, ten times above every start; beyond it is a gap.
function cut(values, bound) {
  const inside = (i) => i >= 0 && i < values.length && values[i] !== null && values[i] <= bound;
  return values.map((v, i) => (v !== null && v > bound ? (inside(i - 1) || inside(i + 1) ? bound : null) : v));
}

function curveSpec(problem, m, state) {
  const measure = problem.measures[m];
  const starts = problem.optimizers.map((o) => o.measures[m].by_steps.median.find((v) => v !== null)).filter((v) => v !== undefined);
  const bound = 10 * Math.max(...starts.map(Math.abs));
  const lines = shown(problem.optimizers, state).map((o) => {
    const curve = o.measures[m].by_steps;
    return { label: o.label, color: colorOf(o), dash: o.style.dash, x: inUnit(o, curve, state.axis), y: cut(curve.median, bound),
      low: cut(curve.lower, bound), high: cut(curve.upper, bound) };
  });
  if (m === 0 && state.seeds)
    for (const o of shown(problem.optimizers, state))
      for (const values of o.seeds.values)
        lines.push({ label: o.label, color: colorOf(o), thin: true, x: inUnit(o, o.seeds, state.axis), y: cut(values, bound) });
  const title = (measure.name === "gap" ? "gap to the known minimum" : measure.name.replaceAll("_", " "));
  return { title, x: state.axis.replaceAll("_", " "), y: title, logx: state.logx, logy: state.logy && !measure.higher_is_better,
    floor: m === 0 ? problem.floor : 0, bands: state.bands, lines,
    note: lines.some((l) => l.y.includes(bound)) ? "Lines that end at the upper edge went beyond ten times the start." : "" };
}

function stairsSpec(title, x, optimizers, stairs, state) {
  const lines = shown(optimizers, state).map((o) => ({ label: o.label, color: colorOf(o), dash: o.style.dash, x: stairs(o).x, y: stairs(o).y }));
  return { title, x, y: "share", logx: true, hold: true, range: [0, 1], lines };
}

// One dot a run.
function scatterSpec(problem, state) {
  const lines = shown(problem.optimizers, state).map((o) => ({ label: o.label, color: colorOf(o), dots: true,
    x: o.generalization.train, y: o.generalization.test }));
  return { title: "test loss against training loss at the end", x: "training loss", y: "test loss", logx: state.logy,
    logy: state.logy, lines };
}

function ratesSpec(problem, state) {
  const lines = problem.rate_curves.map((c) => {
    const points = c.points.filter((p) => !state.hidden.has(p.optimizer));
    return { label: c.name, color: colorOf(c), dash: c.style.dash, points: true, x: points.map((p) => p.learning_rate),
      y: points.map((p) => p.final.median), low: points.map((p) => p.final.lower), high: points.map((p) => p.final.upper) };
  });
  const top = Math.max(...lines.flatMap((l) => [...l.y, ...l.high]).filter((v) => v !== null && v !== undefined), 0) || 1;
  const diverged = lines.map((l) => ({ label: `${l.label}, diverged`, color: l.color, dash: 0, dots: true,
    x: l.x.filter((_, i) => l.y[i] === null), y: l.y.filter((v) => v === null).map(() => top) }));
  return { title: "final value against learning rate", x: "learning rate", y: "final", logx: true, logy: state.logy,
    floor: problem.floor, bands: state.bands, lines: [...lines, ...diverged],
    note: diverged.some((l) => l.x.length > 0) ? "Dots at the upper edge: half of the seeds or more diverged." : "" };
}

function expectedSpec(tuning, state) {
  const lines = shown(tuning.optimizers, state).map((o) => ({ label: o.label, color: colorOf(o), dash: o.style.dash, x: o.expected.x,
    y: o.expected.median, low: o.expected.lower, high: o.expected.upper }));
  return { title: "what the best of so many trials may be expected to give", x: "trials", y: tuning.on, logx: true, logy: state.logy,
    bands: state.bands, lines };
}

// One dot a trial.
function trialsSpec(tuning, state) {
  const lines = shown(tuning.optimizers, state).map((o) => {
    const trials = o.trials.filter((t) => t.score !== null && t.values.learning_rate > 0)
      .sort((a, b) => a.values.learning_rate - b.values.learning_rate);
    return { label: o.label, color: colorOf(o), dots: true, x: trials.map((t) => t.values.learning_rate), y: trials.map((t) => t.score) };
  });
  return { title: "trials against learning rate", x: "learning rate", y: tuning.on, logx: true, logy: state.logy, lines };
}

function shown(optimizers, state) {
  return optimizers.filter((o) => !state.hidden.has(o.label));
}
