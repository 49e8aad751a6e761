// Validates dashboards against JSON schemas derived from Grafana's own types (no package ships one for
// the classic form). Usage: node check.mjs FILE...; exit 1 and a line for each error otherwise.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const HERE = dirname(fileURLToPath(import.meta.url));

// Read by Grafana and absent in its types; each with the place that it is allowed at.
const ALLOWED = [
  // The older runner of annotations, and how its events are named.
  /^\/annotations\/list\/\d+ (expr|step|titleFormat|textFormat|tagKeys|useValueForTime)$/,
  // The newer runner passes its target to the data source as it is.
  /^\/annotations\/list\/\d+\/target .*$/,
  // What the variable editor writes.
  /^\/templating\/list\/\d+ definition$/,
];

const generator = createGenerator({
  path: join(HERE, 'types.ts'),
  tsconfig: join(HERE, 'tsconfig.json'),
  additionalProperties: false,
  skipTypeCheck: true,
  topRef: true,
});
const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true, logger: false });
const validators = new Map();

function validator(type) {
  if (!validators.has(type)) {
    validators.set(type, ajv.compile(generator.createSchema(`Ours_${type}`)));
  }
  return validators.get(type);
}

function errors(type, value) {
  const validate = validator(type);
  if (validate(value)) {
    return [];
  }
  return validate.errors
    .map((error) => {
      const extra = error.params.additionalProperty ?? error.params.missingProperty;
      return { at: `${error.instancePath} ${extra ?? ''}`.trimEnd(), message: error.message };
    })
    .filter((error) => !ALLOWED.some((allowed) => allowed.test(error.at)));
}

function panelErrors(panel) {
  if (panel.type === 'row') {
    return errors('Row', panel);
  }
  const { options, fieldConfig, ...rest } = panel;
  const { custom, ...defaults } = fieldConfig.defaults;
  const type = panel.type.replace('-', '_');
  return [
    ...errors('Panel', { ...rest, fieldConfig: { ...fieldConfig, defaults } }),
    ...errors(`Options_${type}`, options),
    ...errors(`Custom_${type}`, custom),
  ];
}

let count = 0;
for (const file of process.argv.slice(2)) {
  const { panels, ...dashboard } = JSON.parse(readFileSync(file, 'utf8'));
  const found = [
    ...errors('Dashboard', dashboard).map((error) => ({ ...error, where: 'dashboard' })),
    ...panels.flatMap((panel) =>
      panelErrors(panel).map((error) => ({ ...error, where: `panel ${panel.id} ${panel.title}` })),
    ),
  ];
  for (const error of found) {
    console.error(`${file}: ${error.where}: ${error.at}: ${error.message}`);
  }
  count += found.length;
  console.log(`${file}: ${panels.length} panels, ${found.length} errors`);
}
process.exit(count === 0 ? 0 : 1);
