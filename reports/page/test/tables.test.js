import assert from "node:assert/strict";
import { test } from "vitest";
import { toCsv, toLatex, toMarkdown } from "../src/copies.js";
import { afterPoint, compareKeys, sortKey } from "../src/tables.js";

const table = { head: ["Optimizer", "Loss"], rows: [["a_b | \"c\"", "1.5 (1 … 2)"], ["50 %, d", "never"]], numbers: [false, true] };

test("copies are escaped for where they go", () => {
  assert.equal(toMarkdown(table), "| Optimizer | Loss |\n|:---|---:|\n| a\\_b \\| \"c\" | 1.5 (1 … 2) |\n| 50 %, d | never |\n");
  assert.equal(toCsv(table), 'Optimizer,Loss\r\n"a_b | ""c""",1.5 (1 … 2)\r\n"50 %, d",never\r\n');
  assert.match(toLatex(table), /a\\_b \| "c" & 1\.5 \(1 \\dots\{\} 2\) \\\\\n50 \\%, d & never/);
  assert.match(toLatex(table), /^\\begin\{tabular\}\{lr\}\n\\toprule/);
});

test("numbers come before what is none, by value", () => {
  const sorted = ["never", "–", "1e-5", "≈ 3", "12 (1 … 20)", "-4", "∞", "10 of 10", ">1e4"].sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
  assert.deepEqual(sorted, ["-4", "1e-5", "≈ 3", "10 of 10", "12 (1 … 20)", ">1e4", "never", "∞", "–"]);
});

test("what stands after the decimal point", () => {
  assert.deepEqual(["12.50", "3", "1.2e-5", "2e-10", "≈ 4.5", "never"].map(afterPoint), [3, 0, 5, 4, 2, 0]);
});
