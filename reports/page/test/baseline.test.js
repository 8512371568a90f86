import assert from "node:assert/strict";
import { test } from "vitest";
import { against, baselineOf, overProblems, planned } from "../src/baseline.js";

const optimizer = (/** @type {string} */ label, /** @type {(number|null)[]} */ values, deterministic = false, /** @type {number[]} */ spent = []) => ({ label, scores: { values, spent, deterministic } });
const problem = (/** @type {any[]} */ optimizers) => /** @type {any} */ ({ optimizers, round_off: 0, equivalence: 0.01, interim_analyses: 1, alpha: 0.05 });
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const times = (/** @type {number} */ factor) => seeds.map((s) => factor * (s + Math.sin(s)));

test("better, worse and neither, by seeds", () => {
  const p = problem([optimizer("half", times(0.5)), optimizer("base", times(1)), optimizer("same", times(1.001)), optimizer("twice", times(2)),
    optimizer("mixed", times(1).map((v, i) => (i % 2 ? 1.3 * v : v / 1.3)))]);
  const rows = against(p, "base");
  assert.deepEqual(rows.map((r) => [r.label, r.verdict, r.wins, r.ties, r.losses]), [["half", "better", 8, 0, 0], ["same", "equivalent", 0, 0, 8], ["twice", "worse", 0, 0, 8], ["mixed", "open", 4, 0, 4]]);
  assert.equal(rows[2].ratio.value, 2);
  // Holm: four comparisons, three of them with the least p of eight seeds.
  assert.equal(rows[0].p, (4 * 2) / 2 ** 8);
});

test("runs that diverged are the worst, and ties among themselves", () => {
  const [row] = against(problem([optimizer("base", times(1)), optimizer("lost", times(1).map((v, i) => (i < 6 ? null : v)))]), "base");
  assert.deepEqual([row.wins, row.ties, row.losses], [0, 2, 6]);
  assert.equal(row.ratio.value, Infinity);
});

test("where chance had no part there is no test", () => {
  const rows = against(problem([optimizer("a", [1], true), optimizer("b", [2], true), optimizer("c", [2], true)]), "b");
  assert.deepEqual(rows.map((r) => [r.label, r.p, r.exact, r.verdict]), [["a", 0, true, "better"], ["c", 1, true, "equivalent"]]);
});

test("where the baseline mostly never arrives, expected costs are compared", () => {
  const spent = seeds.map(() => 100);
  const base = optimizer("base", seeds.map((s) => (s < 3 ? 50 : null)), false, seeds.map((s) => (s < 3 ? 50 : 100)));
  const [row] = against(problem([optimizer("always", seeds.map(() => 35), false, seeds.map(() => 35)), base]), "base");
  // By hand: the baseline spends 2 × 50 + 6 × 100 for two arrivals.
  assert.equal(row.ratio.value, 35 / 350);
  assert.equal(spent.length, 8);
});

test("negative losses have no ratio, but are compared", () => {
  const [row] = against(problem([optimizer("lower", times(-2)), optimizer("base", times(-1))]), "base");
  assert.ok(Number.isNaN(row.ratio.value));
  assert.equal(row.verdict, "better");
});

test("a problem without the baseline has no rows, and wins are counted over the others", () => {
  const one = problem([optimizer("a", times(0.5)), optimizer("base", times(1))]), two = problem([optimizer("a", times(0.5))]);
  assert.deepEqual(against(two, "base"), []);
  assert.deepEqual(overProblems([one, two, one], "base"), [{ label: "a", wins: 2, ties: 0, losses: 0, ratio: 0.5 }]);
});

test("the level is the report's", () => {
  const p = { ...problem([optimizer("a", times(0.5)), optimizer("base", times(1))]), alpha: 0.005 };
  const [row] = against(p, "base");
  // The least p of eight seeds, 2 / 2 ** 8, is above that level.
  assert.deepEqual([row.p, row.verdict], [2 / 2 ** 8, "open"]);
});

test("the baseline is the suite's, or each experiment's own", () => {
  const report = (/** @type {string[]} */ ...baselines) => /** @type {any} */ ({ experiments: baselines.map((baseline) => ({ baseline })) });
  assert.deepEqual([planned(report("sgd", "sgd")), planned(report("", "")), planned(report("sgd", "adam")), planned(report())], ["sgd", "", null, ""]);
  const of = (/** @type {string|null} */ baseline) => baselineOf(/** @type {any} */ ({ baseline }), report("adam").experiments[0]);
  assert.deepEqual([of(null), of(""), of("sgd")], ["adam", "", "sgd"]);
});
