// Before and after: four figures, each with what it means.

import { clock, element, number, say, seconds } from "./words.js";

const FIGURES = [
  { id: "peak", title: "Most in one second", hint: "Events in the fullest second: what the instances call must be built for it.", text: (side) => number(side.peak) },
  { id: "herd", title: "Largest herd", hint: "Distinct instances that act within seconds of each other, where that is more than chance explains.", text: (side) => (side.herd > 0 ? number(side.herd) : "none") },
  { id: "spread", title: "Spread in a minute", hint: "How far the moments of the minute with most events are from their middle, as a standard deviation: about 17 s when they fill the minute evenly, 0 s when all are the same.", text: (side) => seconds(side.spread) },
  { id: "alerts", title: "Alerts", hint: "Alerts of this group that began before the change, and since.", text: (side) => number(side.alerts) },
];

export function makeComparison(host) {
  const pairs = FIGURES.map((figure) => {
    const before = makeSide("before");
    const after = makeSide("after");
    const id = "hint-" + figure.id;
    const hint = element("button", { type: "button", class: "hint", popovertarget: id, "aria-label": "What it means: " + figure.title }, "?");
    host.append(element("div", { class: "pair" },
      element("h3", {}, figure.title + " ", hint),
      before.line, before.gauge, after.line, after.gauge,
      element("p", { id, class: "hint-text", popover: "" }, figure.hint)));
    return { figure, before, after };
  });

  return function show(state) {
    say(document.getElementById("compare-when"), when(state));
    for (const { figure, before, after } of pairs) {
      const most = Math.max(state.before?.[figure.id] ?? 0, state.after?.[figure.id] ?? 0, 1e-9);
      fill(before, figure, state.before, most);
      fill(after, figure, state.after, most);
    }
  };
}

function makeSide(name) {
  const value = element("b", {}, "–");
  const bar = element("i", {});
  return {
    name, value, bar,
    line: element("p", { class: "line is-none" }, element("span", { class: "side" }, name), value),
    gauge: element("div", { class: "gauge is-" + name, "aria-hidden": "true" }, bar),
  };
}

function fill(side, figure, data, most) {
  side.line.className = "line " + (data ? "is-" + side.name : "is-none");
  say(side.value, data ? figure.text(data) : "not yet");
  side.bar.style.width = data ? (100 * (data[figure.id] ?? 0)) / most + "%" : "0";
  side.bar.hidden = !data;
}

function when(state) {
  const { wrongFrom, rightFrom, cause } = state.turn;
  const isChange = cause === "change";
  if (rightFrom !== undefined && state.now >= rightFrom) {
    return isChange
      ? `The change: dephased at ${clock(rightFrom)}, herding from ${clock(wrongFrom)} on.`
      : `The last herd was over at ${clock(rightFrom)}; the first one began at ${clock(wrongFrom)}.`;
  }
  if (wrongFrom !== undefined && state.now >= wrongFrom) {
    return isChange
      ? `Herding from ${clock(wrongFrom)} on.` + (rightFrom !== undefined ? ` It is going to be dephased at ${clock(rightFrom)}.` : "")
      : `The first alert began at ${clock(wrongFrom)}.`;
  }
  return "Nothing has changed yet.";
}
