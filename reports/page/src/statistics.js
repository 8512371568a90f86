// The tests of reports/statistics, for a baseline that the reader chooses: the same formulas, resamples and numbers.

const RESAMPLES = 1000, FEWEST_FOR_INTERVAL = 5, MOST_FOR_ACCELERATION = 1000, LARGEST_EXACT = 50;
const ROUND_OFF = 1e-12;
const KEY = [0x616c6f6d, 0x736c];  // bootstrap.cpp's

/** @param {ArrayLike<number>} ascending @param {number} p type 7 */
export function quantile(ascending, p) {
  const place = p * (ascending.length - 1), below = Math.floor(place), share = place - below, low = ascending[below];
  if (share === 0 || low === ascending[below + 1] || Math.abs(low) === Infinity) return low;
  return low + share * (ascending[below + 1] - low);
}

const ascending = (/** @type {number} */ a, /** @type {number} */ b) => (a < b ? -1 : a > b ? 1 : 0);

/** The normal distribution, to 1e-15 (Marsaglia 2004). @param {number} z */
export function normalCdf(z) {
  if (Math.abs(z) > 9) return z > 0 ? 1 : 0;
  let sum = z, term = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) sum += term *= (z * z) / k;
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** @param {number} p */
export function normalQuantile(p) {
  if (p <= 0 || p >= 1) return p <= 0 ? -Infinity : Infinity;
  let low = -9, high = 9;
  while (high - low > 1e-14 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Wilcoxon's signed-rank test, two-sided; exact up to 50 differences that are not 0.
 * @param {number[]} differences
 * @returns {{count: number, p: number, effect: number}} effect: rank-biserial correlation, 1 if all are positive
 */
export function signedRank(differences) {
  const kept = differences.filter((d) => d !== 0), n = kept.length;
  if (n === 0) return { count: 0, p: 1, effect: 0 };
  const order = kept.map((_, i) => i).sort((a, b) => ascending(Math.abs(kept[a]), Math.abs(kept[b])));
  /** Doubled, so that shared ones are whole. @type {number[]} */
  const ranks = new Array(n);
  for (let first = 0, last = 0; first < n; first = last) {
    for (last = first + 1; last < n && Math.abs(kept[order[last]]) === Math.abs(kept[order[first]]);) ++last;
    for (let k = first; k < last; ++k) ranks[order[k]] = first + 1 + last;
  }
  const observed = ranks.reduce((sum, rank, i) => (kept[i] > 0 ? sum + rank : sum), 0);
  return { count: n, effect: (2 * observed) / (n * (n + 1)) - 1, p: n <= LARGEST_EXACT ? exactP(ranks, observed) : normalP(ranks, observed) };
}

/** All patterns of signs are equally likely: counts them by their sum. @param {number[]} ranks @param {number} observed */
function exactP(ranks, observed) {
  const total = ranks.reduce((a, b) => a + b, 0), patterns = new Float64Array(total + 1);
  patterns[0] = 1;
  for (const rank of ranks) for (let sum = total; sum >= rank; --sum) patterns[sum] += patterns[sum - rank];
  const sum = (/** @type {Float64Array} */ part) => part.reduce((a, b) => a + b, 0);
  return Math.min(1, (2 * Math.min(sum(patterns.subarray(0, observed + 1)), sum(patterns.subarray(observed)))) / 2 ** ranks.length);
}

/** @param {number[]} ranks @param {number} observed */
function normalP(ranks, observed) {
  const sum = ranks.reduce((a, b) => a + b, 0), squares = ranks.reduce((a, b) => a + b * b, 0);
  return Math.min(1, 2 * normalCdf(-Math.abs(observed - sum / 2) / (Math.sqrt(squares) / 2)));
}

/** Holm's correction. @param {number[]} p */
export function holm(p) {
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b]);
  /** @type {number[]} */
  const corrected = new Array(p.length);
  let largest = 0;
  order.forEach((i, k) => { corrected[i] = largest = Math.max(largest, Math.min(1, p[i] * (p.length - k))); });
  return corrected;
}

/** The high half of a product of two 32-bit numbers. @param {number} a @param {number} b */
function high32(a, b) {
  const low = (a & 0xffff) * (b & 0xffff), middle = (a >>> 16) * (b & 0xffff) + (low / 0x10000 >>> 0);
  return ((a >>> 16) * (b >>> 16) + Math.floor(((a & 0xffff) * (b >>> 16) + middle) / 0x10000)) >>> 0;
}

