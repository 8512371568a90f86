// What the reader chose, and how the address keeps it: "#e1p2?x=epochs&hide=adam".

/** @typedef {import("./types.js").State} State */

/** @returns {State} */
export function standard() {
  return { x: "steps", y: "all", logx: false, logy: true, bands: true, seeds: false, baseline: "", cells: "ratio", filter: "", targets: 100, hidden: new Set() };
}

const UNITS = ["steps", "evaluations", "epochs", "cpu_seconds"];

/**
 * The address's fragment, without what is as in `from`.
 * @param {State} state @param {string} place anchor @param {State} from
 */
export function toHash(state, place, from) {
  const parts = new URLSearchParams();
  for (const key of /** @type {const} */ (["x", "y", "baseline", "cells", "filter"])) if (state[key] !== from[key]) parts.set(key, state[key] ?? "");
  for (const key of /** @type {const} */ (["logx", "logy", "bands", "seeds"])) if (state[key] !== from[key]) parts.set(key, state[key] ? "1" : "0");
  if (state.targets !== from.targets) parts.set("targets", String(state.targets));
  for (const label of [...state.hidden].sort()) parts.append("hide", label);
  const text = parts.toString();
  return text ? `#${place}?${text}` : place ? `#${place}` : "";
}

/**
 * What `hash` says, where it says something that can be; else as in `from`.
 * @param {string} hash @param {State} from
 * @returns {{state: State, place: string}}
 */
export function fromHash(hash, from) {
  const [place, text = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const parts = new URLSearchParams(text);
  const state = { ...from, hidden: new Set(parts.getAll("hide")) };
  const x = parts.get("x");
  if (x !== null && UNITS.includes(x)) state.x = x;
  const cells = parts.get("cells");
  if (cells === "ratio" || cells === "rank") state.cells = cells;
  for (const key of /** @type {const} */ (["y", "filter"])) state[key] = parts.get(key) ?? from[key];
  state.baseline = parts.get("baseline") ?? from.baseline;
  for (const key of /** @type {const} */ (["logx", "logy", "bands", "seeds"])) if (parts.has(key)) state[key] = parts.get(key) === "1";
  const targets = Number(parts.get("targets"));
  if (parts.has("targets") && targets >= 0 && targets <= 100) state.targets = targets;
  return { state, place };
}
