// The page: what is drawn where, and drawing again what is in sight when the reader chooses something else.
import { looks as looksOf } from "./colors.js";
import { baselineOf, planned } from "./baseline.js";
import { drawChart } from "./chart.js";
import { element } from "./dom.js";
import { showAgainst, showOverProblems } from "./comparisons.js";
import { heatMaps } from "./matrix.js";
import { drawMultiples } from "./multiples.js";
import { drawRace } from "./race.js";
import { drawRanks } from "./ranks.js";
import { curveSpec, effectiveSpec, expectedSpec, generalizationSpec, profileSpecs, ratesSpec, runtimesSpec, trialsSpec, varianceSpec } from "./specs.js";
import { fromHash, standard, toHash } from "./state.js";
import { enhance, filterRows } from "./tables.js";
import { addCells, addTools } from "./tools.js";

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {import("./types.js").Spec} Spec */

/** @type {Report} */
const report = JSON.parse(document.getElementById("data")?.textContent ?? "");
const first = standard();
first.logx = report.experiments.some((e) => e.problems.some((p) => p.log_steps));
first.baseline = planned(report);
const read = fromHash(location.hash, first);
const state = read.state;
if (state.baseline && !report.experiments.some((e) => e.problems.some((p) => p.optimizers.some((o) => o.label === state.baseline)))) state.baseline = first.baseline;
let place = read.place;

// Charts are drawn when they come into sight.
/** @typedef {{holder: HTMLElement, draw: (holder: HTMLElement) => void, dirty: boolean, seen: boolean}} Chart */
/** @type {Chart[]} */
const charts = [];
const inSight = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const chart = charts.find((c) => c.holder === entry.target);
    if (!chart) continue;
    chart.seen = entry.isIntersecting;
    if (chart.seen && chart.dirty) refresh(chart);
  }
}, { rootMargin: "400px" });

/** @param {Chart} chart */
function refresh(chart) {
  chart.dirty = false;
  chart.draw(chart.holder);
  chart.holder.style.minHeight = "0";  // what it keeps until it is drawn
}

/** @param {Element} parent @param {(holder: HTMLElement) => void} draw @param {string} [kind] */
function add(parent, draw, kind = "") {
  const holder = element("figure", { class: `chart ${kind}`, id: `chart-${charts.length + 1}` });
  parent.append(holder);
  charts.push({ holder, draw, dirty: true, seen: false });
  inSight.observe(holder);
}

const page = {
  hidden: state.hidden,
  bands: true,
  toggle(/** @type {string} */ label) {
    if (!state.hidden.delete(label)) state.hidden.add(label);
    changed();
  },
};

let showChoices = () => {};
const fillHeatMaps = heatMaps(report);
let compared = "";

/** What follows from the baseline, and from what heat maps show. */
function compare() {
  const now = JSON.stringify([state.baseline, state.cells]);
  if (now === compared) return;
  compared = now;
  fillHeatMaps(state);
  const problems = report.experiments.flatMap((e) => e.problems);
  const over = /** @type {HTMLElement|null} */ (document.querySelector('#answer [data-baseline]'));
  if (over) showOverProblems(over, problems, state.baseline ?? "", null);
  report.experiments.forEach((experiment, e) => {
    const baseline = baselineOf(state, experiment);
    const overThese = /** @type {HTMLElement|null} */ (document.querySelector(`#e${e + 1} > [data-baseline]`));
    if (overThese && experiment.problems.length > 1) showOverProblems(overThese, experiment.problems, baseline, experiment.baseline);
    if (overThese) overThese.hidden = report.experiments.length === 1;  // the answer has the same
    experiment.problems.forEach((problem, i) => {
      const holder = /** @type {HTMLElement|null} */ (document.querySelector(`#e${e + 1}p${i + 1} [data-baseline]`));
      if (holder) showAgainst(holder, problem, baseline, experiment.baseline);
    });
  });
}

function changed() {
  page.bands = state.bands;
  page.hidden = state.hidden;
  showChoices();
  history.replaceState(null, "", toHash(state, place, first) || location.pathname + location.search);
  for (const chart of charts) {
    chart.dirty = true;
    if (chart.seen) refresh(chart);
  }
  compare();
  filterTables();
}

