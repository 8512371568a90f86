// Scales that end where the data ends, and ticks that can be read.
import { scaleLinear, scaleLog } from "d3-scale";
import { number } from "./numbers.js";

/**
 * @param {Iterable<number|null|undefined>} values @param {boolean} log only positive ones count
 * @returns {[number, number]} of what there is; 0 to 1 (1 to 10) if nothing is
 */
export function extent(values, log) {
  let low = Infinity, high = -Infinity;
  for (const v of values) {
    if (v === null || v === undefined || !Number.isFinite(v) || (log && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (low > high) return log ? [1, 10] : [0, 1];
  if (low === high) return log ? [low / 1.5, high * 1.5] : [low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1];
  return [low, high];
}

/** @param {[number, number]} domain @param {boolean} log @param {[number, number]} range */
export function scale(domain, log, range) {
  return log ? scaleLog(domain, range) : scaleLinear(domain, range);
}

/**
 * Whole decades where there are two or more, else what the scale suggests.
 * @param {[number, number]} domain @param {boolean} log @param {number} most
 * @returns {number[]}
 */
export function ticks([low, high], log, most) {
  if (!log) return scaleLinear([low, high], [0, 1]).ticks(most);
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const decades = last - first;
  if (decades >= 2) {
    const every = Math.max(1, Math.ceil((decades + 1) / most));
    /** @type {number[]} */
    const list = [];
    for (let d = first; d <= last; ++d) if ((d - first) % every === 0) list.push(Number(`1e${d}`));
    return list;
  }
  const fine = [];
  for (let d = first - 1; d <= last; ++d) for (const digit of [1, 2, 5]) fine.push(digit * Number(`1e${d}`));
  const inside = fine.filter((v) => v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9));
  return inside.length >= 3 ? inside : scaleLinear([low, high], [0, 1]).ticks(most);
}

/** @param {number} value */
export function tickText(value) {
  const text = number(value, 6);
  return text.length > 7 ? number(value, 3) : text;
}
