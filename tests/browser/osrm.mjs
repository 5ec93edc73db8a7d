// `musette osrm` on the map that comes with Musette, and a page of another origin beside it.
import { execFile, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const START_MS = 120_000;
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const folder = (name) => dirname(require.resolve(`${name}/package.json`));

/** Starts the server; resolves to its address and how to stop it. */
export async function startOsrm() {
  const program = process.env.MUSETTE;
  if (!program) throw new Error('MUSETTE must name the program to try: run  make browser');
  const data = await mkdtemp(join(tmpdir(), 'musette-osrm-'));
  const map = join(data, 'helsinki.musette');
  await promisify(execFile)(program, ['import', 'data/helsinki.osm.pbf', '--output', map]);
  const child = spawn(program, ['osrm', '--map', map, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('musette osrm said no address')), START_MS);
    ended.then((how) => reject(new Error(`musette osrm ended at its start (${how})`)));
    lines.on('line', (line) => {
      const found = line.match(/http:\/\/[^\s/]+/);
      if (found) resolve(found[0]);
      clearTimeout(late);
    });
  });
  return {
    url,
    async stop() {
      child.kill('SIGINT');
      const how = await ended;
      process.off('exit', kill);
      await rm(data, { recursive: true, force: true });
      if (how !== 0) throw new Error(`Ctrl-C must end musette osrm cleanly; it ended with ${how}`);
    },
  };
}

/** A page with a map and a routing control that asks `osrm`, as others write them. */
function page(osrm) {
  return `<!doctype html><meta charset="utf-8"><title>Ways</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/leaflet.css"><link rel="stylesheet" href="/routing.css">
<style>#map { height: 600px }</style><div id="map"></div>
<script src="/leaflet.js"></script><script src="/routing.js"></script>
<script>
  const map = L.map('map', { zoomAnimation: false }).setView([60.168, 24.945], 15);
  window.control = L.Routing.control({
    waypoints: [L.latLng(60.1675, 24.9427), L.latLng(60.1699, 24.9522)],
    router: L.Routing.osrmv1({ serviceUrl: '${osrm}/route/v1', profile: 'bicycle' }),
    routeWhileDragging: false,
  });
  control.on('routesfound', (found) => (window.found = found.routes));
  control.on('routingerror', (failed) => (window.failed = failed.error));
  control.addTo(map);
</script>`;
}

/** Serves that page, which is of another origin than the server it asks. */
export async function startPage(osrm) {
  const files = {
    '/leaflet.css': ['text/css', join(folder('leaflet'), 'dist/leaflet.css')],
    '/leaflet.js': ['text/javascript', join(folder('leaflet'), 'dist/leaflet.js')],
    '/routing.css': ['text/css', join(folder('leaflet-routing-machine'), 'dist/leaflet-routing-machine.css')],
    '/routing.js': [
      'text/javascript',
      join(folder('leaflet-routing-machine'), 'dist/leaflet-routing-machine.js'),
    ],
  };
  const server = createServer((request, response) => {
    const file = files[request.url];
    if (file) {
      response.writeHead(200, { 'content-type': file[0] });
      createReadStream(file[1]).pipe(response);
    } else if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(page(osrm));
    } else {
      // Marker and sprite images: the control works without them.
      response.writeHead(204);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((resolve) => server.close(() => resolve(null))),
  };
}
