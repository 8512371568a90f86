import assert from "node:assert/strict";
import { test } from "vitest";
import { extent, ticks } from "../src/axes.js";
import { csvOf, moved, pathOf } from "../src/chart.js";
import { rows, spread } from "../src/legend.js";
import { levels, placeAt } from "../src/race.js";

test("axes end at the data", () => {
  assert.deepEqual(extent([3, null, 0.5, Infinity], true), [0.5, 3]);
  assert.deepEqual(extent([0, -1, 4], true), [4 / 1.5, 6]);
  assert.deepEqual(extent([], false), [0, 1]);
});

test("ticks are whole decades where there are enough, and few", () => {
  assert.deepEqual(ticks([0.5, 2000], true, 6), [1, 10, 100, 1000]);
  assert.ok(ticks([1e-18, 10], true, 6).length <= 7);
  assert.deepEqual(ticks([0.3, 3], true, 6), [0.5, 1, 2]);
});

test("labels are pushed apart as little as possible, in their order", () => {
  assert.deepEqual(spread([10, 100], 15, 0, 200), [10, 100]);
  assert.deepEqual(spread([50, 50, 50], 10, 0, 200), [40, 50, 60]);
  assert.deepEqual(spread([0, 1], 10, 0, 200), [0, 10]);
  assert.deepEqual(spread([198, 199], 10, 0, 200), [190, 200]);
  assert.equal(spread([1, 2, 3], 10, 0, 15), null);
});

test("names that do not fit begin a new row", () => {
  assert.deepEqual(rows([60, 50, 40], 100), [{ x: 0, row: 0 }, { x: 0, row: 1 }, { x: 50, row: 1 }]);
});

test("a runner is between two recorded points", () => {
  assert.deepEqual(placeAt([0, 10, 20], 15), { index: 1, share: 0.5 });
  assert.deepEqual(placeAt([0, 10, 20], 99), { index: 2, share: 0 });
  assert.deepEqual(placeAt([0, 0, 4], 0), { index: 1, share: 0 });
});

test("contour levels rise, and are dense where the loss is low", () => {
  const list = levels(Array.from({ length: 101 }, (_, i) => i ** 2), 4);
  assert.deepEqual(list, [16, 256, 1296, 4096]);
});

test("panning moves a logarithmic axis by a factor", () => {
  assert.deepEqual(moved([1, 100], true, 0.5), [10, 1000]);
  assert.deepEqual(moved([0, 10], false, -0.5), [-5, 5]);
});

test("the data of a chart as CSV", () => {
  const spec = /** @type {any} */ ({ x: { label: "steps, logarithmic" }, y: { label: "loss" }, lines: [{ label: 'a "b"', x: [1, 2], y: [3, null], low: [2, null], high: [4, null] }] });
  assert.equal(csvOf(spec), 'series,"steps, logarithmic",loss,low,high\r\n"a ""b""",1,3,2,4\r\n"a ""b""",2,,,\r\n');
});

test("paths, straight and in stairs", () => {
  const points = [{ x: 1, y: 2 }, { x: 2, y: 3.456 }];
  const same = (/** @type {number} */ v) => v;
  assert.equal(pathOf(points, same, same, false), "M1,2L2,3.5");
  assert.equal(pathOf(points, same, same, true), "M1,2H2V3.5");
});
