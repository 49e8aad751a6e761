// The list of alerts: the newest first, each can be opened; what changes is said aloud once.

import { clock, element, quantity, say } from "./words.js";

// What a unit says of the value, which the threshold is not.
const OF_THE_VALUE = /, (estimated|at least|when found)$/;

// And what it says of the threshold alone.
const OF_THE_THRESHOLD = /, allowed$/;

export function makeAlerts({ list, sum, announce, onPick }) {
  const items = new Map();

  return function show(state, isFirst) {
    const alerts = [...state.alerts.values()].sort((a, b) =>
      (b.state === "firing") - (a.state === "firing") || b.startsAt - a.startsAt || a.label.localeCompare(b.label));
    const news = [];
    for (const alert of alerts) {
      const known = items.get(alert.id);
      if (!known || known.state !== alert.state) {
        news.push(alert);
      }
      const item = known ?? makeItem(onPick);
      items.set(alert.id, item);
      item.state = alert.state;
      fill(item, alert);
    }
    for (const [id, item] of items) {
      if (!state.alerts.has(id)) {
        item.node.remove();
        items.delete(id);
      }
    }
    arrange(list, alerts.map((alert) => items.get(alert.id).node));
    const firing = alerts.filter((alert) => alert.state === "firing").length;
    say(sum, alerts.length ? `${firing} firing, ${alerts.length - firing} resolved.` : "None so far.");
    if (!isFirst && news.length) {
      announce.textContent = news.map(spoken).join(" ");
    }
  };
}

// Moves only what is not in its place, and never what has the focus: it would lose it.
export function arrange(list, nodes) {
  nodes.forEach((node, i) => {
    if (node.contains(document.activeElement)) {
      while (list.children[i] !== node) {
        list.insertBefore(list.children[i], node.nextSibling);
      }
    } else if (list.children[i] !== node) {
      list.insertBefore(node, list.children[i] ?? null);
    }
  });
}

function spoken(alert) {
  return alert.state === "firing" ? `Alert: ${alert.evidence}` : `Resolved: ${alert.rule}, ${alert.label}.`;
}

function makeItem(onPick) {
  const part = {
    tag: element("span", { class: "tag" }), what: element("span", { class: "what" }), when: element("span", { class: "when" }),
    evidence: element("p", {}), cure: element("p", { class: "cure" }), end: element("p", {}), rows: element("tbody", {}), runbook: element("p", { class: "quiet" }),
    pick: element("button", { type: "button" }, "Show this group"),
  };
  const head = element("thead", {}, element("tr", {}, ...["Evidence", "Seen", "Alert from"].map((name) => element("th", { scope: "col" }, name))));
  const more = element("div", { class: "more" }, part.evidence, part.cure, element("table", {}, head, part.rows), part.end, part.runbook, part.pick);
  const node = element("li", { class: "alert" },
    element("details", {}, element("summary", {}, part.tag, part.what, part.when), more));
  const item = { node, part, state: "", group: "" };
  part.pick.addEventListener("click", () => onPick(item.group));
  return item;
}

function fill(item, alert) {
  const { node, part } = item;
  item.group = alert.group;
  node.dataset.state = alert.state;
  node.dataset.rule = alert.rule;
  say(part.tag, alert.state === "firing" ? `▲ Firing, ${alert.severity}` : "✓ Resolved");
  say(part.what, alert.evidence.split(":")[0]);
  say(part.when, `${alert.rule} · ${clock(alert.startsAt)}` + (alert.endsAt ? ` to ${clock(alert.endsAt)}, resolved ${clock(alert.decidedAt)}` : ""));
  say(part.evidence, alert.evidence);
  say(part.cure, alert.cure);
  say(part.end, alert.end);
  say(part.runbook, alert.runbook ? `What to do: docs/${alert.runbook}` : "");
  const rows = JSON.stringify(alert.conditions);
  if (item.rows !== rows) {
    item.rows = rows;
    part.rows.replaceChildren(...alert.conditions.map((condition) => element("tr", {},
      element("th", { scope: "row" }, condition.help),
      element("td", {}, quantity(condition.value, condition.unit.replace(OF_THE_THRESHOLD, ""))),
      element("td", {}, quantity(condition.threshold, condition.unit.replace(OF_THE_VALUE, ""))))));
  }
}
