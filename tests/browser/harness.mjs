// What a story needs. A file of stories has one demo and one browser:
//
//   const { story } = stories(import.meta.url);
//   story('a shop posts an order', async ({ newPage, accessible, picture }) => {
//     const page = await newPage('shop1', { viewport: 'phone', locale: 'fr-FR' });
//     ...
//     await accessible(page);
//     await picture(page, 'shop-order');
//   });
//
// A story fails, too, on all that complaints.mjs lists.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { watch } from './complaints.mjs';
import { startDemo } from './demo.mjs';
import { AxeBuilder, chromium } from './packages.mjs';

const PASSWORD = 'musette';
const STORY_MS = 120_000;
// A debug build, drawing without a graphics card, on a busy machine.
const STEP_MS = 20_000;
const VIEWPORTS = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 834, height: 1112 },
  phone: { width: 390, height: 844 },
};
const ARGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  // Nothing leaves this machine, whatever the page or the browser itself wants.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Look
 * @property {keyof typeof VIEWPORTS} [viewport] desktop unless told
 * @property {boolean} [dark]
 * @property {string} [locale] en-GB unless told
 * @property {import('playwright-core').BrowserContextOptions} [context] anything else of Playwright's
 */

/** @param {string} file import.meta.url of the file of stories */
export function stories(file) {
  const name = basename(fileURLToPath(file), '.test.mjs');
  /** @type {import('./demo.mjs').Demo} */
  let demo;
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(
    async () => {
      demo = await startDemo(name);
      browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
    },
    { timeout: STORY_MS * 2 },
  );
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /**
   * @param {string} promise
   * @param {(tools: ReturnType<typeof tools>) => Promise<void>} tell
   */
  function story(promise, tell) {
    test(promise, { timeout: STORY_MS }, async () => {
      const { contexts, watched, ...given } = tools(demo, browser);
      try {
        await tell(given);
        assert.deepEqual(
          watched.flatMap((w) => w.complaints),
          [],
        );
      } catch (error) {
        await failurePictures(contexts, promise);
        const said = watched.flatMap((w) => w.complaints);
        if (said.length && error instanceof Error) error.message += `\nthe pages: ${said.join('\n')}`;
        throw error;
      } finally {
        for (const context of contexts) await context.close();
      }
    });
  }
  return { story };
}

/** @param {import('./demo.mjs').Demo} demo @param {import('playwright-core').Browser} browser */
function tools(demo, browser) {
  /** @type {import('playwright-core').BrowserContext[]} */
  const contexts = [];
  /** @type {ReturnType<typeof watch>[]} */
  const watched = [];

  /** A page of a browser of its own, signed in as `user` through the page; null: signed out, at /.
   * @param {string | null} user @param {Look} [look] */
  async function newPage(user, look = {}) {
    const baseURL = look.context?.baseURL ?? demo.url;
    const context = await browser.newContext({
      baseURL,
      viewport: VIEWPORTS[look.viewport ?? 'desktop'],
      hasTouch: look.viewport === 'phone',
      isMobile: look.viewport === 'phone',
      colorScheme: look.dark ? 'dark' : 'light',
      locale: look.locale ?? 'en-GB',
      reducedMotion: 'reduce',
      // Far from the demo's town: the pages must speak the co-operative's time, not the browser's.
      timezoneId: 'Asia/Tokyo',
      ...look.context,
    });
    context.setDefaultTimeout(STEP_MS);
    contexts.push(context);
    const watching = watch(context, new URL(baseURL).origin, user ?? 'nobody');
    watched.push(watching);
    const page = await context.newPage();
    await page.goto('/');
    if (user !== null) await signIn(page, user);
    return Object.assign(page, { expectAnswer: watching.expect });
  }
  return { url: demo.url, newPage, signIn, accessible, picture, contexts, watched };
}

/** Signs in as a person does, whatever the language. @param {Page} page @param {string} user */
export async function signIn(page, user, password = PASSWORD) {
  await page.locator('input[autocomplete="username"]').fill(user);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
  await page.locator('input[autocomplete="current-password"]').waitFor({ state: 'detached' });
}

/**
 * Axe finds nothing of at least moderate impact.
 * @param {Page} page
 * @param {{ except?: string[], within?: string }} [options] rules left out; the part of the page that
 *   is new, if the rest was looked at before
 */
export async function accessible(page, { except = [], within } = {}) {
  // What passes need not be described: that takes most of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).disableRules(except);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  const said = violations
    .filter((v) => v.impact !== 'minor')
    .map((v) => `${v.impact} ${v.id}: ${v.help}\n  ${v.nodes.map((n) => n.target.join(' ')).join('\n  ')}`);
  assert.deepEqual(said, [], `axe, at ${page.url()}`);
}

/**
 * Keeps what the page shows as build/browser/NAME.png; SCREENSHOTS=1 renews docs/screenshots/NAME.png.
 * @param {Page} page @param {string} name
 */
export async function picture(page, name) {
  const folder = process.env.SCREENSHOTS === '1' ? 'docs/screenshots' : 'build/browser';
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => null));
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' });
}

async function failurePictures(contexts, promise) {
  const stem = promise.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  for (const [i, page] of contexts.flatMap((c) => c.pages()).entries()) {
    await page.screenshot({ path: join('build/browser', `failed-${stem}-${i}.png`) }).catch(() => {});
  }
}
