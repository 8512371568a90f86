import assert from "node:assert/strict";
import { test } from "vitest";
import { costs, easiest, expected, profiles, runtimes, staircase } from "../src/targets.js";

const optimizer = (/** @type {string} */ label, /** @type {(number|null)[][]} */ runs) => /** @type {any} */ ({ label,
  curves: [{ x: [0, 1, 2, 4], median: runs[0] }], progress: { evaluations: [0, 2, 4, 8] }, seeds: { x: [0, 1, 2, 4], values: runs } });
const problem = (/** @type {any[]} */ optimizers, unit = "evaluations") => /** @type {any} */ ({ unit, target_grid: [10, 1, 0.1, 0.01], optimizers });

test("costs are in the budget's unit, and null where a target was not reached", () => {
  const o = optimizer("a", [[20, 5, 0.5, 0.05], [20, 20, 20, null]]);
  assert.deepEqual(costs(problem([o]), o, [10, 1, 0.1]), [[2, 4, 8], [null, null, null]]);
  assert.deepEqual(costs(problem([o], "steps"), o, [10]), [[1], [null]]);
});

test("expected cost is all that was spent over the number that reached it", () => {
  const o = optimizer("a", [[20, 5, 0.5, 0.05], [20, 20, 20, 20]]);
  // By hand: the first needs 2 evaluations for the first target; the second spends 8 in vain.
  assert.deepEqual(expected(problem([o]), o, [10, 0.001]), [10, Infinity]);
});

test("the easiest targets are the first, and at least one", () => {
  assert.deepEqual(easiest([10, 1, 0.1, 0.01], 50), [10, 1]);
  assert.deepEqual(easiest([10, 1], 0), [10]);
});

test("stairs have a step for each different value", () => {
  assert.deepEqual(staircase([4, 2, 2], 4), { x: [2, 4], y: [0.5, 0.75] });
  const o = optimizer("a", [[20, 5, 0.5, 0.05]]);
  assert.deepEqual(runtimes(problem([o]), o, [10, 1]), { x: [2, 4], y: [0.5, 1] });
});

test("profiles leave out what nobody reached, and compare with the cheapest", () => {
  const fast = optimizer("fast", [[20, 5, 0.5, 0.05]]), slow = optimizer("slow", [[20, 20, 5, 0.5]]);
  const all = profiles([problem([fast, slow])], ["fast", "slow"], 100);
  // Targets 10, 1, 0.1, 0.01: fast 2, 4, 8, never; slow 4, 8, never, never.
  assert.deepEqual(all.get("fast")?.performance, { x: [1], y: [1] });
  assert.deepEqual(all.get("slow")?.performance, { x: [2], y: [2 / 3] });
  assert.deepEqual(all.get("slow")?.data, { x: [4, 8], y: [0.25, 0.5] });
  assert.deepEqual(all.get("fast")?.runtimes, { x: [2, 4, 8], y: [0.25, 0.5, 0.75] });
});
