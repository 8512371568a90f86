import assert from "node:assert/strict";
import { test } from "vitest";
import { ceilingOf, inUnit, lastValue, valueAt, visible } from "../src/curves.js";

test("a gap ends a segment, and is no exit", () => {
  const { segments, exits } = visible([1, 2, 3, 4], [5, null, 4, 3], {});
  assert.deepEqual(segments.map((s) => s.map((p) => p.x)), [[1], [3, 4]]);
  assert.deepEqual(exits, []);
});

test("a line that leaves ends at the edge with a mark, and may come back", () => {
  const { segments, exits } = visible([1, 2, 3, 4, 5], [1, 50, 70, 2, 1], { ceiling: 10 });
  assert.deepEqual(segments, [[{ x: 1, y: 1 }, { x: 2, y: 10 }], [{ x: 4, y: 2 }, { x: 5, y: 1 }]]);
  assert.deepEqual(exits, [{ x: 2, up: true }]);
});

test("on a logarithmic axis 0 lies below the floor, and step 0 is not shown", () => {
  const { segments, exits } = visible([0, 1, 10, 100], [9, 5, 1e-3, 0], { logx: true, logy: true, floor: 1e-6 });
  assert.deepEqual(segments, [[{ x: 1, y: 5 }, { x: 10, y: 1e-3 }, { x: 100, y: 1e-6 }]]);
  assert.deepEqual(exits, [{ x: 100, up: false }]);
});

test("without a floor a line that reaches 0 ends before it", () => {
  assert.deepEqual(visible([1, 2], [1, 0], { logy: true }).segments, [[{ x: 1, y: 1 }]]);
});

test("lines are cut at ten times the highest start", () => {
  assert.equal(ceilingOf([[3, 1], [null, -5, 900]]), 50);
  assert.equal(ceilingOf([[null]]), Infinity);
});

test("x in another unit is looked up by step", () => {
  const optimizer = /** @type {any} */ ({ curves: [{ x: [0, 5, 10] }], progress: { epochs: [0, 0.5, 1] } });
  assert.deepEqual(inUnit(optimizer, [0, 10, 7], "epochs"), [0, 1, null]);
  assert.deepEqual(inUnit(optimizer, [0, 10], "steps"), [0, 10]);
});

test("the value at x is that of the last point before it, and none beyond the line", () => {
  assert.equal(valueAt([1, 5, 9], [7, 6, 5], 8), 6);
  assert.equal(valueAt([1, 5, 9], [7, 6, 5], 9), 5);
  assert.equal(valueAt([1, 5, 9], [7, 6, 5], 0.5), undefined);
  assert.equal(valueAt([1, 5, 9], [7, 6, 5], 9.1), undefined);
  assert.equal(lastValue([1, 2, null]), 2);
  assert.equal(lastValue([null]), null);
});

test("evaluations that are the steps are not stored twice, and epochs without examples are none", () => {
  const optimizer = /** @type {any} */ ({ curves: [{ x: [0, 5] }], progress: {} });
  assert.deepEqual(inUnit(optimizer, [0, 5], "evaluations"), [0, 5]);
  assert.deepEqual(inUnit(optimizer, [0, 5], "epochs"), [null, null]);
});
