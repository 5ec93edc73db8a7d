import assert from 'node:assert/strict';
import { stories } from './harness.mjs';

const { story } = stories(import.meta.url);

const WORDS = {
  'en-GB': { title: 'Sign in', refused: 'Login or password is wrong.' },
  'fr-FR': { title: 'Connexion', refused: 'L’identifiant ou le mot de passe est incorrect.' },
};

for (const [locale, words] of Object.entries(WORDS)) {
  for (const dark of [false, true]) {
    const look = dark ? 'dark' : 'light';
    story(`the first page is there for all (${locale}, ${look})`, async (tools) => {
      const page = await tools.newPage(null, { locale, dark, viewport: dark ? 'phone' : 'desktop' });
      await page.getByRole('heading', { name: words.title }).waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2));
      await tools.accessible(page);
      await tools.picture(page, `sign-in-${locale.slice(0, 2)}-${look}`);
    });
  }

  story(`a wrong password is told and lets nobody in (${locale})`, async ({ newPage, accessible }) => {
    const page = await newPage(null, { locale });
    page.expectAnswer({ status: 401, path: /^\/v1\/session$/ });
    await page.locator('input[autocomplete="username"]').fill('dispatch');
    await page.locator('input[autocomplete="current-password"]').fill('wrong');
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('alert').innerText(), words.refused);
    await page.locator('input[autocomplete="current-password"]').waitFor();
    await accessible(page);
  });
}

for (const [login, path] of [
  ['dispatch', '/board'],
  ['shop1', '/shop'],
  ['amelie', '/round'],
]) {
  story(`${login} signs in and comes to ${path}`, async ({ newPage, accessible }) => {
    const page = await newPage(login);
    await page.waitForURL((url) => url.pathname === path);
    await page.getByRole('heading').first().waitFor();
    await accessible(page);
  });
}
