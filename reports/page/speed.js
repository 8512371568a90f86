// Prints how long the lecture's page takes to its first paint, and how often a second 300 curves of 200 points can be panned.
import { browser, open, pageOf } from "./browser/report.js";

const b = await browser();
const { page } = await open(b, pageOf("lecture.yaml"));
const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
console.log(`first paint: ${paint.toFixed(0)} ms`);

// Processor time of the page's thread: a busy machine delays frames, but makes none more expensive.
const session = await page.createCDPSession();
await session.send("Performance.enable", { timeDomain: "threadTicks" });
const spent = async () => (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration")?.value ?? 0;
const before = await spent();
const frames = await page.evaluate(() => new Promise((done) => {
  const { drawChart } = /** @type {any} */ (window).slalomPage;
  const lines = Array.from({ length: 300 }, (_, c) => {
    let v = 10;
    const x = Array.from({ length: 200 }, (_, i) => i + 1);
    return { label: `o${c}`, color: "#9aa3ad", grey: c >= 8, x, y: x.map((i) => (v *= 1 - 0.03 * Math.abs(Math.sin(i * (c + 1))))) };
  });
  const holder = document.createElement("figure");
  document.querySelector("main")?.prepend(holder);
  holder.scrollIntoView();
  const spec = { title: "curves", file: "curves", x: { label: "x" }, y: { label: "y", log: true }, lines };
  const shown = { hidden: new Set(), toggle() {}, bands: true };
  let count = 0;
  const step = () => {
    drawChart(holder, spec, shown, { zoom: [1 + count, 150 + count] });
    if (++count < 40) requestAnimationFrame(step);
    else done(count);
  };
  step();
}));
console.log(`300 curves are panned at ${(Number(frames) / ((await spent()) - before)).toFixed(0)} frames per second of processor time`);
await b.close();
