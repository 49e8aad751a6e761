// Builds the page, serves it, and has headless Chromium draw each dashboard: once for what it says (is
// everything drawn, which panels are empty, was there an error) and once for the picture.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, 'dist');
const DASHBOARDS = join(HERE, '../../dashboards/grafana');
const RANGES = { executive: 30 * 86400, oncall: 3600, debug: 900, pipeline: 3600 };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const DRAWING_SECONDS = 60;
const HELP = `usage: tools/preview/run [options] PROMETHEUS

  PROMETHEUS                  such as http://localhost:9090
  --dashboard NAME            executive, oncall, debug or pipeline; may be repeated (default: all)
  --end SECONDS               end of the time range, seconds since 1970 (default: now)
  --range SECONDS             length of the time range (default: as each dashboard opens)
  --width PIXELS              (default: 1600)
  --light                     the light theme
  --var NAME=VALUE            value of a variable, may be repeated
  --may-be-empty TITLE        a panel that needs no data, may be repeated
  --out FOLDER                where pictures go (default: tools/preview/dist)
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dashboard: { type: 'string', multiple: true, default: Object.keys(RANGES) },
    end: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    range: { type: 'string' },
    width: { type: 'string', default: '1600' },
    light: { type: 'boolean', default: false },
    var: { type: 'string', multiple: true, default: [] },
    'may-be-empty': { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: DIST },
    help: { type: 'boolean', default: false },
  },
});
if (options.help || positionals.length !== 1) {
  (options.help ? process.stdout : process.stderr).write(HELP);
  process.exit(options.help ? 0 : 2);
}

async function bundle() {
  mkdirSync(DIST, { recursive: true });
  await build({
    entryPoints: [join(HERE, 'src/main.jsx')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    outdir: DIST,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.woff2': 'empty', '.ttf': 'empty' },
    splitting: true,
    minify: true,
    logLevel: 'error',
  });
}

/** Files of the page and of the dashboards; nothing else. */
function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = path.startsWith('/grafana/')
      ? join(DASHBOARDS, path.slice('/grafana'.length))
      : path === '/' ? join(HERE, 'index.html') : join(DIST, path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function chromium(profile, ...more) {
  const child = spawn('chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars',
    '--enable-logging=stderr', `--user-data-dir=${profile}`, ...more,
  ]);
  return new Promise((resolve, reject) => {
    let out = '';
    let errors = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', reject);
    child.on('close', () => resolve({ out, console: errors.split('\n').filter((line) => /CONSOLE/.test(line)) }));
    setTimeout(() => child.kill(), DRAWING_SECONDS * 2000).unref();
  });
}

async function draw(name, port, profile) {
  const to = Number(options.end);
  const parameters = new URLSearchParams({
    dashboard: name,
    prometheus: positionals[0],
    from: to - Number(options.range ?? RANGES[name]),
    to,
    mode: options.light ? 'light' : 'dark',
  });
  options.var.forEach((variable) => parameters.set(...variable.split(/=(.*)/s)));
  const page = `http://127.0.0.1:${port}/?${parameters}`;
  const budget = `--virtual-time-budget=${DRAWING_SECONDS * 1000}`;
  const said = await chromium(profile, budget, `--window-size=${options.width},2000`, '--dump-dom', page);
  const height = Number(/data-height="(\d+)"/.exec(said.out)?.[1] ?? 2000);
  const picture = join(options.out, `${name}${options.light ? '-light' : ''}.png`);
  await chromium(profile, budget, `--window-size=${options.width},${height + 20}`, `--screenshot=${picture}`, page);
  const empty = [...said.out.matchAll(/class="nodata" data-panel="([^"]*)"/g)].map((match) => match[1].replaceAll('&amp;', '&'));
  return { ready: said.out.includes('<title>READY</title>'), empty, errors: said.console, picture };
}

await bundle();
mkdirSync(options.out, { recursive: true });
const server = await serve();
const profile = mkdtempSync(join(tmpdir(), 'dephasing-preview-'));
let failures = 0;
for (const name of options.dashboard) {
  const { ready, empty, errors, picture } = await draw(name, server.address().port, profile);
  const unexpected = empty.filter((title) => !options['may-be-empty'].includes(title));
  console.log(`${name}: ${ready ? 'drawn' : 'NOT DRAWN'}, empty: ${empty.join('; ') || 'none'} -> ${picture}`);
  errors.forEach((line) => console.log(`  ${line}`));
  failures += !ready + unexpected.length + errors.length;
}
server.close();
rmSync(profile, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);
