// Who starts when: a row for each instance, a dot for each start.

import { makeChart } from "./chart.js";
import { ownAlerts, part } from "./state.js";
import { number } from "./words.js";

const ROWS = 60;

export function rasterChart(host, state) {
  return makeChart(host, {
    state,
    height: 270,
    yLabel: "instances",
    yMax: () => Math.max(10, state.group?.rows ?? 0) + 1,
    yValues: (_, splits) => splits.map(() => ""),
    series: () => [{ show: false }],
    data: () => [[0, 1], [null, null]],
    draw: (u, colour) => drawDots(u, state, colour),
  });
}

function drawDots(u, state, colour) {
  const { ctx, bbox } = u;
  const rows = Math.max(1, Math.min(ROWS, state.group?.rows ?? 0));
  const size = Math.max(3.5, Math.min(6, bbox.height / devicePixelRatio / rows)) * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (let i = 0; i < state.dots.length; i += 2) {
    const x = u.valToPos(state.dots[i], "x", true);
    if (x >= bbox.left) {
      ctx.fillStyle = colour[part(state.turn, state.dots[i])];
      ctx.beginPath();
      ctx.arc(x, u.valToPos(scatter(state.dots[i + 1], rows) + 1, "y", true), size / 2, 0, 7);
      ctx.fill();
    }
  }
  ctx.restore();
}

// Rows are given out in the order in which instances were seen first, which would draw a slope.
function scatter(row, rows) {
  return (row * 37) % (rows % 37 === 0 ? rows + 1 : rows);
}

export function rasterWords(state) {
  const rows = state.group?.rows ?? 0;
  const members = Math.max(rows, ...[...state.minutes.values()].map((m) => m.members ?? 0));
  return `${number(rows)} of ${number(members)} instances, a row each. A vertical line is a herd, a cloud is spread out.` + (ownAlerts(state).length ? " Shaded: an alert is out." : "");
}
