// One dashboard, drawn as Grafana would, against a Prometheus. Parameters of the page: dashboard,
// prometheus, from and to (seconds since 1970), mode (dark or light), and any variable.
import { ThemeContext, dateTime, getFieldDisplayName } from '@grafana/data';
import { BigValue, GlobalStyles, PanelChrome, TimeSeries } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { prepare, theme as themeOf } from './fields.js';
import { Heatmap, StateTimeline, Table } from './own.jsx';
import { queryPanel } from './query.js';

const CELL = 30;
const GAP = 8;
const parameters = new URLSearchParams(location.search);
const given = Object.fromEntries(parameters);
const range = { from: Number(given.from), to: Number(given.to) };
const variables = { kind: '.+', service: '.+', group: '.+', cohort: '.*', window: '1m', ...given };
const theme = themeOf(given.mode ?? 'dark');
const timeRange = {
  from: dateTime(range.from * 1000),
  to: dateTime(range.to * 1000),
  raw: { from: dateTime(range.from * 1000), to: dateTime(range.to * 1000) },
};

function Stats({ panel, frames, width, height }) {
  const each = width / frames.length;
  return (
    <div style={{ display: 'flex' }}>
      {frames.map((frame, i) => {
        const field = frame.fields.find((candidate) => candidate.type === 'number');
        const value = field.display(field.values.at(-1));
        const title = panel.options.textMode === 'value' ? undefined : getFieldDisplayName(field, frame, frames);
        return (
          <BigValue key={i} value={{ ...value, title }} width={each} height={height} theme={theme}
            colorMode={panel.options.colorMode} graphMode="none" textMode={panel.options.textMode} />
        );
      })}
    </div>
  );
}

function Content({ panel, frames, width, height }) {
  if (frames.length === 0 || frames.every((frame) => frame.length === 0)) {
    return <div className="nodata" data-panel={panel.title}>{panel.fieldConfig.defaults.noValue}</div>;
  }
  const shared = { panel, frames, width, height, range, theme };
  switch (panel.type) {
    case 'stat':
      return <Stats {...shared} />;
    case 'heatmap':
      return <Heatmap {...shared} />;
    case 'state-timeline':
      return <StateTimeline {...shared} />;
    case 'table':
      return <Table {...shared} />;
    default:
      return (
        <TimeSeries frames={frames} width={width} height={height} timeRange={timeRange} timeZone="utc"
          legend={panel.options.legend} options={panel.options} structureRev={1} />
      );
  }
}

function Panel({ panel, columns }) {
  const [frames, setFrames] = useState();
  const { x, y, w, h } = panel.gridPos;
  const width = w * columns - GAP;
  const height = h * (CELL + GAP) - GAP;
  useEffect(() => {
    queryPanel(given.prometheus, panel, range, width, variables)
      .then((answer) => prepare(panel, answer, theme))
      .then(setFrames)
      .catch((problem) => console.error(`${panel.title}: ${problem.stack}`));
  }, []);
  useEffect(() => {
    if (frames) {
      document.body.dataset.drawn = Number(document.body.dataset.drawn ?? 0) + 1;
    }
  }, [frames]);
  return (
    <div style={{ position: 'absolute', left: x * columns, top: y * (CELL + GAP) }}>
      <PanelChrome title={panel.title} description={panel.description} width={width} height={height} padding="sm">
        {(innerWidth, innerHeight) =>
          frames ? <Content panel={panel} frames={frames} width={innerWidth} height={innerHeight} /> : <div />
        }
      </PanelChrome>
    </div>
  );
}

function Row({ panel }) {
  return (
    <h4 style={{ position: 'absolute', top: panel.gridPos.y * (CELL + GAP), margin: 8 }}>{panel.title}</h4>
  );
}

function Dashboard({ dashboard }) {
  const columns = window.innerWidth / 24;
  const panels = dashboard.panels.filter((panel) => panel.type !== 'row');
  const bottom = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  useEffect(() => {
    document.body.dataset.height = bottom * (CELL + GAP);
    const timer = setInterval(() => {
      if (Number(document.body.dataset.drawn) === panels.length) {
        clearInterval(timer);
        setTimeout(() => (document.title = 'READY'), 500);
      }
    }, 50);
    return () => clearInterval(timer);
  }, []);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {dashboard.panels.map((panel) =>
        panel.type === 'row'
          ? <Row key={panel.id} panel={panel} />
          : <Panel key={panel.id} panel={panel} columns={columns} />,
      )}
    </ThemeContext.Provider>
  );
}

const answer = await fetch(`/grafana/${given.dashboard}.json`);
createRoot(document.getElementById('root')).render(<Dashboard dashboard={await answer.json()} />);
