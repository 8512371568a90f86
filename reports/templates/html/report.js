// The page: what is shown, and redrawing what is in sight when that changes.

(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const state = { axis: "steps", logx: data.experiments.some((e) => e.problems.some((p) => p.log_steps)), logy: true, bands: true, seeds: false, hidden: new Set() };
  const charts = [];  // {holder, draw, dirty}

  const inSight = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const chart = charts.find((c) => c.holder === entry.target);
      chart.visible = entry.isIntersecting;
      if (chart.visible && chart.dirty) refresh(chart);
    }
  }, { rootMargin: "300px" });

  function refresh(chart) {
    chart.dirty = false;
    chart.draw(chart.holder);
  }

  function addChart(parent, draw) {
    const holder = element("div", "", { class: "chart" });
    holder.style.minHeight = "370px";
    parent.append(holder);
    charts.push({ holder, draw, dirty: true, visible: false });
    inSight.observe(holder);
  }

  function redraw() {
    for (const chart of charts) {
      chart.dirty = true;
      if (chart.visible) refresh(chart);
    }
    document.querySelectorAll("tr[data-label]").forEach((row) => row.classList.toggle("off", state.hidden.has(row.dataset.label)));
    document.querySelectorAll(".chip").forEach((chip) => chip.setAttribute("aria-pressed", String(!state.hidden.has(chip.dataset.label))));
  }

  function plot(parent, spec) {
    addChart(parent, (holder) => drawPlot(holder, spec()));
  }

  function addProblem(section, problem) {
    const place = section.querySelector(".charts");
    problem.measures.forEach((_, m) => plot(place, () => curveSpec(problem, m, state)));
    if (problem.landscape.values.length > 0 && problem.optimizers.some((o) => o.trajectory.x.length > 0))
      addChart(place, (holder) => drawLandscape(holder, problem, state));
    if (problem.rate_curves.length > 0) plot(place, () => ratesSpec(problem, state));
    if (problem.optimizers.some((o) => o.speed.runtimes.x.length > 0))
      plot(place, () => stairsSpec("runs and targets reached", problem.unit.replace("_", " "), problem.optimizers, (o) => o.speed.runtimes, state));
    if (problem.optimizers.some((o) => o.generalization.train.length > 0)) plot(place, () => scatterSpec(problem, state));
    resultsTable(section.querySelector(".table"), problem);
    if (problem.tuning.optimizers.length > 0) addTuning(section, problem.tuning);
    const bad = incidents(problem);
    if (bad) section.append(bad);
  }

  function addTuning(section, tuning) {
    const table = element("div", "", { class: "table" });
    const place = element("div", "", { class: "charts" });
    section.append(element("h4", `tuning: ${tuning.effort}`), table,
      element("p", "Scores are from the tuning seeds: the lowest of many is lower than what new seeds give (winner's curse).", { class: "note" }), place);
    section.append(...section.querySelectorAll(".heat"));
    tuningTable(table, tuning);
    for (const warning of tuning.optimizers.flatMap((o) => o.warnings)) section.append(element("p", warning, { class: "note" }));
    if (tuning.optimizers.some((o) => o.expected.x.length > 0)) plot(place, () => expectedSpec(tuning, state));
    if (tuning.optimizers.some((o) => o.trials.some((t) => t.values.learning_rate > 0))) plot(place, () => trialsSpec(tuning, state));
  }

  function addEffort(section, effort) {
    if (effort.optimizers.length === 0) return;
    const table = element("div", "", { class: "table" });
    section.append(element("h4", `ranks by tuning effort (means over ${effort.problems} problem${effort.problems === 1 ? "" : "s"})`), table,
      element("p", "By the score of the default settings, and by the expected score of the best of so many trials.", { class: "note" }));
    effortTable(table, effort);
  }

  function addOverall(section, ranking) {
    if (ranking.optimizers.length === 0) return;
    const place = element("div", "", { class: "charts" });
    const table = element("div", "", { class: "table" });
    section.append(table, place);
    rankingTable(table, ranking);
    for (const [title, x, key] of [["runtimes", ranking.cost, "runtimes"], ["performance profile", "cost, times the cheapest", "performance"],
      ["data profile", ranking.cost, "data"]])
      plot(place, () => stairsSpec(title, x, ranking.optimizers, (o) => o[key], state));
  }

  function addChips() {
    const seen = new Map();
    for (const e of data.experiments) for (const p of e.problems) for (const o of p.optimizers) if (!seen.has(o.label)) seen.set(o.label, o);
    for (const [label, o] of seen) {
      const chip = element("button", label, { class: "chip", "aria-pressed": "true" });
      chip.dataset.label = label;
      chip.style.setProperty("--color", o.color === "#000000" ? "currentColor" : o.color);
      chip.style.setProperty("--dash", o.style.dash % 5 === 0 ? "solid" : o.style.dash % 5 === 2 ? "dotted" : "dashed");
      chip.addEventListener("click", () => { state.hidden.has(label) ? state.hidden.delete(label) : state.hidden.add(label); redraw(); });
      byId("chips").append(chip);
    }
    const matching = () => [...seen.keys()].filter((label) => label.toLowerCase().includes(byId("filter").value.toLowerCase()));
    byId("filter").addEventListener("input", () => {
      const kept = new Set(matching());
      document.querySelectorAll(".chip").forEach((chip) => { chip.hidden = !kept.has(chip.dataset.label); });
      state.hidden = new Set([...seen.keys()].filter((label) => !kept.has(label)));
      redraw();
    });
    byId("all").addEventListener("click", () => { for (const label of matching()) state.hidden.delete(label); redraw(); });
    byId("none").addEventListener("click", () => { for (const label of matching()) state.hidden.add(label); redraw(); });
  }

  function addControls() {
    for (const unit of ["steps", "evaluations", "epochs", "cpu_seconds"]) byId("axis").append(element("option", unit.replaceAll("_", " "), { value: unit }));
    byId("axis").addEventListener("change", () => { state.axis = byId("axis").value; redraw(); });
    for (const name of ["logx", "logy", "bands", "seeds"]) {
      byId(name).checked = state[name];
      byId(name).addEventListener("change", () => { state[name] = byId(name).checked; redraw(); });
    }
    const dark = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.classList.toggle("dark", dark);
    byId("theme").addEventListener("click", () => { document.documentElement.classList.toggle("dark"); redraw(); });
    byId("theme").hidden = byId("controls").hidden = false;
  }

  addControls();
  addChips();
  data.experiments.forEach((experiment, e) => {
    addOverall(document.querySelector(`#e${e + 1} .overall`), experiment.ranking);
    addEffort(document.querySelector(`#e${e + 1} .effort`), experiment.effort);
    experiment.problems.forEach((problem, i) => addProblem(byId(`p${e + 1}-${i + 1}`), problem));
  });
  addEventListener("beforeprint", () => charts.filter((chart) => chart.dirty).forEach(refresh));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; redraw(); } });
})();
