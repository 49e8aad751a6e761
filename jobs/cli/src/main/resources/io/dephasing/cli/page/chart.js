// One chart: a plot over time that is redrawn when told, in the colours of the page.

import uPlot from "./lib/uPlot.esm.js";
import { clock, number } from "./words.js";
import { RANGE_MILLIS, ownAlerts } from "./state.js";

const FONT = "12px system-ui, sans-serif";

export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue("--" + name).trim();
  return Object.fromEntries(
    ["ink", "quiet", "grid", "calm", "before", "after", "second", "third", "firing"].map((name) => [name, read(name)]));
}

// The stretch of time that is drawn.
export function range(state) {
  const to = Number.isFinite(state.now) ? state.now : Date.now();
  return [to - RANGE_MILLIS, to];
}

// options: height, state, yMax, yLabel, yValues, series, draw, x (for a plot that is not over time)
export function makeChart(host, options) {
  let plot;

  function axes(colour) {
    const common = { stroke: colour.quiet, font: FONT, labelFont: FONT, grid: { stroke: colour.grid, width: 1 }, ticks: { show: false } };
    const time = { ...common, size: 30, space: 90, values: (_, splits) => splits.map((at) => clock(at, false)) };
    const y = {
      ...common, label: options.yLabel, labelSize: 18, size: 46, space: 34,
      values: options.yValues ?? ((_, splits) => splits.map((v) => number(v, 1))),
    };
    const right = options.right
      ? [{ ...common, grid: { show: false }, scale: "r", side: 1, label: options.right.label, labelSize: 18, size: 40, space: 34 }]
      : [];
    return [options.x ? { ...common, ...options.x.axis } : time, y, ...right];
  }

  function make() {
    const colour = colours();
    plot?.destroy();
    plot = new uPlot({
      width: host.clientWidth || 600,
      height: options.height,
      ms: 1,
      tzDate: (millis) => uPlot.tzDate(new Date(millis), "Etc/UTC"),
      padding: [22, 10, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: options.x ? { time: false, range: options.x.range } : { time: true, range: () => range(options.state) },
        r: { range: (_, low, high) => [0, Math.max(4, 1.1 * (high ?? 1))] },
        y: { range: (_, low, high) => [0, options.yMax?.() ?? Math.max(1, 1.1 * (high ?? 1))] },
      },
      axes: axes(colour),
      series: [{}, ...options.series(colour, uPlot)],
      hooks: {
        drawClear: options.x ? [] : [(u) => shadeAlerts(u, options.state, colour)],
        draw: [(u) => {
          options.draw?.(u, colour);
          if (!options.x) {
            markTurn(u, options.state, colour);
          }
        }],
      },
    }, options.data(), host);
  }

  make();
  new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: options.height })).observe(host);
  return {
    redraw: () => plot.setData(options.data()),
    recolour: make,
  };
}

// From when to when an alert of the group was out.
function shadeAlerts(u, state, colour) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = colour.firing;
  for (const alert of ownAlerts(state)) {
    const end = alert.state === "firing" ? state.now : alert.decidedAt;
    const left = Math.max(bbox.left, u.valToPos(alert.startsAt, "x", true));
    const right = Math.min(bbox.left + bbox.width, u.valToPos(end, "x", true));
    if (right > left) {
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
  }
  ctx.restore();
}

// The moments at which the story turns.
function markTurn(u, state, colour) {
  const isChange = state.turn.cause === "change";
  mark(u, state.turn.wrongFrom, isChange ? "herds begin" : "first alert", "right", colour.before);
  mark(u, state.turn.rightFrom, isChange ? "dephased" : "last herd over", "left", colour.after);
}

// align: where the label ends or begins, unless it would leave the plot there.
function mark(u, millis, label, align, colour) {
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(millis ?? NaN, "x", true));
  if (!(x >= bbox.left && x <= bbox.left + bbox.width)) {
    return;
  }
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = 1.5 * pixel;
  ctx.setLineDash([5 * pixel, 4 * pixel]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top - 6 * pixel);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `600 ${12 * pixel}px system-ui, sans-serif`;
  const room = 90 * pixel;
  const isRight = x > bbox.left + bbox.width - room || (align === "right" && x > bbox.left + room);
  ctx.textAlign = isRight ? "right" : "left";
  ctx.fillText(label, x + (isRight ? -4 : 4) * pixel, bbox.top - 8 * pixel);
  ctx.restore();
}
