// Pictures of the page, compared with those in kept/. What they are now, and the differences, are left in build/page/pictures.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { browser, open, out, pageOf } from "../browser/report.js";

const kept = join(dirname(fileURLToPath(import.meta.url)), "kept");
const now = join(out, "pictures");
const most = 0.02;  // of all points may differ: fonts are not drawn alike everywhere

/** @type {import("puppeteer-core").Browser} */
let b;
/** @type {Record<string, string>} */
const pages = {};
beforeAll(async () => {
  mkdirSync(now, { recursive: true });
  pages.lecture = pageOf("lecture.yaml");
  b = await browser();
});
afterAll(() => b?.close());

/** name: [page, selector of what is seen, how]; times are measured, and so in no picture */
const pictures = /** @type {Record<string, [string, string, object]>} */ ({
  "answer-1400": ["lecture", "#answer .cards", { width: 1400 }],
  "answer-390-dark": ["lecture", "#answer .card", { width: 390, dark: true }],
  "race": ["lecture", "#e1p1 figure.race svg", { width: 1920 }],
  "race-dark": ["lecture", "#e1p1 figure.race svg", { width: 390, dark: true }],
  "curves-of-rates": ["lecture", "#e3p1 [data-charts=main] figure:nth-child(1)", {}],
  "rates": ["lecture", "#e3p1 [data-charts=rates] figure", {}],
  "variance": ["lecture", "#e5p1 [data-charts=variance] figure", {}],
  "ranks": ["lecture", "#e6 [data-charts=ranking] figure", {}],
  "effective-step": ["lecture", "#e7p1 [data-charts=effective] figure", {}],
  "test-and-training": ["lecture", "#e8p1 [data-charts=generalization] figure", {}],
  "results-390": ["lecture", "#e1p1 .table", { width: 390 }],
});

for (const [name, [from, selector, how]] of Object.entries(pictures))
  test(name, async () => {
    const { page, faults } = await open(b, pages[from], how);
    await page.evaluate(() => /** @type {any} */ (window).slalomPage.drawAll());
    const element = await page.$(selector);
    assert.ok(element, `there is no ${selector}`);
    const png = await element.screenshot();
    await page.close();
    assert.deepEqual(faults, []);
    writeFileSync(join(now, `${name}.png`), png);
    const file = join(kept, `${name}.png`);
    if (process.env.UPDATE_PICTURES || !existsSync(file)) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(file, png);
      return;
    }
    const was = PNG.sync.read(readFileSync(file)), is = PNG.sync.read(Buffer.from(png));
    assert.ok(Math.abs(was.width - is.width) <= 2 && Math.abs(was.height - is.height) <= 6, `${is.width} × ${is.height} instead of ${was.width} × ${was.height}`);
    const width = Math.min(was.width, is.width), height = Math.min(was.height, is.height);
    const cut = (/** @type {PNG} */ p) => { const c = new PNG({ width, height }); PNG.bitblt(p, c, 0, 0, width, height, 0, 0); return c; };
    const difference = new PNG({ width, height });
    const count = pixelmatch(cut(was).data, cut(is).data, difference.data, width, height, { threshold: 0.2 });
    if (count > most * width * height) writeFileSync(join(now, `${name}-difference.png`), PNG.sync.write(difference));
    assert.ok(count <= most * width * height, `${count} points of ${width * height} differ: ${join(now, `${name}-difference.png`)}`);
  });