function filterTables() {
  const filter = state.filter.toLowerCase();
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main .table")))
    filterRows(holder, (label) => !state.hidden.has(label) && (!filter || label.toLowerCase().includes(filter)));
}

/** @param {Element} parent @param {() => Spec} spec */
function plot(parent, spec) {
  const kept = {};
  let handle = { cursor: (/** @type {number|null} */ _x) => {} };
  add(parent, (holder) => {
    const now = spec();
    if (now.lines.length > 0) handle = drawChart(holder, now, page, kept);
    holder.hidden = now.lines.length === 0;
  });
  return { cursor: (/** @type {number|null} */ x) => handle.cursor(x) };
}

/** @param {string} anchor @param {Problem} problem @param {Map<string, import("./colors.js").Look>} looks */
function addProblem(anchor, problem, looks) {
  const section = document.getElementById(anchor);
  const where = (/** @type {string} */ name) => section?.querySelector(`[data-charts="${name}"]`);
  const main = where("main");
  if (!main) return;
  /** @type {(unit: string, t: number) => void} */
  let follow = () => {};
  if ((problem.landscape.values.length > 0 || problem.plane.best) && problem.optimizers.some((o) => o.trajectory)) {
    const kept = {};
    add(main, (holder) => drawRace(holder, problem, { hidden: state.hidden, toggle: page.toggle, looks }, kept, (unit, t) => follow(unit, t)), "race");
  }
  problem.measures.forEach((measure, m) => {
    const handle = plot(main, () => (state.y === "all" || state.y === measure.name || !problem.measures.some((other) => other.name === state.y)
      ? curveSpec(problem, m, state, looks) : { ...curveSpec(problem, m, state, looks), lines: [] }));
    if (m === 0) follow = (unit, t) => handle.cursor(unit === state.x ? t : null);
  });
  if (problem.optimizers.filter((o) => o.runtimes.x.length > 0).length > 1) plot(main, () => runtimesSpec(problem, state, looks));
  const rates = where("rates"), variance = where("variance"), generalization = where("generalization"), effective = where("effective"), tuning = where("tuning");
  if (rates && problem.rate_curves.length > 0) plot(rates, () => ratesSpec(problem, state));
  if (variance && varianceSpec(problem).lines.length > 0) plot(variance, () => varianceSpec(problem));
  if (generalization && problem.optimizers.some((o) => o.generalization)) plot(generalization, () => generalizationSpec(problem, state, looks));
  if (effective && problem.optimizers.some((o) => o.effective_step)) plot(effective, () => effectiveSpec(problem, state, looks));
  if (tuning) {
    if (problem.tuning.optimizers.some((o) => o.expected.x.length > 0)) plot(tuning, () => expectedSpec(problem, state, looks));
    if (problem.tuning.optimizers.some((o) => o.trials.some((t) => t.values.learning_rate > 0))) plot(tuning, () => trialsSpec(problem, state, looks));
  }
}

report.experiments.forEach((experiment, e) => {
  const looks = looksOf(experiment);
  const over = document.querySelector(`[data-ranking="e${e + 1}"] [data-charts="ranking"]`);
  if (over && experiment.ranking.optimizers.length > 0) {
    if (experiment.problems.length >= 4)
      add(over, (holder) => drawMultiples(holder, experiment.problems.map((p, i) => ({ spec: curveSpec(p, 0, state, looks), label: p.label, anchor: `e${e + 1}p${i + 1}` })), state.hidden), "wide");
    add(over, (holder) => drawRanks(holder, experiment.ranking, looks));
    [0, 1, 2].forEach((i) => plot(over, () => profileSpecs(experiment.ranking, experiment.problems, state, looks)[i]));
  }
  experiment.problems.forEach((problem, i) => addProblem(`e${e + 1}p${i + 1}`, problem, looks));
});

