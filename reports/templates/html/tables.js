// Tables that are sorted by a click on a heading. An entry is [text, what it sorts by].

function interval(estimate) {
  const { low, high } = estimate.interval ?? estimate;
  return low === null && high === null ? "" : `${number(low, 3)} … ${high === null ? "∞" : number(high, 3)}`;
}

function fillTable(holder, headings, rows) {
  const table = element("table");
  const head = element("tr");
  const body = element("tbody");
  headings.forEach((heading, column) => {
    const cell = element("th", "", { scope: "col" });
    const button = element("button", heading);
    let up = false;
    button.addEventListener("click", () => {
      up = !up;
      head.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => row.cells[column][1] ?? (up ? Infinity : -Infinity);
      rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (up ? 1 : -1));
      body.append(...rows.map((row) => row.element));
    });
    cell.append(button);
    head.append(cell);
  });
  for (const row of rows) {
    row.element = element("tr", "", row.best ? { class: "best" } : {});
    row.element.dataset.label = row.label;
    row.element.append(...row.cells.map(([text]) => element("td", text)));
  }
  body.append(...rows.map((row) => row.element));
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  holder.textContent = "";
  holder.append(table);
}

function resultsTable(holder, problem) {
  const stop = problem.score === "stop";
  const headings = ["rank", "optimizer", ...(stop ? [`${problem.unit.replace("_", " ")} to the goal`] : []),
    ...problem.measures.flatMap((m) => [`final ${m.name.replaceAll("_", " ")}`, "95 % interval"]),
    "times the first's", "95 % interval", "p", "diverged", "failed", ...(problem.runs.skipped ? ["skipped"] : []), "µs a step", "of which its own", "bytes a parameter"];
  const value = (v) => [number(v), v];
  const rows = problem.optimizers.map((o) => ({
    label: o.label,
    best: o.best,
    cells: [[o.rank ? number(o.rank) : "–", o.rank || Infinity], [o.label, o.label.toLowerCase()],
      ...(stop ? [o.score.median === null ? ["never", Infinity] : value(o.score.median)] : []),
      ...o.measures.flatMap((m, i) => {
        // Ranks go by the score, which counts failed runs too.
        const final = i === 0 && !stop ? o.score : m.final, median = i === 0 && !stop ? o.score_interval : m.median_interval;
        const none = o.runs.failed && !o.runs.diverged ? "failed" : "diverged";
        return [final.count && final.median === null ? [none, Infinity] : value(final.median), [interval(median), median.low]];
      }),
      value(o.against_best.ratio.value), [interval(o.against_best.ratio), o.against_best.ratio.interval.low],
      [o.against_best.exact ? "exact" : number(o.against_best.p, 2), o.against_best.p],
      [String(o.runs.diverged), o.runs.diverged], [String(o.runs.failed), o.runs.failed],
      ...(problem.runs.skipped ? [[String(o.runs.skipped), o.runs.skipped]] : []),
      [(o.seconds_per_step.count < 5 ? "≈ " : "") + number(o.seconds_per_step.median * 1e6, o.seconds_per_step.count < 5 ? 1 : 2), o.seconds_per_step.median],
      [o.optimizer_share.count ? `${Math.round(100 * o.optimizer_share.median)} %` : "–", o.optimizer_share.median],
      [number(o.bytes_per_parameter.median, 3), o.bytes_per_parameter.median]],
  }));
  fillTable(holder, headings, rows);
}

function rankingTable(holder, ranking) {
  const rows = ranking.optimizers.map((o) => ({ label: o.label, cells: [[number(o.mean_rank, 3), o.mean_rank], [o.label, o.label.toLowerCase()],
    [`${o.firsts} of ${ranking.problems}`, o.firsts], [number(o.score.value, 3), o.score.value], [interval(o.score), o.score.interval.low]] }));
  fillTable(holder, ["mean rank", "optimizer", "significantly best on", "speed score", "95 % interval"], rows);
}

function tuningTable(holder, tuning) {
  const settings = (chosen) => Object.entries(chosen).map(([name, value]) => `${name}: ${typeof value === "number" ? number(value) : value}`).join(", ");
  const chosen = (o) => !o.chosen ? "not yet: trials are missing" : o.chosen_score === null ? "none: no trial came to anything" : settings(o.chosen);
  // Once there is a choice, no score is an infinite one.
  const judged = (o, score) => [o.chosen && score === null ? (o.failed > 0 && o.diverged === 0 ? "failed" : "diverged") : number(score), score];
  const expected = (o, n) => {
    const value = o.expected.median[n - 1], band = interval({ low: o.expected.lower[n - 1] ?? null, high: o.expected.upper[n - 1] ?? null });
    return [number(value, 3) + (band && ` (${band})`), value];
  };
  const efforts = [1, 5, 20].filter((n) => tuning.optimizers.some((o) => o.expected.x.length >= n));
  const rows = tuning.optimizers.map((o) => ({ label: o.label, cells: [[o.label, o.label.toLowerCase()], [chosen(o), 0],
    judged(o, o.untuned), ...efforts.map((n) => expected(o, n)), judged(o, o.chosen_score),
    [`${o.diverged} of ${o.trials.length}`, o.diverged], [String(o.failed), o.failed], [number(o.good_decades, 2), o.good_decades]] }));
  fillTable(holder, ["optimizer", "chosen", "untuned", ...efforts.map((n) => n === 1 ? "1 trial" : `best of ${n}`), "chosen trial",
    "trials diverged", "failed", "good rates, decades"], rows);
}

function effortTable(holder, effort) {
  const rows = effort.optimizers.map((o) => ({ label: o.label, cells: [[o.label, o.label.toLowerCase()],
    ...o.mean_ranks.map((rank) => [number(rank, 3), rank])] }));
  fillTable(holder, ["optimizer", ...effort.efforts], rows);
}

function incidents(problem) {
  if (problem.incidents.length === 0) return null;
  const details = element("details");
  details.append(element("summary", `runs that failed, were skipped or diverged (${problem.incidents.reduce((n, i) => n + i.seeds.length, 0)})`));
  for (const incident of problem.incidents) {
    details.append(element("p", `${incident.optimizer}: ${incident.status}, ${incident.reason} (seeds ${incident.seeds.join(", ")}; slalom replay DIR ${incident.run.slice(0, 12)})`));
    if (incident.output) details.append(element("pre", incident.output));
  }
  return details;
}
