// Tables that C++ wrote: sorting, alignment at the decimal point, copying, folding, filtering.
import { toCsv, toLatex, toMarkdown } from "./copies.js";
import { button, element } from "./dom.js";

const FOLDED = 10, MOST = 14;

/**
 * What a cell is sorted by: its first number, text that is none, or, after all numbers, what stands for no number.
 * @param {string} text @returns {[number, number|string]}
 */
export function sortKey(text) {
  const plain = text.trim();
  const found = /^[≈#>\s+]*(-?\d+(?:\.\d+)?(?:e-?\d+)?)/.exec(plain);
  if (found) return [0, Number(found[1])];
  if (plain === "∞" || /^(never|diverged|failed)/.test(plain)) return [1, plain];
  return plain === "" || plain === "–" ? [3, ""] : [2, plain.toLowerCase()];
}

/** @param {[number, number|string]} a @param {[number, number|string]} b */
export function compareKeys([ka, va], [kb, vb]) {
  return ka !== kb ? ka - kb : va < vb ? -1 : va > vb ? 1 : 0;
}

/**
 * How many characters of a number stand after the place of its decimal point: "12.5" has 2, "3" has 0.
 * @param {string} text
 */
export function afterPoint(text) {
  const found = /^[^\d]*\d+(\.\d+)?(e-?\d+)?/.exec(text.trim());
  if (!found) return 0;
  return (found[1]?.length ?? 0) + (found[2]?.length ?? 0);
}

/** @param {HTMLElement} cell without what stands beside it */
function mainText(cell) {
  return [...cell.childNodes].filter((n) => n.nodeName !== "SMALL" && n.nodeName !== "SPAN").map((n) => n.textContent ?? "").join("");
}

/** @param {HTMLTableElement} table */
function align(table) {
  const head = [...(table.tHead?.rows[0].cells ?? [])];
  head.forEach((th, column) => {
    if (!th.classList.contains("n") || th.classList.contains("q")) return;
    const cells = [...table.tBodies[0].rows].map((row) => row.cells[column]).filter(Boolean);
    const lengths = cells.map((cell) => afterPoint(mainText(cell)));
    const longest = Math.max(0, ...lengths);
    const beside = cells.some((cell) => cell.querySelector("small"));
    cells.forEach((cell, i) => {
      const missing = longest - lengths[i];
      if (missing === 0 || !/\d/.test(mainText(cell)) || /\d of \d/.test(cell.textContent ?? "")) return;
      const pad = element("span", { class: "pad" });
      pad.style.width = `${missing}ch`;
      const small = cell.querySelector("small");
      if (small) small.before(pad);
      else cell.append(pad);
    });
    if (beside) for (const cell of cells) cell.classList.add("beside");
  });
}

/** @param {HTMLTableElement} table */
function plain(table) {
  const head = [...(table.tHead?.rows[0].cells ?? [])];
  const text = (/** @type {HTMLElement} */ cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim();
  return { head: head.map((th) => text(th).replace(/ [▲▼↕]$/, "")), numbers: head.map((th) => th.classList.contains("n")),
    rows: [...table.tBodies[0].rows].filter((row) => !row.classList.contains("out")).map((row) => [...row.cells].map(text)) };
}

/** @param {HTMLElement} holder a div that holds a table */
export function enhance(holder) {
  const table = holder.querySelector("table");
  if (!table) return;
  const body = table.tBodies[0];
  align(table);
  const small = body.rows.length < 2;
  if (!small)
    [...(table.tHead?.rows[0].cells ?? [])].forEach((th, column) => {
      if (th.querySelector("a")) return;  // of a matrix: leads to the problem
      const name = th.textContent ?? "";
      const sort = button("", () => {
        const up = th.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead?.rows[0].cells ?? []) other.removeAttribute("aria-sort");
        th.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...body.rows].map((row) => ({ row, key: sortKey(mainText(row.cells[column])) }));
        rows.sort((a, b) => {
          const order = compareKeys(a.key, b.key);
          return up || a.key[0] !== b.key[0] ? order : -order;  // what is no number stays last
        });
        body.append(...rows.map((r) => r.row));
        fold();
      }, { class: "sort", title: "sort" });
      sort.append(name, element("span", { class: "arrow", "aria-hidden": "true" }));
      th.replaceChildren(sort);
    });

  const copied = element("span", { role: "status", class: "copied" });
  const copy = (/** @type {string} */ text) => {
    const done = () => { copied.textContent = "copied"; setTimeout(() => { copied.textContent = ""; }, 1500); };
    navigator.clipboard?.writeText(text).then(done, () => copyBySelection(text, done)) ?? copyBySelection(text, done);
  };
  const foot = element("div", { class: "table-foot" });
  let folded = body.rows.length > MOST;
  const more = button("", () => { folded = !folded; fold(); });
  function fold() {
    const rows = [...body.rows].filter((row) => !row.classList.contains("out"));
    rows.forEach((row, i) => row.classList.toggle("folded", folded && i >= FOLDED));
    more.hidden = rows.length <= MOST;
    more.textContent = folded ? `show all ${rows.length}` : `show the first ${FOLDED}`;
  }
  if (body.rows.length > MOST) foot.append(more);
  if (!holder.classList.contains("matrix"))
    foot.append(element("span", { class: "copy" }, "copy as ", button("Markdown", () => copy(toMarkdown(plain(table)))), button("CSV", () => copy(toCsv(plain(table)))),
    button("LaTeX", () => copy(toLatex(plain(table))))), copied);
  const scroller = element("div", { class: "scroller", role: "group" });
  table.before(scroller);
  scroller.append(table);
  if (scroller.scrollWidth > scroller.clientWidth) { scroller.tabIndex = 0; scroller.setAttribute("aria-label", "table, scrolls sideways"); }
  holder.append(foot);
  holder.addEventListener("filtered", fold);
  fold();
}

/** Where the clipboard is not allowed, as in files. @param {string} text @param {() => void} done */
function copyBySelection(text, done) {
  const area = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "away" }));
  area.value = text;
  document.body.append(area);
  area.select();
  if (document.execCommand("copy")) done();
  area.remove();
}

/**
 * Leaves only the rows of optimizers that `shown` lets through.
 * @param {HTMLElement} holder @param {(label: string) => boolean} shown
 */
export function filterRows(holder, shown) {
  const rows = /** @type {NodeListOf<HTMLTableRowElement>} */ (holder.querySelectorAll("tbody tr"));
  for (const row of rows) {
    const label = row.querySelector("th");
    if (label) row.classList.toggle("out", !shown((label.textContent ?? "").trim()));
  }
  holder.dispatchEvent(new Event("filtered"));
}
