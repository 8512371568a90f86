// Which charts there are, and what each shows.
import { GREY, PALETTE } from "./colors.js";
import { ceilingOf, inUnit, lastValue } from "./curves.js";
import { capital, measureName, number, words } from "./numbers.js";
import { easiest, profiles, runtimes } from "./targets.js";

/** @typedef {import("./types.js").Spec} Spec */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Optimizer} Optimizer */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./colors.js").Look} Look */
/** @typedef {Map<string, Look>} Looks */

/** "adam (148)": the steps until the goal. @param {Problem} problem @param {Optimizer} o @param {string} [name] */
export function nameWithSteps(problem, o, name = o.label) {
  if (!problem.stop || !o.stop) return name;
  if (o.stop.reached === 0 || o.stop.steps === null) return `${name} (–)`;
  const some = o.stop.reached < o.stop.runs ? `, ${o.stop.reached} of ${o.stop.runs}` : "";
  return `${name} (${number(o.stop.steps)}${some})`;
}

/** Whether a logarithmic axis can show these: nothing is negative. @param {Iterable<number|null|undefined>} values */
function positive(values) {
  for (const v of values) if (v !== null && v !== undefined && v < 0) return false;
  return true;
}

/** @param {State} state */
function xAxis(state) {
  return { label: words(state.x) + (state.logx ? ", logarithmic" : ""), log: state.logx };
}

/**
 * Stairs rise from 0 and go on until the last one has ended.
 * @param {Line[]} lines @returns {Line[]}
 */
function held(lines) {
  const end = Math.max(...lines.map((l) => Number(l.x[l.x.length - 1])));
  return lines.map((l) => ({ ...l, x: [l.x[0], ...l.x, end], y: [0, ...l.y, l.y[l.y.length - 1]] }));
}

/** @param {Looks} looks @param {string} label */
function look(looks, label) {
  const found = looks.get(label) ?? { color: GREY, dash: "", grey: true };
  return { label, text: found.text ?? label, color: found.color, dash: found.dash, grey: found.grey };
}

/** @param {{label: string}} o @param {State} state */
function matches(o, state) {
  return !state.filter || o.label.toLowerCase().includes(state.filter.toLowerCase());
}

/** @param {Problem} problem */
function overSeeds(problem) {
  if (problem.deterministic || problem.seeds < 2) return "";
  return `Lines: medians over ${problem.seeds} seeds; bands: the middle half of them.`;
}

/** A measure of a problem against what was spent. @param {Problem} problem @param {number} m @param {State} state @param {Looks} looks @returns {Spec} */
export function curveSpec(problem, m, state, looks) {
  const measure = problem.measures[m];
  const shown = problem.optimizers.filter((o) => matches(o, state) && lastValue(o.curves[m].median) !== null);
  /** @type {Line[]} */
  const lines = shown.map((o) => {
    const curve = o.curves[m];
    return { ...look(looks, o.label), text: nameWithSteps(problem, o, looks.get(o.label)?.text), x: inUnit(o, curve.x, state.x), y: curve.median, low: curve.lower, high: curve.upper };
  });
  if (m === 0 && state.seeds)
    for (const o of shown)
      for (const values of o.seeds.values)
        lines.push({ ...look(looks, o.label), thin: true, x: inUnit(o, o.seeds.x, state.x), y: values });
  const log = state.logy && !measure.higher_is_better && (measure.name === "gap" || positive(problem.optimizers.flatMap((o) => o.curves[m].median)));
  const name = measureName(measure.name);
  const goal = problem.stop ? ` In brackets: steps until ${problem.stop}.` : "";
  return {
    title: `${capital(name)} against ${words(state.x)}`, file: `${problem.label} ${measure.name} ${state.x}`,
    x: xAxis(state), lines, note: overSeeds(problem) + goal,
    y: { label: name + (log ? ", logarithmic" : ""), log, floor: log && m === 0 && problem.floor !== null ? problem.floor : undefined,
      ceiling: measure.higher_is_better ? undefined : ceilingOf(problem.optimizers.map((o) => o.curves[m].median)) },
  };
}

/** @param {Problem} problem @param {State} state @param {Looks} looks @returns {Spec} */
export function effectiveSpec(problem, state, looks) {
  const lines = problem.optimizers.filter((o) => matches(o, state)).flatMap((o) => (o.effective_step ? [{ ...look(looks, o.label),
    x: inUnit(o, o.effective_step.x, state.x), y: o.effective_step.median, low: o.effective_step.lower, high: o.effective_step.upper }] : []));
  return { title: "Effective step: length of a step over that of the gradient", file: `${problem.label} effective step`, lines,
    x: xAxis(state), y: { label: "‖Δw‖ / ‖g‖", log: state.logy }, note: overSeeds(problem) };
}

