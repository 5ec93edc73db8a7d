// Every page in every look: readable by all, silent, and on its own; the maps; the pictures.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { ask, orderOf, today } from './steps.mjs';

const { story } = stories(import.meta.url);

/** Each page by who sees it, the sizes it is made for, and when it is there. */
const PAGES = [
  {
    login: 'dispatch',
    viewports: ['desktop', 'tablet'],
    ready: (page) => page.locator('[data-order]').first().waitFor(),
  },
  {
    login: 'shop4',
    viewports: ['desktop', 'phone'],
    ready: (page) => page.getByRole('combobox').first().waitFor(),
  },
  {
    login: 'amelie',
    viewports: ['phone', 'tablet'],
    ready: (page) => page.getByRole('article').first().waitFor(),
  },
];

for (const { login, viewports, ready } of PAGES) {
  for (const viewport of viewports) {
    for (const [language, locale] of Object.entries({ en: 'en-GB', fr: 'fr-FR' })) {
      story(`${login}’s page on a ${viewport} in ${language}, light and dark`, async (tools) => {
        const page = await tools.newPage(login, { viewport, locale });
        await ready(page);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
          await tools.accessible(page);
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `the page is ${over} px wider than the ${viewport}`);
      });
    }
  }
}

story('a shop signs in and posts with nothing but a keyboard', async ({ newPage }) => {
  const page = await newPage(null, { locale: 'fr-FR' });
  await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  const { keyboard } = page;
  /** Goes on with the Tab key until what is in focus has this name; it may be in focus already. */
  async function tabTo(name) {
    for (let step = 0; step < 40; step += 1) {
      if (step > 0) await keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        const label = one?.labels?.[0]?.textContent;
        return (one?.ariaLabel || label || one?.textContent || '').trim();
      });
      if (name.test(at)) return;
    }
    assert.fail(`the Tab key does not come to ${name}`);
  }
  await tabTo(/^Identifiant/);
  await keyboard.type('shop7');
  await tabTo(/^Mot de passe/);
  await keyboard.type('musette');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nouvelle livraison' }).waitFor();
  await tabTo(/^Adresse de livraison/);
  await keyboard.type('kluuvikatu 8');
  await page.locator('[role="option"]:visible').first().waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(/^Nom/);
  await keyboard.type('Tove');
  await tabTo(/^Un sac de plus/);
  await keyboard.press('Enter');
  await tabTo(/^Votre référence/);
  await keyboard.type('K-KEYS');
  await tabTo(/^Envoyer/);
  await keyboard.press('Enter');
  const card = page.getByRole('article').filter({ hasText: 'K-KEYS' });
  await card.waitFor();
  await card.getByText('Tove').waitFor();
  const { dropoffs } = await orderOf(page, 'K-KEYS');
  assert.equal(dropoffs[0].load.bags, 2);
  assert.equal(dropoffs[0].place_state, 'found');
});

story('language and theme stay as chosen', async ({ newPage }) => {
  const page = await newPage('shop6');
  const theme = () => page.locator('html').getAttribute('data-theme');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('heading', { name: 'Nouvelle livraison' }).waitFor();
  assert.equal(await theme(), 'dark');
  await page.reload();
  await page.getByRole('heading', { name: 'Nouvelle livraison' }).waitFor();
  assert.equal(await theme(), 'dark');
  await page.getByRole('button', { name: /^Compte/ }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  assert.equal(await theme(), 'dark');
});

for (const [login, home, others] of [
  ['shop1', '/shop', ['/board', '/round']],
  ['amelie', '/round', ['/board', '/shop']],
  ['dispatch', '/board', ['/round']],
]) {
  story(`${login} is led back from pages of others`, async ({ newPage, accessible }) => {
    const page = await newPage(login, { viewport: login === 'amelie' ? 'phone' : 'desktop' });
    await page.waitForURL((url) => url.pathname === home);
    for (const other of others) {
      await page.goto(other);
      await page.getByText('This page is for other colleagues').waitFor();
      if (other === others[0]) await accessible(page);
      await page.getByRole('button', { name: 'Go to the start' }).click();
      await page.waitForURL((url) => url.pathname === home);
    }
  });
}

story('another shop’s order does not exist', async ({ newPage }) => {
  const shop = await newPage('shop1');
  const other = await newPage('shop2');
  const [order] = (await ask(other, 'GET', `/v1/orders?day=${await today(other)}&limit=1`)).items;
  shop.expectAnswer({ status: 404, path: /^\/v1\/orders\// });
  shop.expectAnswer({ status: 403, path: /^\/v1\/days\// });
  await assert.rejects(ask(shop, 'GET', `/v1/orders/${order.id}`), /: 404/);
  await assert.rejects(ask(shop, 'POST', `/v1/orders/${order.id}/cancel`), /: 404/);
  await assert.rejects(ask(shop, 'POST', `/v1/days/${await today(shop)}/plan`), /: 403/);
});

story(
  'maps are drawn of our own tiles, with our own letters, and say whose they are',
  async ({ newPage }) => {
    const page = await newPage(null);
    const asked = [];
    page.on('response', (response) => asked.push([new URL(response.url()).pathname, response.status()]));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.locator('input[autocomplete="username"]').fill('dispatch');
    await page.locator('input[autocomplete="current-password"]').fill('musette');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Zoom in' }).waitFor();
    const tiles = () => asked.filter(([path]) => path.startsWith('/tiles/'));
    assert.ok(tiles().length > 0, 'no tile was asked for');
    assert.deepEqual(
      tiles().filter(([, status]) => ![200, 204, 304].includes(status)),
      [],
    );
    assert.ok(tiles().some(([, status]) => status === 200));
    assert.deepEqual(
      asked.filter(([path]) => /glyph|font|\.pbf|sprite/.test(path)),
      [],
    );
    const attribution = page.getByRole('link', { name: '© OpenStreetMap contributors' });
    assert.ok(await attribution.first().isVisible());
    assert.equal(await attribution.first().getAttribute('href'), 'https://www.openstreetmap.org/copyright');
  },
);

story('the API’s own page asks nobody else', async ({ newPage }) => {
  const page = await newPage(null);
  await page.goto('/docs/');
  await page.getByText('/v1/orders', { exact: false }).first().waitFor();
});
