// The six charts: what they draw, what they say in a sentence, what they list as a table.

import { makeChart, range } from "./chart.js";
import { rasterChart, rasterWords } from "./raster.js";
import { minutesInOrder, part, phases, secondsInOrder } from "./state.js";
import { clock, element, many, number, percent, say } from "./words.js";

const TABLE_ROWS = 12;
const PARTS = ["calm", "before", "after"];

export function makeCharts(state) {
  const all = [raster, rate, phase, sync, running, echo].map((make) => make(state));
  return {
    show() {
      for (const { node, chart, words, isShown, table } of all) {
        node.hidden = isShown ? !isShown() : false;
        if (node.hidden) {
          continue;
        }
        const text = words();
        say(node.querySelector(".sum"), text);
        node.querySelector(".plot").setAttribute("aria-label", text);
        chart.redraw();
        if (table && node.querySelector(".table").open) {
          fillTable(node.querySelector(".table > div"), table());
        }
      }
    },
    recolour: () => all.forEach(({ chart }) => chart.recolour()),
  };
}

function of(id, state, options, rest) {
  const node = document.getElementById(id);
  node.querySelector(".table")?.addEventListener("toggle", () => fillTable(node.querySelector(".table > div"), rest.table()));
  return { node, chart: makeChart(node.querySelector(".plot"), { state, height: 190, ...options }), ...rest };
}

function raster(state) {
  const node = document.getElementById("raster");
  return { node, chart: rasterChart(node.querySelector(".plot"), state), words: () => rasterWords(state), isShown: () => !state.group?.rollUp };
}

function rate(state) {
  const line = (name) => minutesInOrder(state).some((m) => m[name] !== undefined);
  const lineAt = (name, times) => {
    const byMinute = new Map(minutesInOrder(state).map((m) => [m.start, m[name] ?? null]));
    return times.map((time) => byMinute.get(Math.floor(time / 60_000) * 60_000) ?? null);
  };
  return of("rate", state, {
    yLabel: "per second",
    series: (colour, uPlot) => [
      ...PARTS.map((name) => ({ stroke: colour[name], fill: colour[name], width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [1, 60, 2], align: 1 }) })),
      { stroke: colour.ink, width: 1.5, dash: [6, 4], points: { show: false } },
      { stroke: colour.third, width: 1.5, dash: [2, 3], points: { show: false } },
    ],
    data: () => {
      const { times, counts } = secondsInOrder(state);
      return [
        times,
        ...PARTS.map((name) => counts.map((count, i) => (count > 0 && part(state.turn, times[i]) === name ? count : null))),
        lineAt("peak_limit", times), lineAt("peak_baseline", times),
      ];
    },
  }, {
    words: () => {
      const { times, counts } = visible(state, secondsInOrder(state));
      const most = Math.max(0, ...counts);
      const mean = counts.reduce((a, b) => a + b, 0) / Math.max(1, counts.length);
      const limit = line("peak_limit") ? " Dashed: the limit." : line("peak_baseline") ? " Dotted: the baseline." : "";
      return most === 0
        ? "Nothing yet."
        : `Highest: ${number(most)} ${many(state.group?.kind)} at ${clock(times[counts.indexOf(most)])}; on average ${number(mean, 1)}.` + limit;
    },
    table: () => minuteTable(state, [["Events", "events", 0], ["Busiest second", "rate_peak_per_second", 0], ["Most within seconds", "herd_size", 0], ["Spread, s", "spread_stddev_seconds", 1]]),
  });
}

function phase(state) {
  const labels = (name) => ({ calm: "before the herds", before: "herding", after: "dephased" })[name];
  const names = (shares) => (shares.before ? ["before", "after"] : PARTS).filter((name) => shares[name]);
  return of("phase", state, {
    yLabel: "share of events",
    yMax: () => Math.max(0.1, ...PARTS.flatMap((name) => names(phases(state)).includes(name) ? phases(state)[name] : [])) * 1.05,
    yValues: (_, splits) => splits.map((v) => percent(v)),
    x: { range: [-0.5, 59.5], axis: { label: "second of the minute", labelSize: 18, size: 42, values: (_, splits) => splits.map((v) => ":" + String(v).padStart(2, "0")) } },
    series: (colour, uPlot) => PARTS.map((name) => ({ stroke: colour[name], fill: colour[name], width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.7, 40, 2] }) })),
    data: () => {
      const shares = phases(state);
      return [[...Array(60).keys()], ...PARTS.map((name) => (names(shares).includes(name) ? shares[name] : new Array(60).fill(null)))];
    },
    draw: (u, colour) => {
      const y = u.valToPos(1 / 60, "y", true);
      u.ctx.save();
      u.ctx.strokeStyle = colour.ink;
      u.ctx.lineWidth = devicePixelRatio;
      u.ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
      u.ctx.beginPath();
      u.ctx.moveTo(u.bbox.left, y);
      u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
      u.ctx.stroke();
      u.ctx.restore();
    },
  }, {
    words: () => {
      const shares = phases(state);
      const texts = names(shares).map((name) => {
        const most = Math.max(...shares[name]);
        const word = shares.before ? labels(name) : "so far";
        return `${word[0].toUpperCase() + word.slice(1)}: at most ${percent(most)} in one second (:${String(shares[name].indexOf(most)).padStart(2, "0")}).`;
      });
      return texts.length ? texts.join(" ") + " Even would be 2 %." : "Nothing yet.";
    },
    table: () => {
      const shares = phases(state);
      const shown = names(shares);
      return [["Seconds", ...shown.map(labels)], ...Array.from({ length: 6 }, (_, i) => [
        `:${String(10 * i).padStart(2, "0")} to :${10 * i + 9}`,
        ...shown.map((name) => percent(shares[name].slice(10 * i, 10 * i + 10).reduce((a, b) => a + b, 0)))])];
    },
  });
}