/** Final loss at each learning rate; what diverged or failed is a cross at the top. @param {Problem} problem @param {State} state @returns {Spec} */
export function ratesSpec(problem, state) {
  const curves = problem.rate_curves;
  const finite = curves.flatMap((c) => c.points.map((p) => p.final.median)).filter((v) => v !== null);
  const top = finite.length > 0 ? Math.max(...finite) : 1;
  const log = state.logy && (problem.measures[0].name === "gap" || positive(finite));
  /** @type {Line[]} */
  const lines = [];
  curves.forEach((c, i) => {
    const base = { label: c.name, color: curves.length === 1 ? PALETTE[0] : PALETTE[i % PALETTE.length] };
    const rates = c.points.map((p) => p.learning_rate);
    lines.push({ ...base, points: true, x: rates, y: c.points.map((p) => p.final.median), low: c.points.map((p) => p.final.lower), high: c.points.map((p) => p.final.upper) });
    const diverged = c.points.filter((p) => p.final.median === null);
    if (diverged.length > 0)
      lines.push({ ...base, text: `${c.name}: diverged or failed`, kind: "crosses", x: diverged.map((p) => p.learning_rate), y: diverged.map(() => top) });
  });
  const name = `final ${measureName(problem.measures[0].name)}`;
  return { title: `${capital(name)} at each learning rate`, file: `${problem.label} learning rates`, lines,
    x: { label: "learning rate, logarithmic", log: true }, y: { label: name, log, floor: log && problem.floor !== null ? problem.floor : undefined },
    note: lines.some((l) => l.kind === "crosses") ? "×: half of the seeds or more diverged or failed; the cross has no height." : "" };
}

/** Variance of the gradient against 1/m. @param {Problem} problem @returns {Spec} */
export function varianceSpec(problem) {
  /** @type {Map<string, {x: number[], measured: (number|null)[], theory: (number|null)[]}>} */
  const kinds = new Map();
  for (const row of problem.variance) {
    const [, size, kind] = /^(\d+)\s*(.*)$/.exec(row.batch) ?? [];
    if (!size) continue;
    const list = kinds.get(kind) ?? { x: [], measured: [], theory: [] };
    list.x.push(1 / Number(size));
    list.measured.push(row.measured);
    list.theory.push(row.theory);
    kinds.set(kind, list);
  }
  /** @type {Line[]} */
  const lines = [...kinds].flatMap(([kind, list], i) => {
    const order = list.x.map((_, k) => k).sort((a, b) => list.x[a] - list.x[b]);
    const pick = (/** @type {any[]} */ values) => order.map((k) => values[k]);
    const base = { label: kind, color: PALETTE[i % PALETTE.length] };
    return [{ ...base, text: `${kind}: theory`, dash: "6 3", x: pick(list.x), y: pick(list.theory) },
      { ...base, text: `${kind}: measured`, kind: /** @type {const} */ ("dots"), x: pick(list.x), y: pick(list.measured) }];
  });
  return { title: "Variance of the mini-batch gradient against 1/m", file: `${problem.label} variance`, lines,
    x: { label: "1 / batch size m", log: true }, y: { label: "E‖g_batch − g‖²", log: true } };
}

/** A dot for each run, and where test and training loss are the same. @param {Problem} problem @param {State} state @param {Looks} looks @returns {Spec} */
export function generalizationSpec(problem, state, looks) {
  const lines = problem.optimizers.filter((o) => matches(o, state)).flatMap((o) => (o.generalization ? [{ ...look(looks, o.label), dash: "",
    kind: /** @type {const} */ ("dots"), x: o.generalization.train, y: o.generalization.test }] : []));
  return { title: "Test against training loss at the end, a dot for each run", file: `${problem.label} test and training`, lines,
    diagonal: true, diagonalLabel: "test = training", x: { label: "training loss", log: state.logy }, y: { label: "test loss", log: state.logy } };
}

/** @param {Problem} problem @param {State} state @param {Looks} looks @returns {Spec} */
export function runtimesSpec(problem, state, looks) {
  const all = state.targets === 100;
  const targets = easiest(problem.target_grid, state.targets);
  const lines = problem.optimizers.filter((o) => matches(o, state)).map((o) => {
    const stairs = all ? o.runtimes : runtimes(problem, o, targets);
    return { ...look(looks, o.label), kind: /** @type {const} */ ("stairs"), x: stairs.x, y: stairs.y };
  }).filter((l) => l.x.length > 0);
  const unit = words(problem.unit);
  return { title: "Fraction of runs and targets reached", file: `${problem.label} runtimes`, lines: held(lines), x: { label: `${unit}, logarithmic`, log: true },
    y: { label: "fraction reached", domain: [0, 1] }, note: targetsNote(targets, all) };
}

