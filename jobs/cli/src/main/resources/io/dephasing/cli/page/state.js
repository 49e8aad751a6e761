// What this browser was told: merges updates, and reads series from them. Knows no element.

const DOTS = 2400;
const MINUTES = 60;
export const RANGE_MILLIS = 25 * 60_000;

export function newState() {
  return {
    now: NaN, speed: 1, name: "", source: "waiting", skipped: 0, passedOver: 0, receivedAt: 0,
    group: null, headline: null, turn: {}, before: null, after: null, groups: [],
    minutes: new Map(), open: [], dots: [], alerts: new Map(),
    related: { retries: new Map(), remediations: new Map() },
  };
}

export function merge(state, update) {
  if (update.whole) {
    Object.assign(state, newState(), { groups: update.groups ?? state.groups });
  }
  for (const key of ["now", "speed", "name", "source", "skipped", "passedOver", "headline", "turn", "open"]) {
    state[key] = update[key] ?? state[key];
  }
  state.group = update.group ?? null;
  state.before = update.before ?? null;
  state.after = update.after ?? null;
  state.groups = update.groups ?? state.groups;
  for (const minute of update.minutes ?? []) {
    state.minutes.set(minute.start, minute);
  }
  keepLast(state.minutes);
  state.dots.push(...(update.dots ?? []));
  state.dots.splice(0, state.dots.length - 2 * DOTS);
  for (const alert of update.alerts ?? []) {
    state.alerts.delete(alert.id);
    state.alerts.set(alert.id, alert);
  }
  for (const [name, series] of Object.entries(update.related ?? {})) {
    for (let i = 0; i < series.length; i += 2) {
      state.related[name].set(series[i], series[i + 1]);
    }
    keepLast(state.related[name]);
  }
}

function keepLast(map) {
  const starts = [...map.keys()].sort((a, b) => a - b);
  starts.slice(0, Math.max(0, starts.length - MINUTES)).forEach((start) => map.delete(start));
}

export function minutesInOrder(state) {
  return [...state.minutes.values()].sort((a, b) => a.start - b.start);
}

// Which part of the story a moment belongs to: it decides its colour.
export function part(turn, millis) {
  if (turn.rightFrom !== undefined && millis >= turn.rightFrom) {
    return "after";
  }
  return turn.wrongFrom !== undefined && millis >= turn.wrongFrom - 2000 ? "before" : "calm";
}

// Events in each second, in order of time: SLIs where there are, events as they come after that.
export function secondsInOrder(state) {
  const times = [];
  const counts = [];
  for (const minute of minutesInOrder(state)) {
    minute.seconds.forEach((count, second) => {
      times.push(minute.start + 1000 * second);
      counts.push(count);
    });
  }
  const last = times.length ? times[times.length - 1] : -Infinity;
  for (let i = 0; i < state.open.length; i += 2) {
    if (state.open[i] > last) {
      times.push(state.open[i]);
      counts.push(state.open[i + 1]);
    }
  }
  return { times, counts };
}

// Share of the events in each second of the minute, by part of the story; null where none came.
export function phases(state) {
  const parts = { calm: null, before: null, after: null };
  const { times, counts } = secondsInOrder(state);
  times.forEach((time, i) => {
    if (counts[i] > 0) {
      const name = part(state.turn, time);
      parts[name] ??= new Array(60).fill(0);
      parts[name][Math.floor(time / 1000) % 60] += counts[i];
    }
  });
  for (const name of Object.keys(parts)) {
    const sum = parts[name]?.reduce((a, b) => a + b, 0);
    parts[name] = parts[name]?.map((count) => count / sum) ?? null;
  }
  return parts;
}

// Alerts of the group that is shown.
export function ownAlerts(state) {
  return [...state.alerts.values()].filter((alert) => alert.group === state.group?.key);
}
