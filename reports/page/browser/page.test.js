// The lecture's page in Chromium: nothing fails, and nobody is left out.
import assert from "node:assert/strict";
import { afterAll, beforeAll, test } from "vitest";
import { browser, open, pageOf, source } from "./report.js";

/** @type {import("puppeteer-core").Browser} */
let b;
let lecture = "";
beforeAll(async () => {
  lecture = pageOf("lecture.yaml");
  b = await browser();
});
afterAll(() => b?.close());

/** @param {import("puppeteer-core").Page} page */
const drawAll = (page) => page.evaluate(() => {
  /** @type {any} */ (window).slalomPage.drawAll();
  for (const details of document.querySelectorAll("details")) details.open = true;
});

for (const dark of [false, true])
  test(`axe finds nothing serious (${dark ? "dark" : "light"})`, async () => {
    const { page, faults } = await open(b, lecture, { dark });
    await drawAll(page);
    await page.evaluate(source("axe-core/axe.min.js"));
    const found = await page.evaluate(() => /** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"] }));
    const serious = found.violations.filter((/** @type {any} */ v) => ["serious", "critical"].includes(v.impact));
    assert.deepEqual(serious.map((/** @type {any} */ v) => `${v.id}: ${v.nodes[0].html}`), []);
    assert.deepEqual(faults, []);
    await page.close();
  });

test("nothing is wider than the window, also on a telephone", async () => {
  for (const width of [390, 768, 1400, 1920]) {
    const { page } = await open(b, lecture, { width, height: 800 });
    await drawAll(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    await page.close();
  }
});

test("a view can be linked", async () => {
  const { page } = await open(b, lecture);
  await page.select("#tools select", "evaluations");
  await page.evaluate(() => document.getElementById("e1p1")?.scrollIntoView());
  const name = await page.waitForSelector(".chart .name");
  const label = await name?.evaluate((n) => n.getAttribute("data-key"));
  await name?.evaluate((n) => /** @type {any} */ (n).focus());
  await page.keyboard.press("Enter");
  const hash = await page.evaluate(() => location.hash);
  assert.match(hash, /x=evaluations/);
  assert.match(hash, /hide=/);
  const { page: other } = await open(b, lecture + hash);
  assert.equal(await other.$eval("#tools select", (s) => /** @type {HTMLSelectElement} */ (s).value), "evaluations");
  await other.evaluate(() => document.getElementById("e1p1")?.scrollIntoView());
  await other.waitForSelector(".hidden-lines");
  assert.ok(label);
  await page.close();
  await other.close();
});

test("the tooltip names the lines at the pointer, and the picture can be saved", async () => {
  const { page, faults } = await open(b, lecture);
  await page.evaluate(() => document.querySelector("#e3p1 [data-charts=main]")?.scrollIntoView());
  const svg = await page.waitForSelector("#e3p1 .chart svg");
  const box = await svg?.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  assert.match(await page.$eval("#e3p1 .tip", (t) => t.textContent ?? ""), /rate 0\.01/);
  const saved = await page.evaluate(async () => {
    const links = [];
    HTMLAnchorElement.prototype.click = function () { links.push([this.download, this.href.slice(0, 40), this.href.length]); };
    for (const button of document.querySelectorAll("#e3p1 .chart .buttons")[0].querySelectorAll("button"))
      if (button.textContent !== "Full") button.click();
    await new Promise((done) => setTimeout(done, 500));
    return links;
  });
  assert.deepEqual(saved.map((s) => s[0]).sort(), ["quadratic-gap-steps.csv", "quadratic-gap-steps.png", "quadratic-gap-steps.svg"]);
  assert.ok(saved.every((s) => Number(s[2]) > 1000));
  assert.deepEqual(faults, []);
  await page.close();
});

test("without JavaScript there are the answer, all tables and a picture", async () => {
  const { page } = await open(b, lecture, { script: false });
  assert.ok((await page.$$("table")).length > 60);
  assert.ok((await page.$$("noscript svg")).length > 0);
  await page.close();
});