/** @param {number[]} targets @param {boolean} all */
function targetsNote(targets, all) {
  if (targets.length === 0) return "";
  return `${targets.length} target${targets.length === 1 ? "" : "s"}, the hardest ${number(targets[targets.length - 1], 3)}`
    + (all ? "." : "; recomputed from the curves in this page.");
}

/**
 * Over problems: runtimes, performance and data profiles.
 * @param {import("./types.js").Ranking} ranking @param {Problem[]} problems @param {State} state @param {Looks} looks
 * @returns {Spec[]}
 */
export function profileSpecs(ranking, problems, state, looks) {
  const all = state.targets === 100;
  const labels = ranking.optimizers.map((o) => o.label);
  const again = all ? null : profiles(problems, labels, state.targets);
  const cost = words(ranking.cost);
  const note = all ? "" : `The easiest ${state.targets} % of each problem's targets; recomputed from the curves in this page.`;
  return /** @type {const} */ ([["runtimes", "Fraction of runs and targets reached, mean over problems", cost, "fraction reached"],
    ["performance", "Performance profile", "cost, times the cheapest optimizer's", "fraction of targets"],
    ["data", "Data profile", `expected ${cost}`, "fraction of targets"]]).map(([key, title, x, y]) => ({
    title, file: `${key} over problems`, note, x: { label: `${x}, logarithmic`, log: true }, y: { label: y, domain: /** @type {[number, number]} */ ([0, 1]) },
    lines: held(ranking.optimizers.filter((o) => matches(o, state)).map((o) => {
      const stairs = again?.get(o.label)?.[key] ?? o[key];
      return { ...look(looks, o.label), kind: /** @type {const} */ ("stairs"), x: stairs.x, y: stairs.y };
    }).filter((l) => l.x.length > 0)),
  }));
}

/** What the best of so many trials may be expected to give. @param {Problem} problem @param {State} state @param {Looks} looks @returns {Spec} */
export function expectedSpec(problem, state, looks) {
  const log = state.logy && positive(problem.tuning.optimizers.flatMap((o) => [...o.expected.median, ...(o.expected.lower ?? [])]));
  const lines = problem.tuning.optimizers.filter((o) => o.expected.x.length > 0).map((o) => ({ ...look(looks, o.label), points: o.expected.x.length < 30,
    x: o.expected.x, y: o.expected.median, low: o.expected.lower, high: o.expected.upper }));
  return { title: "Expected result of the best of so many trials", file: `${problem.label} tuning effort`, lines, x: { label: "trials, logarithmic", log: true },
    y: { label: problem.tuning.on, log }, note: "Bands: 95 % by bootstrap over trials." };
}

/** A dot for each trial; a star is the chosen one, a cross came to nothing. @param {Problem} problem @param {State} state @param {Looks} looks @returns {Spec} */
export function trialsSpec(problem, state, looks) {
  const scores = problem.tuning.optimizers.flatMap((o) => o.trials.map((t) => t.score)).filter((s) => s !== null);
  const top = scores.length > 0 ? Math.max(...scores) : 1;
  const log = state.logy && positive(scores);
  /** @type {Line[]} */
  const lines = [];
  for (const o of problem.tuning.optimizers) {
    const trials = o.trials.filter((t) => t.values.learning_rate > 0).sort((a, b) => a.values.learning_rate - b.values.learning_rate);
    const good = trials.filter((t) => t.score !== null), bad = trials.filter((t) => t.score === null);
    const base = { ...look(looks, o.label), dash: "" };
    if (good.length > 0) lines.push({ ...base, kind: "dots", x: good.map((t) => t.values.learning_rate), y: good.map((t) => t.score) });
    if (bad.length > 0) lines.push({ ...base, thin: true, kind: "crosses", x: bad.map((t) => t.values.learning_rate), y: bad.map(() => top) });
    if (o.chosen && o.chosen.learning_rate > 0 && o.chosen_score !== null)
      lines.push({ ...base, thin: true, kind: "stars", x: [o.chosen.learning_rate], y: [o.chosen_score] });
  }
  return { title: "Trials by learning rate", file: `${problem.label} trials`, lines, x: { label: "learning rate, logarithmic", log: true },
    y: { label: problem.tuning.on, log }, note: "★: the chosen trial. ×: a trial that came to nothing; the cross has no height." };
}
