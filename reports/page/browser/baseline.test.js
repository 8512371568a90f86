// The page's comparisons with a baseline are the report's own where both make them: against the first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "vitest";
import { against } from "../src/baseline.js";
import { pageOf } from "./report.js";

const near = (/** @type {number} */ a, /** @type {number|null} */ b) => b === null ? !Number.isFinite(a) : Math.abs(a - b) <= 1e-9 * Math.abs(b);

test("ratios and intervals against the first are those of report.json", () => {
  const page = pageOf("lecture.yaml");
  const html = readFileSync(page, "utf8"), from = html.indexOf('id="data">') + 10;
  const data = JSON.parse(html.slice(from, html.indexOf("</script>", from)));
  const report = JSON.parse(readFileSync(page.replace(/html$/, "json"), "utf8"));
  let compared = 0;
  report.experiments.forEach((/** @type {any} */ experiment, /** @type {number} */ e) => experiment.problems.forEach((/** @type {any} */ p, /** @type {number} */ i) => {
    const problem = data.experiments[e].problems[i];
    for (const row of against(problem, p.optimizers[0].label)) {
      const { ratio, pairs, equivalent, exact } = p.optimizers.find((/** @type {any} */ o) => o.label === row.label).against_best;
      const where = `${row.label} on ${p.label}: ${JSON.stringify(row)} and ${JSON.stringify(ratio)}`;
      assert.ok(near(row.ratio.value, ratio.value) && near(row.ratio.low, ratio.interval.low) && near(row.ratio.high, ratio.interval.high), where);
      assert.deepEqual([row.wins + row.ties + row.losses, row.verdict === "equivalent", row.exact], [pairs, equivalent, exact], where);
      ++compared;
    }
  }));
  assert.ok(compared > 40, String(compared));
});
