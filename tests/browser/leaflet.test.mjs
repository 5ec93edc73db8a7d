// leaflet-routing-machine, as it is, on a page of another origin, asks our OSRM-compatible API.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startOsrm, startPage } from './osrm.mjs';
import { chromium } from './packages.mjs';

const ARGS = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
let osrm, site, browser;

before(
  async () => {
    osrm = await startOsrm();
    site = await startPage(osrm.url);
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
  },
  { timeout: 240_000 },
);
after(async () => {
  await browser?.close();
  await site?.stop();
  await osrm?.stop();
});

test('leaflet-routing-machine shows our instructions', { timeout: 120_000 }, async () => {
  const page = await browser.newPage();
  const asked = [];
  page.on('request', (request) => request.url().startsWith(osrm.url) && asked.push(request.url()));
  await page.goto(site.url);
  const rows = page.locator('.leaflet-routing-alt tbody tr');
  await rows.first().waitFor();
  const words = (await rows.allInnerTexts()).map((row) => row.trim());
  assert.ok(words.length >= 3, words.join('\n'));
  assert.match(words[0], /^Head (north|south|east|west)/);
  assert.match(words.at(-1), /arrived at your destination/i);
  assert.ok(
    words.some((row) => /katu|tie|aukio|tori|esplanadi/i.test(row)),
    `a street of Helsinki in ${words.join('\n')}`,
  );
  assert.match(await page.locator('.leaflet-routing-alt h3').first().innerText(), /\d+ m|km/);
  assert.ok((await page.locator('path.leaflet-interactive').count()) > 0, 'the line is drawn');
  const [route] = await page.evaluate(() =>
    window.found.map((it) => ({ metres: it.summary.totalDistance, corners: it.coordinates.length })),
  );
  assert.ok(route.metres > 300 && route.metres < 3000 && route.corners > 4, JSON.stringify(route));

  // A place is dragged: the other one comes with its hint.
  await page.evaluate(() => {
    window.found = null;
    window.control.spliceWaypoints(1, 1, window.L.latLng(60.1712, 24.9414));
  });
  await page.waitForFunction(() => window.found !== null);
  assert.match(asked.at(-1), /hints=[A-Za-z0-9_-]{36};/);
  assert.equal(await page.evaluate(() => window.failed), undefined);
  await page.close();
});
