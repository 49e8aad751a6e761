// How numbers and times read. Everything is text: nothing here makes HTML.

const UNDEFINED = "–";

export function clock(millis, withSeconds = true) {
  return Number.isFinite(millis)
    ? new Date(millis).toISOString().slice(11, withSeconds ? 19 : 16)
    : UNDEFINED;
}

export function number(value, digits = 0) {
  return Number.isFinite(value)
    ? value.toLocaleString("en", { maximumFractionDigits: digits })
    : UNDEFINED;
}

export function percent(ratio, digits = 0) {
  return Number.isFinite(ratio) ? number(100 * ratio, digits) + " %" : UNDEFINED;
}

export function seconds(value) {
  return Number.isFinite(value) ? number(value, value < 10 ? 1 : 0) + " s" : UNDEFINED;
}

// What the members of a group do, as a noun.
export function many(kind) {
  return { retry: "retries", remediation: "repairs" }[kind] ?? "starts";
}

const UNITS = { ratio: "percent", instances: "", count: "", seconds: "s", per_second: "per second" };

// A condition of an alert: number and unit.
export function quantity(value, unit) {
  if (unit === "ratio" && value <= 1) {
    return percent(value);
  }
  const suffix = UNITS[unit] ?? unit;
  return number(value, value < 10 ? 2 : 0) + (suffix ? " " + suffix.replaceAll("_", " ") : "");
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Sets a text only where it changes: screen readers read what changes.
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
