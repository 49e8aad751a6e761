// Puts the page together: updates come in, everything is shown again.

import { makeAlerts } from "./alerts.js";
import { makeCharts } from "./charts.js";
import { makeComparison } from "./compare.js";
import { merge, newState } from "./state.js";
import { openStream } from "./stream.js";
import { clock, element, number, say } from "./words.js";

const EYEBROWS = {
  waiting: "Connecting", calm: "All quiet", wrong: "This is a herd", changed: "Changed, being watched", right: "Fixed",
};
// Whoever wants little motion sees the charts move no more often than this.
const CALM_MILLIS = 2000;

const byId = (id) => document.getElementById(id);
const state = newState();
const charts = makeCharts(state);
const showComparison = makeComparison(byId("compare"));
const showAlerts = makeAlerts({ list: byId("alerts"), sum: byId("alerts-sum"), announce: byId("announce"), onPick: pick });
const wantsCalm = matchMedia("(prefers-reduced-motion: reduce)");
let isPaused = false;
let status = "connecting";
let drawnAt = 0;
let wasTold = false;

const stream = openStream({
  onUpdate(update) {
    merge(state, update);
    showStatus();
    if (!isPaused) {
      show();
    }
  },
  onStatus(now) {
    const isNews = status !== now && status !== "connecting";
    status = now;
    showStatus();
    if (isNews) {
      byId("announce").textContent = byId("status-text").textContent;
    }
  },
});

function show() {
  if (wantsCalm.matches && performance.now() - drawnAt < CALM_MILLIS) {
    return;
  }
  drawnAt = performance.now();
  showHeadline();
  showGroups();
  showComparison(state);
  showAlerts(state, !wasTold);
  charts.show();
  wasTold = true;
}

function showHeadline() {
  const { headline } = state;
  if (headline) {
    byId("headline").dataset.state = headline.state;
    say(byId("eyebrow"), `${EYEBROWS[headline.state]}${state.group ? ": " + state.group.label : ""}`);
    say(byId("title"), headline.title);
    say(byId("text"), headline.text);
  }
  say(byId("name"), state.name);
  const left = [];
  if (state.skipped) {
    left.push(`${number(state.skipped)} events were left out of the dots, for there were too many.`);
  }
  if (state.passedOver) {
    left.push(`${number(state.passedOver)} records were left out, for this release cannot read them.`);
  }
  say(byId("skipped"), left.join(" "));
}

function showGroups() {
  const select = byId("group");
  const shown = JSON.stringify(state.groups);
  if (select.dataset.shown === shown) {
    return;
  }
  select.dataset.shown = shown;
  const chosen = select.value;
  const options = state.groups.map((group) => {
    const alerts = group.firing ? ` ▲ ${group.firing} firing` : group.fired ? ` ✓ ${group.fired} resolved` : "";
    return element("option", { value: group.key }, group.label + alerts);
  });
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

function showStatus() {
  byId("status").dataset.status = status === "live" && state.source === "lost" ? "gone" : status;
  const speed = state.speed > 1 ? `, ${number(state.speed, 1)}× speed` : "";
  const texts = {
    connecting: "connecting",
    gone: "The source is gone. Trying again.",
    ended: "It has ended. This is how it was.",
    live: state.source === "lost" ? "Kafka does not answer" : isPaused ? "Paused" : `Live ${clock(state.now, false)}${speed}`,
  };
  say(byId("status-text"), texts[status]);
}

function pick(key) {
  byId("group").value = key;
  choose();
  byId("main").focus();
}

function choose() {
  drawnAt = 0;
  stream.select(byId("group").value);
}

byId("group").addEventListener("change", choose);
byId("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  byId("pause").setAttribute("aria-pressed", String(isPaused));
  byId("pause").textContent = isPaused ? "Go on" : "Pause";
  showStatus();
  if (!isPaused) {
    drawnAt = 0;
    show();
  }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.recolour());
