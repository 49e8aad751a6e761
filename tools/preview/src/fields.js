// Grafana's field configuration, applied by its own library. The registry of properties is part of
// Grafana's core, so the few that our dashboards use are listed here.
import { FieldConfigOptionsRegistry, applyFieldOverrides, createTheme, standardTransformers, standardTransformersRegistry, transformDataFrame } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

const STANDARD = ['unit', 'min', 'max', 'decimals', 'displayName', 'noValue', 'thresholds', 'mappings', 'color', 'links'];
const CUSTOM = [
  'drawStyle', 'lineInterpolation', 'lineWidth', 'fillOpacity', 'showPoints', 'pointSize', 'spanNulls', 'lineStyle',
  'axisPlacement', 'axisLabel', 'axisSoftMin', 'thresholdsStyle',
];

function property(path, isCustom) {
  return {
    id: isCustom ? `custom.${path}` : path,
    path,
    isCustom,
    name: path,
    process: (value) => value,
    shouldApply: () => true,
    editor: () => null,
    override: () => null,
  };
}

const registry = new FieldConfigOptionsRegistry(() => [
  ...STANDARD.map((path) => property(path, false)),
  ...CUSTOM.map((path) => property(path, true)),
]);

standardTransformersRegistry.setInit(() =>
  [...new Set(Object.values(standardTransformers))].map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    transformation: async () => transformation,
    editor: () => null,
  })),
);

export const theme = (mode) => createTheme({ colors: { mode } });

/** The lowest step is null in JSON, because it has no minus infinity. */
function withLowestStep(fieldConfig) {
  const copy = structuredClone(fieldConfig);
  for (const step of copy.defaults.thresholds.steps) {
    step.value ??= -Infinity;
  }
  return copy;
}

export async function prepare(panel, frames, grafanaTheme) {
  const transformed = await lastValueFrom(transformDataFrame(panel.transformations ?? [], frames));
  return applyFieldOverrides({
    data: transformed,
    fieldConfig: withLowestStep(panel.fieldConfig),
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme: grafanaTheme,
    timeZone: 'utc',
  });
}

