import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "vitest";
import { bca, holm, medianRatio, normalCdf, normalQuantile, philox, resamples, signedRank } from "../src/statistics.js";

const reference = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../../tests/reference/${name}.json`, import.meta.url), "utf8"));
const near = (/** @type {number} */ a, /** @type {number} */ b, relative = 1e-12) => assert.ok(Math.abs(a - b) <= relative * Math.max(1e-300, Math.abs(b)), `${a} instead of ${b}`);

test("the normal distribution, as in SciPy", () => {
  near(normalCdf(-1.959963984540054), 0.025);
  near(normalCdf(0.3), 0.6179114221889526);
  near(normalCdf(-4), 3.167124183311986e-05, 1e-9);
  near(normalQuantile(0.975), 1.959963984540054);
  near(normalQuantile(0.5 + 0.3 / 2), 0.3853204664075676);
  assert.equal(normalQuantile(1), Infinity);
});

test("signed-rank tests are SciPy's", () => {
  for (const { name, differences, p } of reference("statistics").signed_rank_tests) near(signedRank(differences).p, p ?? 1, name.includes("hundred") ? 1e-9 : 1e-12);
  assert.equal(signedRank([3, 1, 2]).effect, 1);
  assert.equal(signedRank([-3, -1, -2, 0]).effect, -1);
  assert.deepEqual(signedRank([0, 0]), { count: 0, p: 1, effect: 0 });
});

test("Holm's correction", () => {
  for (const { p, corrected } of reference("statistics").corrections) holm(p).forEach((each, i) => near(each, corrected[i]));
});

test("intervals are SciPy's", () => {
  for (const { value, resampled, left_one_out, level, low, high } of reference("inference").bca_intervals) {
    const interval = bca(value, resampled, left_one_out, level);
    near(interval[0], low, 1e-9);
    near(interval[1], high, 1e-9);
  }
});

test("random numbers are those of Random123's known answers", () => {
  assert.deepEqual(philox([0, 0, 0, 0], [0, 0]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  assert.deepEqual(philox([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff]), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
  assert.deepEqual(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]), [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

test("resamples have every observation about as often", () => {
  const times = new Array(10).fill(0);
  for (const indices of resamples(10)) for (const i of indices) ++times[i];
  assert.equal(times.reduce((a, b) => a + b), 10000);
  assert.ok(times.every((t) => Math.abs(t - 1000) < 120), String(times));
});

test("a ratio whose runs are few has no interval, and an infinite one is infinite", () => {
  assert.deepEqual(medianRatio([2, 4, 8], 0.95), { value: 4, low: NaN, high: NaN });
  assert.equal(medianRatio([1, Infinity, Infinity, Infinity, Infinity], 0.95).value, Infinity);
  const { value, low, high } = medianRatio([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7], 0.95);
  assert.ok(low < value && value < high && low >= 1.1 - 1e-9 && high <= 1.7 + 1e-9);
});
