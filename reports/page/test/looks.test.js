import assert from "node:assert/strict";
import { test } from "vitest";
import { PALETTE, looks } from "../src/colors.js";

const experiment = (/** @type {string[]} */ labels, /** @type {string[]} */ colors, /** @type {any[]} */ rate_curves = []) => /** @type {any} */ ({
  problems: [{ rate_curves, optimizers: labels.map((label, i) => ({ label, rank: i + 1, color: colors[i % colors.length] })) }] });

test("at most eight are highlighted, in different colors", () => {
  const labels = Array.from({ length: 30 }, (_, i) => `o${i}`);
  const all = looks(experiment(labels, [...PALETTE, "#123456"]));
  const bright = labels.filter((l) => !all.get(l)?.grey);
  assert.deepEqual(bright, labels.slice(0, 8));
  assert.equal(new Set(bright.map((l) => all.get(l)?.color)).size, 8);
});

test("an optimizer keeps its own color where nobody else has it", () => {
  const all = looks(experiment(["a", "b", "c"], [PALETTE[3], PALETTE[3], PALETTE[5]]));
  assert.equal(all.get("a")?.color, PALETTE[3]);
  assert.equal(all.get("c")?.color, PALETTE[5]);
  assert.notEqual(all.get("b")?.color, PALETTE[3]);
});

test("rates are shades of one ramp with the rate as label, and no other line has such a color", () => {
  const rates = [0.001, 0.01, 0.1];
  const points = rates.map((learning_rate) => ({ optimizer: `sgd ${learning_rate}`, learning_rate }));
  const all = looks(experiment([...points.map((p) => p.optimizer), "cosine"], [PALETTE[0]], [{ name: "sgd", points }]));
  assert.deepEqual(points.map((p) => all.get(p.optimizer)?.text), ["rate 0.001", "rate 0.01", "rate 0.1"]);
  assert.equal(new Set([...all.values()].map((l) => l.color)).size, 4);
});
