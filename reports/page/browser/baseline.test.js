// The page's comparisons with a baseline are the report's own where both make them: against the first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, test } from "vitest";
import { against, overProblems } from "../src/baseline.js";
import { browser, open, pageOf } from "./report.js";

const near = (/** @type {number} */ a, /** @type {number|null} */ b) => b === null ? !Number.isFinite(a) : Math.abs(a - b) <= 1e-9 * Math.abs(b);

/** @type {import("puppeteer-core").Browser} */
let b;
beforeAll(async () => { b = await browser(); });
afterAll(() => b?.close());

/** @param {string} page @returns {[any, any]} what the page draws from, and report.json */
function bothOf(page) {
  const html = readFileSync(page, "utf8"), from = html.indexOf('id="data">') + 10;
  return [JSON.parse(html.slice(from, html.indexOf("</script>", from))), JSON.parse(readFileSync(page.replace(/html$/, "json"), "utf8"))];
}

test("ratios and intervals against the first are those of report.json", () => {
  const page = pageOf("lecture.yaml");
  const [data, report] = bothOf(page);
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

test("verdicts against a baseline at another level are those of report.json, and the page begins with it", async () => {
  const file = pageOf("lecture.yaml", [], ["--baseline", "adam", "--alpha", "0.2"]);
  const [data, report] = bothOf(file);
  let compared = 0;
  report.experiments.forEach((/** @type {any} */ experiment, /** @type {number} */ e) => {
    experiment.problems.forEach((/** @type {any} */ p, /** @type {number} */ i) => {
      const rows = against(data.experiments[e].problems[i], "adam"), words = ["better", "worse", "equivalent", "open"];
      assert.deepEqual(rows.map((r) => [r.label, r.wins, r.ties, r.losses, words.indexOf(r.verdict)]),
        p.baseline.rows.map((/** @type {any} */ r) => [r.label, r.wins, r.ties, r.losses, ["better", "worse", "equivalent", "unclear"].indexOf(r.verdict)]), p.label);
      rows.forEach((r, k) => {
        const { ratio, p: value } = p.baseline.rows[k];
        assert.ok(near(r.ratio.value, ratio.value) && near(r.ratio.low, ratio.interval.low) && near(r.ratio.high, ratio.interval.high) && Math.abs(r.p - value) < 1e-9, `${r.label} on ${p.label}`);
        ++compared;
      });
    });
    if (experiment.baseline.problems > 1)
      assert.deepEqual(overProblems(data.experiments[e].problems, "adam").map(({ label, wins, ties, losses }) => ({ label, wins, ties, losses })),
        experiment.baseline.rows.map((/** @type {any} */ r) => ({ label: r.label, wins: r.wins, ties: r.ties, losses: r.losses })));
  });
  assert.ok(compared > 20, String(compared));
  const { page, faults } = await open(b, file);
  const key = () => page.$eval(".key", (k) => k.textContent ?? "");
  assert.match(await key(), /ratio to adam;.*level 0\.2/);
  const chosen = await page.$$eval("#tools label", (labels) => labels.find((l) => l.textContent?.startsWith("baseline"))?.querySelector("select")?.value);
  assert.equal(chosen, "adam");
  assert.match(await page.$eval("#e1p1 [data-baseline]", (holder) => holder.textContent ?? ""), /Against the baseline, adam.*P: better.*At level 0\.2/s);
  await page.goto(`file://${file}#e1?baseline=`);
  await page.reload();
  assert.match(await key(), /ratio to the best.*level 0\.2/);
  assert.equal(await page.$$eval("[data-baseline] table", (tables) => tables.length), 0);
  await page.goto(`file://${file}#e1?baseline=momentum`);
  await page.reload();
  assert.match(await page.$eval("#e1p1 [data-baseline]", (holder) => holder.textContent ?? ""), /Against momentum.*80 % interval.*At level 0\.2/s);
  assert.deepEqual(faults, []);
  await page.close();
});
