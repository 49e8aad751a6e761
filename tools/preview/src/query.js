// What Grafana sends to Prometheus for a panel, and what it makes of the answer.
import { FieldType, toDataFrame } from '@grafana/data';

const UNITS = { s: 1, m: 60, h: 3600, d: 86400 };

/** Seconds of "90", "5m" or "30d". */
export function seconds(text) {
  const match = /^(\d+)([smhd]?)$/.exec(text);
  return Number(match[1]) * UNITS[match[2] || 's'];
}

function duration(length) {
  return length % 3600 === 0 ? `${length / 3600}h` : `${length}s`;
}

/** The step of a panel: not finer than its pixels, nor than its minimum interval. */
export function stepOf(panel, range, width, variables) {
  const least = seconds((panel.interval ?? '60s').replace('$window', variables.window));
  const points = panel.maxDataPoints ?? width;
  const wanted = (range.to - range.from) / points;
  const nice = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 21600, 86400];
  return Math.max(least, nice.find((candidate) => candidate >= wanted) ?? 86400);
}

export function substitute(text, range, step, variables) {
  return text
    .replaceAll('$__rate_interval', duration(Math.max(step + 60, 240)))
    .replaceAll('$__interval', duration(step))
    .replaceAll('$__range', duration(Math.round(range.to - range.from)))
    .replace(/\$(\w+)/g, (whole, name) => variables[name] ?? whole);
}

function legend(format, labels) {
  return format.replace(/{{\s*(\w+)\s*}}/g, (whole, name) => labels[name] ?? '');
}

async function ask(prometheus, path, parameters) {
  const answer = await fetch(`${prometheus}/api/v1/${path}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  });
  const body = await answer.json();
  if (body.status !== 'success') {
    throw new Error(`${body.error}: ${parameters.query}`);
  }
  return body.data.result;
}

/** Gaps are as wide as Prometheus left them: one point for each step. */
function seriesFrame(target, series, range, step) {
  const at = new Map((series.values ?? [series.value]).map(([time, value]) => [time, Number(value)]));
  const times = series.value ? [series.value[0]] : [];
  for (let time = range.from; !series.value && time <= range.to; time += step) {
    times.push(time);
  }
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: times.map((time) => time * 1000), config: { interval: step * 1000 } },
      {
        name: 'Value',
        type: FieldType.number,
        labels: series.metric,
        config: { displayNameFromDS: legend(target.legendFormat, series.metric) },
        values: times.map((time) => at.get(time) ?? null),
      },
    ],
  });
}

function rowsFrame(target, result) {
  const labels = [...new Set(result.flatMap((row) => Object.keys(row.metric)))].sort();
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map((row) => row.value[0] * 1000) },
      ...labels.map((label) => ({ name: label, type: FieldType.string, values: result.map((row) => row.metric[label]) })),
      { name: 'Value', type: FieldType.number, values: result.map((row) => Number(row.value[1])) },
    ],
  });
}

async function queryTarget(prometheus, target, range, step, variables) {
  const query = substitute(target.expr, range, step, variables);
  if (target.instant) {
    const result = await ask(prometheus, 'query', { query, time: range.to });
    return target.format === 'table'
      ? result.length ? [rowsFrame(target, result)] : []
      : result.map((series) => seriesFrame(target, series, range, step));
  }
  const from = Math.floor(range.from / step) * step;
  const to = Math.floor(range.to / step) * step;
  const result = await ask(prometheus, 'query_range', { query, start: from, end: to, step });
  return result.map((series) => seriesFrame(target, series, { from, to }, step));
}

/** Frames of all targets of a panel. */
export async function queryPanel(prometheus, panel, range, width, variables) {
  const step = stepOf(panel, range, width, variables);
  const answers = await Promise.all(
    panel.targets.map((target) => queryTarget(prometheus, target, range, step, variables)),
  );
  const several = panel.targets.length > 1;
  for (const frames of answers) {
    for (const frame of frames) {
      const value = frame.fields.find((field) => field.name === 'Value');
      if (several && panel.type === 'table') {
        value.name = `Value #${frame.refId}`;
      }
    }
  }
  return answers.flat();
}