/** Philox4x32-10 (Salmon et al. 2011). @param {number[]} counter @param {number[]} key */
export function philox([c0, c1, c2, c3], [k0, k1]) {
  for (let round = 0; round < 10; ++round) {
    const h0 = high32(0xd2511f53, c0), l0 = Math.imul(0xd2511f53, c0), h1 = high32(0xcd9e8d57, c2), l1 = Math.imul(0xcd9e8d57, c2);
    [c0, c1, c2, c3] = [(h1 ^ c1 ^ k0) >>> 0, l1 >>> 0, (h0 ^ c3 ^ k1) >>> 0, l0 >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** @type {Map<number, Uint32Array[]>} */
const draws = new Map();

/** Indices of `n` observations, drawn with replacement by counter: as bootstrap.cpp draws them. @param {number} n */
export function resamples(n) {
  let all = draws.get(n);
  if (!all) {
    all = Array.from({ length: RESAMPLES }, (_, number) => {
      const indices = new Uint32Array(n);
      for (let i = 0; i < n; i += 4)
        philox([i, number, 0, n], KEY).slice(0, n - i).forEach((bits, k) => { indices[i + k] = Math.floor((bits * n) / 2 ** 32); });
      return indices;
    });
    draws.set(n, all);
  }
  return all;
}

/** @type {Map<number, Uint32Array[]>} */
const ascendingDraws = new Map();

/** @param {number} n */
function ascendingResamples(n) {
  const all = ascendingDraws.get(n) ?? resamples(n).map((indices) => Uint32Array.from(indices).sort());
  ascendingDraws.set(n, all);
  return all;
}

/** @param {number[]} resampled @param {number} level @returns {[number, number]} */
function percentileInterval(resampled, level) {
  const inOrder = [...resampled].sort(ascending);
  return [quantile(inOrder, (1 - level) / 2), quantile(inOrder, (1 + level) / 2)];
}

/** So that the interval is as wide as with the unbiased variance. @param {number} level @param {number} n */
function widened(level, n) {
  return 2 * normalCdf(normalQuantile((1 + level) / 2) * Math.sqrt(n / (n - 1))) - 1;
}

/** @param {number[]} leftOneOut */
function acceleration(leftOneOut) {
  if (leftOneOut.length === 0) return 0;
  const first = leftOneOut[0], mean = leftOneOut.reduce((sum, v) => sum + (v - first) / leftOneOut.length, 0);
  const deviations = leftOneOut.map((v) => mean - (v - first));
  const largest = Math.max(...deviations.map(Math.abs)), size = Math.max(...leftOneOut.map(Math.abs));
  if (!(largest > ROUND_OFF * size) || largest === Infinity) return 0;
  const power = (/** @type {number} */ k) => deviations.reduce((sum, d) => sum + (d / largest) ** k, 0);
  return power(3) / (6 * power(2) ** 1.5);
}

/** The part of ascending values that is below, and half of what is equal but for round-off. @param {number[]} values ascending @param {number} value */
function fractionBelow(values, value) {
  const sizes = values.map(Math.abs).sort(ascending), equal = ROUND_OFF * Math.max(Math.abs(value), sizes[Math.floor(sizes.length / 2)]);
  const below = values.filter((v) => v < value - equal).length, upTo = values.filter((v) => v <= value + equal).length;
  return (below + upTo) / 2 / values.length;
}

/**
 * Bias-corrected and accelerated (Efron 1987); where something is infinite, the plain quantiles.
 * @param {number} value @param {number[]} resampled @param {number[]} leftOneOut @param {number} level
 * @returns {[number, number]}
 */
export function bca(value, resampled, leftOneOut, level) {
  if (![value, ...resampled, ...leftOneOut].every(Number.isFinite)) return percentileInterval(resampled, level);
  const inOrder = [...resampled].sort(ascending), bias = normalQuantile(fractionBelow(inOrder, value));
  if (!Number.isFinite(bias)) return [inOrder[0], inOrder[inOrder.length - 1]];
  const a = acceleration(leftOneOut);
  const end = (/** @type {number} */ p) => {
    const z = bias + normalQuantile(p), scale = 1 - a * z;
    return quantile(inOrder, scale > 0 ? normalCdf(bias + z / scale) : z > 0 ? 1 : 0);
  };
  return [Math.min(value, end((1 - level) / 2)), Math.max(value, end((1 + level) / 2))];
}

/** @typedef {{value: number, low: number, high: number}} Estimate not a number where there is none */

/** Of intervals that belong to tests at this level: of 1,000 resamples no more can be seen. @param {number} alpha */
export function confidenceAt(alpha) {
  return Math.min(1 - alpha, 0.995);
}

/** The median of ratios, with an interval on the logarithmic scale. @param {number[]} ratios @param {number} confidence @returns {Estimate} */
export function medianRatio(ratios, confidence) {
  const logs = ratios.map(Math.log).sort(ascending), n = logs.length, value = quantile(logs, 0.5);
  if (n === 0) return { value: NaN, low: NaN, high: NaN };
  if (n < FEWEST_FOR_INTERVAL) return { value: Math.exp(value), low: NaN, high: NaN };
  // `logs` ascend, and so do those at ascending indices.
  const resampled = ascendingResamples(n).map((indices) => {
    const low = logs[indices[Math.floor((n - 1) / 2)]], high = logs[indices[Math.floor(n / 2)]];
    return low === high || low === -Infinity ? low : low + (high - low) / 2;
  });
  const leftOneOut = n > MOST_FOR_ACCELERATION ? [] : logs.map((_, left) => quantile(logs.filter((_, i) => i !== left), 0.5));
  const [low, high] = bca(value, resampled, leftOneOut, widened(confidence, n));
  return { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
}

/**
 * Ratio of two costs of the same runs, with the plain quantiles over resampled runs.
 * @param {number} n @param {(drawn: ArrayLike<number>) => number} ratio @param {number} confidence @returns {Estimate}
 */
export function ratioOverRuns(n, ratio, confidence) {
  const value = ratio(Array.from({ length: n }, (_, i) => i));
  if (n < FEWEST_FOR_INTERVAL) return { value, low: NaN, high: NaN };
  const [low, high] = percentileInterval(resamples(n).map(ratio), widened(confidence, n));
  return { value, low, high };
}
