// The bar with what the reader can choose.
import { planned } from "./baseline.js";
import { button, element } from "./dom.js";
import { measureName, words } from "./numbers.js";

/** @typedef {import("./types.js").Report} Report */
/** @typedef {import("./types.js").State} State */

/**
 * @param {HTMLElement} place @param {Report} report @param {State} state is changed
 * @param {() => void} changed @returns {() => void} shows a state that was changed elsewhere
 */
export function addTools(place, report, state, changed) {
  const problems = report.experiments.flatMap((e) => e.problems);
  /** @type {(() => void)[]} */
  const updates = [];
  const select = (/** @type {string} */ text, /** @type {"x"|"y"} */ key, /** @type {[string, string][]} */ options) => {
    const made = /** @type {HTMLSelectElement} */ (element("select", {}, ...options.map(([value, name]) => element("option", { value }, name))));
    made.addEventListener("change", () => { state[key] = made.value; changed(); });
    updates.push(() => { made.value = state[key]; });
    return element("label", {}, text, made);
  };
  const check = (/** @type {string} */ text, /** @type {"logx"|"logy"|"bands"|"seeds"} */ key) => {
    const made = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
    made.addEventListener("change", () => { state[key] = made.checked; changed(); });
    updates.push(() => { made.checked = state[key]; });
    return element("label", {}, made, text);
  };
  const baseline = () => {
    const all = [...(planned(report) === null ? [null] : []), "", ...labels];
    const made = /** @type {HTMLSelectElement} */ (element("select", {}, ...all.map((l) => element("option", {}, l === null ? "as the suite says" : l || "none"))));
    made.addEventListener("change", () => { state.baseline = all[made.selectedIndex]; changed(); });
    updates.push(() => { made.selectedIndex = all.indexOf(state.baseline); });
    return element("label", {}, "baseline ", made);
  };
  const units = ["steps", "evaluations", ...(problems.some((p) => p.examples > 1) ? ["epochs"] : []), "cpu_seconds"];
  const measures = [...new Set(problems.flatMap((p) => p.measures.map((m) => m.name)))];
  const labels = [...new Set(problems.flatMap((p) => p.optimizers.map((o) => o.label)))];
  const filter = /** @type {HTMLInputElement} */ (element("input", { type: "search", placeholder: "optimizer", "aria-label": "filter optimizers by name" }));
  filter.addEventListener("input", () => { state.filter = filter.value; changed(); });
  updates.push(() => { if (filter.value !== state.filter) filter.value = state.filter; });
  const parts = [select("x ", "x", units.map((u) => [u, words(u)])),
    ...(measures.length > 1 ? [select("y ", "y", [["all", "all measures"], ...measures.map((m) => /** @type {[string, string]} */ ([m, measureName(m)]))])] : []),
    check("log x", "logx"), check("log y", "logy"),
    ...(problems.some((p) => p.optimizers.some((o) => o.curves.some((c) => c.lower))) ? [check("bands", "bands")] : []),
    ...(problems.some((p) => p.optimizers.some((o) => o.seeds.values.length > 0)) ? [check("single seeds", "seeds")] : []),
    ...(labels.length > 1 ? [baseline()] : []),
    element("label", {}, filter)];
  if (problems.some((p) => p.target_grid.length > 1)) {
    const slider = /** @type {HTMLInputElement} */ (element("input", { type: "range", min: 5, max: 100, step: 5, "aria-label": "targets: the easiest percent of the target_grid" }));
    slider.addEventListener("change", () => { state.targets = Number(slider.value); changed(); });
    updates.push(() => { slider.value = String(state.targets); slider.title = `the easiest ${state.targets} % of the targets`; });
    parts.push(element("label", { title: "how far down the target grid profiles go" }, "targets ", slider));
  }
  const showAll = button("show all", () => { state.hidden.clear(); state.filter = ""; changed(); });
  updates.push(() => { showAll.hidden = state.hidden.size === 0 && !state.filter; });
  const dark = button("◐", () => { document.documentElement.classList.toggle("dark"); changed(); }, { title: "dark or light", "aria-label": "dark or light" });
  const link = button("link", () => { navigator.clipboard?.writeText(location.href); }, { title: "copy the address of this view" });
  place.append(...parts, showAll, link, dark);
  return () => updates.forEach((u) => u());
}

/**
 * What the heat maps show, above the first of them.
 * @param {State} state is changed @param {() => void} changed @returns {() => void} shows a state that was changed elsewhere
 */
export function addCells(state, changed) {
  const first = document.querySelector("#answer .matrix, #answer .cards");
  if (!first || document.querySelectorAll(".matrix tbody tr").length < 2) return () => {};
  const made = /** @type {HTMLSelectElement} */ (element("select", {}, element("option", { value: "ratio" }), element("option", { value: "rank" }, "rank")));
  made.addEventListener("change", () => { state.cells = made.value === "rank" ? "rank" : "ratio"; changed(); });
  first.before(element("p", { class: "choice" }, element("label", {}, "cells: ", made)));
  return () => {
    made.options[0].textContent = state.baseline === null ? "ratio to the baseline" : state.baseline ? `ratio to ${state.baseline}` : "ratio to the best";
    made.value = state.cells;
  };
}
