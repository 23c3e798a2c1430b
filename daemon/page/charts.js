// Draws each figure's chart from the table that stands in it. One chart for each figure, changed in place.
window.caseclockCharts = (function () {
  "use strict";
  const drawn = new Map();  // figure's id -> {chart, told: what the table said}

  // --- Reading a table

  function number(cell) {
    const value = parseFloat(cell.textContent.replace(/,/g, ""));
    return Number.isFinite(value) ? value : null;
  }
  function read(figure) {
    const heads = Array.from(figure.querySelectorAll("thead th"));
    const rows = Array.from(figure.querySelectorAll("tbody tr"));
    const cells = rows.map((row) => Array.from(row.cells));
    const columns = [];
    let marks = null;
    heads.forEach((head, i) => {
      if (head.hasAttribute("data-mark")) marks = cells.map((row) => row[i].textContent);
      if (!head.dataset.draw) return;
      columns.push({
        name: head.textContent, draw: head.dataset.draw, tone: Number(head.dataset.tone),
        percent: cells.some((row) => row[i].textContent.includes("%")), values: cells.map((row) => number(row[i])),
      });
    });
    return {shape: figure.dataset.shape, stacked: figure.hasAttribute("data-stacked"),
            labels: cells.map((row) => row[0].textContent), columns, marks};
  }

  // --- Colours, from the style sheet; each with a pattern, so that colour is never alone

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }
  function pattern(tone) {
    const size = 14, tile = document.createElement("canvas"), ground = colour("ground");
    tile.width = tile.height = size;
    const pen = tile.getContext("2d");
    pen.fillStyle = colour("tone" + tone);
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = pen.fillStyle = ground;
    pen.lineWidth = 2;
    pen.beginPath();
    if (tone === 2) { pen.arc(7, 7, 2, 0, 7); pen.fill(); }
    if (tone === 3) { for (const x of [-14, 0, 14]) { pen.moveTo(x, 14); pen.lineTo(x + 14, 0); } pen.stroke(); }
    if (tone === 4) {
      pen.lineWidth = 1;
      pen.moveTo(0, 0); pen.lineTo(14, 14); pen.moveTo(0, 14); pen.lineTo(14, 0); pen.stroke();
    }
    return pen.createPattern(tile, "repeat");
  }
  const DASHES = {2: [2, 4], 3: [12, 4, 2, 4], 6: [9, 5]};

  function dataset(column, said) {
    const ink = colour("tone" + column.tone);
    const base = {label: column.name, data: column.values, yAxisID: "y", xAxisID: "x"};
    if (column.draw === "bar") {
      return Object.assign(base, {type: "bar", backgroundColor: pattern(column.tone), borderColor: ink, borderWidth: 1.5,
                                  maxBarThickness: 64, order: 2, categoryPercentage: 0.82, barPercentage: 0.92});
    }
    const level = column.draw === "level";
    const marked = said.marks && !level ? said.marks.map((mark) => mark !== "") : [];
    return Object.assign(base, {
      type: "line", borderColor: ink, backgroundColor: ink, borderWidth: level ? 2.5 : 3.5,
      borderDash: level ? DASHES[column.tone] || [6, 4] : [], order: 1, spanGaps: false,
      pointRadius: level ? 0 : column.values.map((_, i) => (marked[i] ? 9 : 3)),
      pointStyle: level ? "line" : column.values.map((_, i) => (marked[i] ? "triangle" : "circle")),
      pointBackgroundColor: column.values.map((_, i) => (marked[i] ? colour("drag") : ink)),
    });
  }

  // --- Numbers at the ends of bars, to be read from afar

  const totals = {
    id: "totals",
    afterDatasetsDraw(chart) {
      const bars = chart.getSortedVisibleDatasetMetas().filter((meta) => meta.type === "bar");
      if (!chart.config.options.tellsTotals || bars.length === 0) return;
      const pen = chart.ctx, lying = chart.options.indexAxis === "y";
      pen.save();
      pen.font = "650 " + rem(1.35) + "px " + getComputedStyle(document.body).fontFamily;
      pen.fillStyle = colour("text");
      pen.textAlign = lying ? "left" : "center";
      pen.textBaseline = lying ? "middle" : "bottom";
      chart.data.labels.forEach((_, i) => {
        const total = bars.reduce((sum, meta) => sum + (meta._dataset.data[i] || 0), 0);
        const ends = bars.map((meta) => meta.data[i]).filter(Boolean);
        const x = lying ? Math.max(...ends.map((end) => end.x)) + 8 : ends[0].x;
        const y = lying ? ends[0].y : Math.min(...ends.map((end) => end.y)) - 4;
        if (total > 0) pen.fillText(total.toLocaleString("en-GB"), x, y);
      });
      pen.restore();
    },
  };

  // --- The chart

  function rem(times) { return times * parseFloat(getComputedStyle(document.documentElement).fontSize); }
  function scales(said, percent, overall) {
    const lying = said.shape === "lying";
    const words = {stacked: said.stacked, grid: {display: false}, border: {display: false},
                   ticks: {color: colour("text"), autoSkip: !lying && !overall, maxRotation: 0, autoSkipPadding: 18}};
    const values = {stacked: said.stacked, display: !overall, grace: overall ? "14%" : "4%",
                    beginAtZero: said.columns.some((each) => each.draw === "bar"),
                    grid: {color: colour("line"), drawBorder: false},
                    ticks: {color: colour("quiet"), maxTicksLimit: 6, precision: 0,
                            callback: (value) => value.toLocaleString("en-GB") + (percent ? "%" : "")}};
    words.grid.drawBorder = false;
    return lying ? {x: values, y: words} : {x: words, y: values};
  }
  // "Thu 25 Dec, bank holiday" in four lines, without its month.
  const DAY = /^(Today|\w{3} \d+ \w{3})(, .+)?$/;
  function dayLines(label) {
    const [day, special] = label.split(", ");
    return day.split(" ").slice(0, 2).concat(special ? special.split(" ") : []);
  }
  function shortened(said, width) {
    const lying = said.shape === "lying", most = Math.max(8, Math.floor(width / rem(1.1) / 1.7));
    return said.labels.map((label) => (lying && label.length > most ? label.slice(0, most - 1) + "…" :
                                       !lying && DAY.test(label) ? dayLines(label) : label));
  }
  // Lines as lines, with their dashes; bars as boxes, with their patterns.
  function legendOf(chart) {
    return Chart.defaults.plugins.legend.labels.generateLabels(chart).map((each) => {
      const set = chart.data.datasets[each.datasetIndex], bar = set.type === "bar";
      return Object.assign(each, bar ? {pointStyle: "rect"} :
        {pointStyle: "line", lineDash: set.borderDash, lineWidth: set.borderWidth, strokeStyle: set.borderColor});
    });
  }
  function settings(said, box) {
    const percent = said.columns.some((each) => each.percent);
    const overall = said.columns.every((each) => each.draw === "bar");
    return {
      type: "bar",
      data: {labels: shortened(said, box.clientWidth), datasets: said.columns.map((each) => dataset(each, said))},
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: said.shape === "lying" ? "y" : "x",
        tellsTotals: overall, events: ["mousemove", "mouseout", "touchstart"],
        interaction: {mode: "index", intersect: false, axis: said.shape === "lying" ? "y" : "x"},
        layout: {padding: {right: overall && said.shape === "lying" ? 8 : 4, top: overall ? 6 : 0}},
        scales: scales(said, percent, overall),
        plugins: {
          legend: {display: said.columns.length > 1, position: "bottom", align: "start", onClick: null,
                   labels: {color: colour("text"), boxWidth: rem(2), boxHeight: rem(1), padding: rem(0.7),
                            usePointStyle: !overall, pointStyleWidth: rem(3.2), generateLabels: legendOf}},
          tooltip: {animation: false, callbacks: {
            title: (items) => (items.length ? said.labels[items[0].dataIndex] : ""),
            afterBody: (items) => (said.marks && items.length ? said.marks[items[0].dataIndex] : ""),
          }},
        },
      },
      plugins: [totals],
    };
  }
  function make(figure, said, told) {
    const box = figure.querySelector(".canvas"), canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");  // the sentence and the table say it
    box.replaceChildren(canvas);
    const chart = new Chart(canvas, settings(said, box));
    drawn.set(figure.id, {chart, told, box});
  }
  function change(entry, said, told) {
    const wanted = settings(said, entry.box);
    entry.chart.data = wanted.data;
    entry.chart.options = wanted.options;
    entry.chart.update("none");
    entry.told = told;
  }

  function draw() {
    if (typeof Chart === "undefined") return;  // the server's drawing stays
    document.documentElement.classList.add("charted");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = rem(1.1);
    const seen = new Set();
    for (const figure of document.querySelectorAll("figure.chart[id]")) {
      const said = read(figure), told = JSON.stringify(said), entry = drawn.get(figure.id);
      seen.add(figure.id);
      if (entry && entry.box.isConnected) {
        if (entry.told !== told) change(entry, said, told);
      } else {
        if (entry) entry.chart.destroy();
        make(figure, said, told);
      }
    }
    for (const [id, entry] of drawn) {
      if (!seen.has(id)) { entry.chart.destroy(); drawn.delete(id); }
    }
  }
  function drawAnew() {
    for (const entry of drawn.values()) entry.told = "";
    draw();
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAnew);
  addEventListener("resize", drawAnew);
  return {draw, count: () => drawn.size};
})();
