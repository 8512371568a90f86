// A loss over the plane with the optimizers' ways through it, played step by step.

function shade(share, dark) {
  const light = dark ? 12 + 46 * share : 97 - 50 * share;
  return `hsl(210 30% ${light}%)`;
}

// Levels by rank, so that every loss shows its shape whatever its scale.
function paintLevels(canvas, land, dark) {
  const sorted = land.values.filter((v) => v !== null).sort((a, b) => a - b);
  const rank = (value) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1; else high = middle;
    }
    return low / Math.max(1, sorted.length - 1);
  };
  canvas.width = land.columns;
  canvas.height = land.rows;
  const context = canvas.getContext("2d");
  for (let row = 0; row < land.rows; ++row)
    for (let column = 0; column < land.columns; ++column) {
      const value = land.values[row * land.columns + column];
      context.fillStyle = value === null ? "#888" : shade(Math.floor(16 * Math.sqrt(rank(value))) / 16, dark);
      context.fillRect(column, land.rows - 1 - row, 1, 1);
    }
}

function drawLandscape(holder, problem, state) {
  const land = problem.landscape;
  const longest = Math.max(...problem.optimizers.map((o) => o.trajectory.x.length));
  holder.textContent = "";
  holder.append(element("h4", "ways over the loss (lighter is lower)"));
  if (document.documentElement.classList.contains("dark")) holder.firstChild.textContent = "ways over the loss (darker is lower)";
  const canvas = element("canvas", "", { class: "landscape", role: "img", "aria-label": "Ways of the optimizers over the loss" });
  canvas.width = 960;
  canvas.height = 620;
  const levels = document.createElement("canvas");
  paintLevels(levels, land, document.documentElement.classList.contains("dark"));
  const x = (v) => (v - land.x_from) / (land.x_to - land.x_from) * canvas.width;
  const y = (v) => canvas.height - (v - land.y_from) / (land.y_to - land.y_from) * canvas.height;

  function paint(upTo) {
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = true;
    context.drawImage(levels, 0, 0, canvas.width, canvas.height);
    context.lineWidth = 3;
    for (const w of problem.minimizers) {
      context.strokeStyle = theme("--ink");
      context.beginPath();
      for (const s of [-1, 1]) { context.moveTo(x(w[0]) - 9, y(w[1]) - 9 * s); context.lineTo(x(w[0]) + 9, y(w[1]) + 9 * s); }
      context.stroke();
    }
    for (const o of shown(problem.optimizers, state)) {
      const way = o.trajectory;
      const end = Math.min(upTo, way.x.length);
      if (end === 0) continue;
      context.strokeStyle = context.fillStyle = colorOf(o);
      context.setLineDash(DASHES[o.style.dash % DASHES.length]);
      context.beginPath();
      for (let i = 0; i < end; ++i) if (way.x[i] !== null) context.lineTo(x(way.x[i]), y(way.y[i]));
      context.stroke();
      context.setLineDash([]);
      context.beginPath();
      context.arc(x(way.x[end - 1]), y(way.y[end - 1]), 6, 0, 7);
      context.fill();
    }
  }

  const play = element("button", "play");
  const scrub = element("input", "", { type: "range", min: 1, max: longest, value: longest, "aria-label": "recorded step" });
  let timer = null;
  const stop = () => { clearInterval(timer); timer = null; play.textContent = "play"; };
  play.addEventListener("click", () => {
    if (timer) { stop(); return; }
    if (Number(scrub.value) >= longest) scrub.value = 1;
    play.textContent = "pause";
    timer = setInterval(() => {
      scrub.value = Number(scrub.value) + 1;
      paint(Number(scrub.value));
      if (Number(scrub.value) >= longest || !canvas.isConnected) stop();
    }, 50);
  });
  scrub.addEventListener("input", () => { stop(); paint(Number(scrub.value)); });
  const player = element("div", "", { class: "player" });
  player.append(play, scrub);
  holder.append(canvas, player);
  paint(longest);
}