function sync(state) {
  return of("sync", state, {
    yLabel: "0 chance, 1 all at once",
    yMax: () => 1.02,
    series: (colour) => [{ stroke: colour.second, fill: colour.second + "22", width: 2, points: { show: true, size: 5, fill: colour.second }, spanGaps: true }],
    data: () => minuteSeries(state, ["synchronization_index"]),
  }, {
    words: () => lastAndMost(state, "synchronization_index", (v) => number(v, 2)),
    table: () => minuteTable(state, [["Synchronization index", "synchronization_index", 2]]),
  });
}

function running(state) {
  return of("running", state, {
    yLabel: "runs",
    series: (colour, uPlot) => [
      { stroke: colour.second, width: 2, points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
      { stroke: colour.third, width: 2, dash: [5, 4], points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
    ],
    data: () => minuteSeries(state, ["concurrency_max", "concurrency_mean"]),
  }, {
    isShown: () => state.group?.kind !== "retry",
    words: () => "Line: the most; dashed: the mean. " + lastAndMost(state, "concurrency_max", (v) => number(v)),
    table: () => minuteTable(state, [["Most at once", "concurrency_max", 0], ["Mean", "concurrency_mean", 1], ["In flight at the end", "in_flight", 0]]),
  });
}

function echo(state) {
  return of("echo", state, {
    yLabel: "retries a minute",
    right: { label: "repairs under way" },
    series: (colour, uPlot) => [
      { stroke: colour.second, fill: colour.second, width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.8, 60, 3], align: 1 }) },
      { stroke: colour.third, width: 2, scale: "r", points: { show: false }, paths: uPlot.paths.stepped({ align: 1 }) },
    ],
    data: () => {
      const times = echoTimes(state);
      return [times, times.map((t) => state.related.retries.get(t) ?? null), times.map((t) => state.related.remediations.get(t) ?? null)];
    },
  }, {
    isShown: () => state.related.retries.size + state.related.remediations.size > 0,
    words: () => {
      const values = [...state.related.retries].filter(([t]) => t >= range(state)[0]);
      const most = values.reduce((a, b) => (b[1] > a[1] ? b : a), [NaN, 0]);
      const last = values[values.length - 1];
      const retriesText = last ? `Bars: retries, ${number(last[1])} in the last minute, at most ${number(most[1])} (${clock(most[0], false)}).` : "No retries.";
      return retriesText + (state.related.remediations.size ? " Line: repairs under way." : "");
    },
    table: () => [["Minute", "Retries", "Repairs"], ...echoTimes(state).slice(-TABLE_ROWS).reverse().map((t) => [
      clock(t, false), number(state.related.retries.get(t)), number(state.related.remediations.get(t))])],
  });
}

function echoTimes(state) {
  return [...new Set([...state.related.retries.keys(), ...state.related.remediations.keys()])].sort((a, b) => a - b);
}

function visible(state, { times, counts }) {
  const [from] = range(state);
  const first = times.findIndex((time) => time >= from);
  return first < 0 ? { times: [], counts: [] } : { times: times.slice(first), counts: counts.slice(first) };
}

function minuteSeries(state, names) {
  const minutes = minutesInOrder(state);
  return [minutes.map((m) => m.start), ...names.map((name) => minutes.map((m) => m[name] ?? null))];
}

function lastAndMost(state, name, text) {
  const minutes = minutesInOrder(state).filter((m) => m[name] !== undefined && m.start >= range(state)[0]);
  if (!minutes.length) {
    return "Nothing yet.";
  }
  const last = minutes[minutes.length - 1];
  const most = minutes.reduce((a, b) => (b[name] > a[name] ? b : a));
  return `Last minute ${text(last[name])}; highest ${text(most[name])} at ${clock(most.start, false)}.`;
}

function minuteTable(state, columns) {
  const rows = minutesInOrder(state).slice(-TABLE_ROWS).reverse();
  return [["Minute", ...columns.map(([title]) => title)],
    ...rows.map((m) => [clock(m.start, false), ...columns.map(([, name, digits]) => number(m[name] ?? NaN, digits))])];
}

function fillTable(host, [head, ...rows]) {
  const line = (name, cells) => element("tr", {}, ...cells.map((cell, i) =>
    name === "head" || i === 0 ? element("th", { scope: name === "head" ? "col" : "row" }, cell) : element("td", {}, cell)));
  host.replaceChildren(element("table", {}, element("thead", {}, line("head", head)), element("tbody", {}, ...rows.map((row) => line("body", row)))));
}
