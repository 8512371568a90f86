// The report that the tests in this folder look at, and a browser to look with.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const top = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const program = join(top, "build/release/slalom");
export const out = join(top, "build/page");

/**
 * The page of a suite, which is run if that was not done yet.
 * @param {string} suite file in suites, or an absolute path
 * @param {string[]} [options] of the run
 * @param {string[]} [reportOptions]
 */
export function pageOf(suite, options = [], reportOptions = []) {
  const name = suite.replace(/.*\//, "").replace(/\.yaml$/, "");
  const folder = join(out, name);
  mkdirSync(out, { recursive: true });
  execFileSync(program, ["run", join(top, "suites", suite), "--out", folder, "--quiet", ...options], { stdio: ["ignore", "ignore", "inherit"] });
  const reported = reportOptions.length > 0 ? join(out, `${name}-${reportOptions.join("-").replace(/[^a-z0-9-]/g, "")}`) : folder;
  execFileSync(program, ["report", folder, "--out", reported, ...reportOptions], { stdio: "ignore" });
  return join(reported, "report.html");
}

/** @returns {Promise<import("puppeteer-core").Browser>} */
export function browser() {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((file) => existsSync(file));
  if (!executablePath) throw new Error("there is no Chromium: scripts/bootstrap.sh --tests installs it");
  return puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"] });
}

/**
 * @param {import("puppeteer-core").Browser} b @param {string} file
 * @param {{width?: number, height?: number, dark?: boolean, script?: boolean}} [how]
 */
export async function open(b, file, { width = 1400, height = 1000, dark = false, script = true } = {}) {
  const page = await b.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) faults.push(`requests ${request.url()}`); });
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(`file://${file}`);
  return { page, faults };
}

/** @param {string} name of a package's file */
export function source(name) {
  return readFileSync(join(top, "reports/page/node_modules", name), "utf8");
}