for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main .table"))) enhance(holder);
// A click on a cell of the heat map leads to its problem.
for (const table of document.querySelectorAll(".matrix table"))
  table.addEventListener("click", (event) => {
    const cell = /** @type {HTMLElement} */ (event.target).closest("td");
    if (!cell) return;
    const column = /** @type {HTMLTableCellElement} */ (cell).cellIndex;
    const link = /** @type {HTMLTableElement} */ (table).tHead?.rows[0].cells[column]?.querySelector("a");
    if (link) location.hash = link.hash;
  });

const matchDark = matchMedia("(prefers-color-scheme: dark)");
document.documentElement.classList.toggle("dark", matchDark.matches);
const tools = document.getElementById("tools");
const shows = [tools ? addTools(tools, report, state, changed) : () => {}, addCells(state, changed)];
showChoices = () => shows.forEach((show) => show());
showChoices();
page.bands = state.bands;
if (state.baseline !== "" || first.baseline !== "" || state.cells !== "ratio") compare();
if (state.filter || state.hidden.size > 0) filterTables();

function goTo(/** @type {string} */ anchor) {
  const target = anchor && document.getElementById(anchor);
  if (!target) return;
  for (let node = target.parentElement; node; node = node.parentElement) if (node instanceof HTMLDetailsElement) node.open = true;
  target.scrollIntoView();
}
if (place && location.hash.includes("?")) goTo(place);
addEventListener("hashchange", () => {
  const now = fromHash(location.hash, first);
  place = now.place;
  if (!location.hash.includes("?")) {  // a link within the page keeps what was chosen
    history.replaceState(null, "", toHash(state, place, first) || "#");
    goTo(place);
    return;
  }
  Object.assign(state, now.state);
  changed();
  goTo(place);
});

// The contents: where the reader is, and a search.
const contents = document.getElementById("contents");
if (contents) {
  if (innerWidth < 1100) contents.querySelector("details")?.removeAttribute("open");
  const entries = /** @type {HTMLElement[]} */ ([...contents.querySelectorAll("li")]);
  if (entries.length > 12) {
    const search = /** @type {HTMLInputElement} */ (element("input", { type: "search", placeholder: "search", "aria-label": "search the contents" }));
    contents.querySelector("summary")?.after(search);
    search.addEventListener("input", () => {
      const text = search.value.toLowerCase();
      for (const li of entries) li.hidden = !(li.textContent ?? "").toLowerCase().includes(text);
    });
  }
  const links = /** @type {HTMLAnchorElement[]} */ ([...contents.querySelectorAll("a")]);
  const sections = links.map((a) => document.getElementById(a.hash.slice(1)));
  let waiting = false;
  const follow = () => {
    waiting = false;
    let current = 0;
    sections.forEach((section, i) => { if (section && section.getBoundingClientRect().top < 140) current = i; });
    links.forEach((a, i) => { if (i === current) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  follow();
}

// A page of a suite that is running loads itself again, and comes back to where the reader was; not while one works with it.
if (document.querySelector('meta[name="live"]')) {
  let touched = -Infinity;
  for (const kind of ["pointermove", "keydown", "wheel", "input"]) addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
  const back = Number(history.state?.scroll);
  if (back > 0) {
    charts.forEach(refresh);
    scrollTo(0, back);
  }
  setInterval(() => {
    if (document.hidden || performance.now() - touched < 3000) return;
    history.replaceState({ scroll: scrollY }, "");
    location.reload();
  }, 5000);
}

const drawAll = () => charts.filter((chart) => chart.dirty).forEach(refresh);
// Paper is light, and as wide as .printing is.
const look = document.documentElement.classList;
let wasDark = false;
addEventListener("beforeprint", () => {
  wasDark = look.contains("dark");
  look.remove("dark");
  look.add("printing");
  for (const chart of charts) chart.dirty = true;
  drawAll();
});
addEventListener("afterprint", () => {
  look.remove("printing");
  look.toggle("dark", wasDark);
  changed();
});
let width = innerWidth;
addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; changed(); } });
document.addEventListener("fullscreenchange", () => changed());

// For tests.
Object.assign(window, { slalomPage: { drawChart, drawAll } });
