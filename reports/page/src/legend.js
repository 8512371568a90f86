// Where the names of lines stand: at their ends, pushed apart, or in rows below the chart.

/**
 * Moves heights apart to at least `gap`, within `low` and `high`, keeping their order and staying near where they were.
 * @param {number[]} heights ascending @param {number} gap @param {number} low @param {number} high
 * @returns {number[]|null} null if they do not fit
 */
export function spread(heights, gap, low, high) {
  if ((heights.length - 1) * gap > high - low) return null;
  // Groups of touching labels stand around the mean of where they want to be.
  /** @type {{sum: number, count: number, top: number}[]} */
  const groups = [];
  for (const height of heights) {
    let group = { sum: height, count: 1, top: height };
    while (true) {
      group.top = Math.min(Math.max(group.sum / group.count - ((group.count - 1) * gap) / 2, low), high - (group.count - 1) * gap);
      const before = groups[groups.length - 1];
      if (!before || before.top + before.count * gap <= group.top) break;
      groups.pop();
      group = { sum: before.sum + group.sum, count: before.count + group.count, top: 0 };
    }
    groups.push(group);
  }
  return groups.flatMap((g) => Array.from({ length: g.count }, (_, i) => g.top + i * gap));
}

/**
 * Rows of items of these widths.
 * @param {number[]} widths @param {number} width of a row
 * @returns {{x: number, row: number}[]}
 */
export function rows(widths, width) {
  let x = 0, row = 0;
  return widths.map((w) => {
    if (x > 0 && x + w > width) {
      x = 0;
      ++row;
    }
    const place = { x, row };
    x += w;
    return place;
  });
}
