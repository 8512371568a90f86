import assert from "node:assert/strict";
import { test } from "vitest";
import { baselineCell, problemAt, rankCell, ratioText } from "../src/matrix.js";
import { fitsTwice, windowOf } from "../src/race.js";

const scores = (/** @type {(number|null)[]} */ values) => ({ values, spent: [], deterministic: false });
const problem = /** @type {any} */ ({ label: "p", round_off: 0, equivalence: 0.01, interim_analyses: 1, alpha: 0.05, optimizers: [
  { label: "a", rank: 1, scores: scores([1, 2, 3, 4, 5, 6, 7, 8]) }, { label: "b", rank: 2.5, scores: scores([10, 20, 30, 40, 50, 60, 70, 80]) },
  { label: "c", rank: 2.5, scores: scores([10, 20, 30, 40, 50, 60, 70, 80]) }, { label: "failed", rank: 0, scores: scores([]) }] });
const written = (/** @type {string} */ text, kind = "s0 best") => ({ text, kind, title: "" });

test("a heat map's column finds its problem", () => {
  const report = /** @type {any} */ ({ experiments: [{ problems: [] }, { problems: [problem] }] });
  assert.equal(problemAt(report, "e2p1"), problem);
  assert.equal(problemAt(report, "e9p9"), undefined);
  assert.equal(problemAt(report, ""), undefined);
});

test("ranks keep their marks, and what has no result stays as it is", () => {
  assert.deepEqual(rankCell(problem, "a", written("1.0 ★")), { text: "1 ★", kind: "s0", title: "" });
  assert.deepEqual(rankCell(problem, "b", written("10")), { text: "2.5", kind: "s4", title: "" });
  assert.deepEqual(rankCell(problem, "failed", written("!", "sx failed")), written("!", "sx failed"));
});

test("ratios to a baseline, shaded to either side of it", () => {
  assert.deepEqual(baselineCell(problem, "b", "b", written("10")).kind, "base");
  const less = baselineCell(problem, "a", "b", written("1.0 ★"));
  assert.deepEqual([less.text, less.kind], ["0.1 ▲", "less2"]);
  assert.match(less.title, /better on 8, equal on 0 and worse on 0 seeds/);
  assert.deepEqual(baselineCell(problem, "c", "b", written("10")).text, "1.0 ≈");
  const more = baselineCell(problem, "b", "a", written("10"));
  assert.deepEqual([more.text, more.kind], ["10 ▼", "more2"]);
  assert.equal(baselineCell(problem, "failed", "a", written("!", "sx failed")).text, "!");
});

test("ratios are short", () => {
  assert.deepEqual([1e-9, 0.00125, 0.5, 1, 1.25, 15.3, 12345].map(ratioText), ["<1e-4", "0.0013", "0.5", "1.0", "1.3", "15", ">1e4"]);
});

test("a plane's window is a square around the trajectories, without those that flew away", () => {
  const way = (/** @type {number[]} */ x, /** @type {number[]} */ y) => /** @type {any} */ ({ x, y });
  const window = windowOf([way([0, 4], [0, 0]), way([0, 2], [0, 2]), way([0, 1e9], [0, 1])]);
  assert.deepEqual([window.x_from, window.x_to, window.y_from, window.y_to].map((v) => Math.round(100 * v)), [-20, 420, -120, 320]);
});

test("long labels of a race stand below each other", () => {
  assert.equal(fitsTwice(["adam", "sgd"], 300), true);
  assert.equal(fitsTwice(["adam", "gradient descent"], 300), false);
  assert.equal(fitsTwice(["adam", "gradient descent"], 460), true);
});
