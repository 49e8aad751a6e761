// What Grafana draws by plugins of its core, drawn here by a few lines each: enough to see whether the
// data is right and the panel readable.
import { getDisplayProcessor, getFieldDisplayName } from '@grafana/data';
import { useEffect, useRef } from 'react';
import { interpolateViridis } from 'd3-scale-chromatic';

const LEFT = 44;
const BOTTOM = 20;

function Canvas({ width, height, draw }) {
  const canvas = useRef(null);
  useEffect(() => {
    const context = canvas.current.getContext('2d');
    context.clearRect(0, 0, width, height);
    draw(context);
  });
  return <canvas ref={canvas} width={width} height={height} />;
}

function timeAxis(context, range, left, width, height, colour) {
  context.fillStyle = colour;
  context.font = '11px sans-serif';
  const count = Math.max(2, Math.floor(width / 110));
  for (let i = 0; i < count; i++) {
    const time = range.from + ((range.to - range.from) * (i + 0.5)) / count;
    const text = new Date(time * 1000).toISOString().slice(11, range.to - range.from < 1200 ? 19 : 16);
    context.fillText(text, left + ((width - left) * (i + 0.5)) / count - 16, height - 5);
  }
}

/** Cumulative buckets by le, as Grafana takes them apart. */
export function Heatmap({ frames, range, width, height, theme }) {
  const buckets = frames
    .map((frame) => {
      const value = frame.fields.find((field) => field.name === 'Value');
      return { le: Number(value.labels.le.replace('+Inf', 'Infinity')), label: value.labels.le, times: frame.fields[0].values, values: value.values };
    })
    .sort((a, b) => a.le - b.le);
  const draw = (context) => {
    const times = buckets[0].times;
    const cell = (width - LEFT) / times.length;
    const row = (height - BOTTOM) / buckets.length;
    const counts = buckets.map((bucket, i) =>
      bucket.values.map((value, t) => Math.max(0, (value ?? 0) - (i ? (buckets[i - 1].values[t] ?? 0) : 0))),
    );
    const largest = Math.max(...counts.flat(), 1);
    counts.forEach((line, i) =>
      line.forEach((count, t) => {
        if (count > 0) {
          context.fillStyle = interpolateViridis(Math.sqrt(count / largest));
          context.fillRect(LEFT + t * cell, height - BOTTOM - (i + 1) * row, Math.max(1, cell - 1), Math.max(1, row - 1));
        }
      }),
    );
    context.fillStyle = theme.colors.text.secondary;
    context.font = '11px sans-serif';
    const every = Math.ceil(buckets.length / 8);
    buckets.forEach((bucket, i) => i % every === 0 && context.fillText(`${bucket.label} s`, 2, height - BOTTOM - i * row));
    timeAxis(context, range, LEFT, width, height, theme.colors.text.secondary);
  };
  return <Canvas width={width} height={height} draw={draw} />;
}

/** A row for each series, a bar for each stretch of one state. */
export function StateTimeline({ frames, range, width, height, theme }) {
  const left = 210;
  const row = Math.min(26, (height - BOTTOM) / frames.length);
  const draw = (context) => {
    frames.forEach((frame, i) => {
      const [time, value] = frame.fields;
      const cell = (width - left) / value.values.length;
      value.values.forEach((state, t) => {
        if (state != null) {
          context.fillStyle = value.display(state).color;
          context.fillRect(left + t * cell, i * row + 1, cell + 0.5, row - 2);
        }
      });
      context.fillStyle = theme.colors.text.primary;
      context.font = `${Math.min(12, row)}px sans-serif`;
      context.fillText(getFieldDisplayName(value, frame, frames), 2, i * row + row * 0.75, left - 6);
      void time;
    });
    timeAxis(context, range, left, width, height, theme.colors.text.secondary);
  };
  return <Canvas width={width} height={height} draw={draw} />;
}

export function Table({ frames, theme, height }) {
  const [frame] = frames;
  const rows = Array.from({ length: frame.length }, (_, i) => i);
  const show = (field, i) => {
    const value = field.values[i];
    if (value == null || value === '') {
      return '';
    }
    const { text, suffix = '' } = (field.display ?? getDisplayProcessor({ field, theme }))(value);
    return `${text}${suffix}`;
  };
  return (
    <div style={{ height, overflow: 'hidden' }}>
      <table style={{ width: '100%', fontSize: 12 }}>
        <thead>
          <tr>{frame.fields.map((field) => <th key={field.name}>{getFieldDisplayName(field, frame, frames)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((i) => (
            <tr key={i}>{frame.fields.map((field) => <td key={field.name}>{show(field, i)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
