// The page of the rules: read by its looks, a mistake found by its line, a version decided and taken back.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';

const { story } = stories(import.meta.url);

const openRules = async (page, name) => {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByText('what comes with Musette').first().waitFor();
};

for (const [language, locale, name] of [
  ['en', 'en-GB', 'Rules'],
  ['fr', 'fr-FR', 'Règles'],
]) {
  for (const viewport of ['desktop', 'phone']) {
    story(`the rules on a ${viewport} in ${language}, light and dark`, async ({ newPage, accessible }) => {
      const page = await newPage('dispatch', { viewport, locale });
      await openRules(page, name);
      await page.locator('details').first().click();
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
        await accessible(page);
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `the page is ${over} px wider than the ${viewport}`);
    });
  }
}

story('a dispatcher finds a mistake, decides other rules and goes back', async ({ newPage, accessible }) => {
  const page = await newPage('dispatch');
  await openRules(page, 'Rules');
  const text = page.getByRole('textbox', { name: 'Rules' });
  const before = await text.inputValue();
  const decide = page.getByRole('button', { name: 'Put in force' });

  await text.fill(before.replace('pickup_s = 180', 'pickup_s = -1'));
  page.expectAnswer({ status: 422, path: /^\/v1\/rules\/check/ });
  await page.getByRole('button', { name: 'What would change?' }).click();
  await page.getByRole('button', { name: /^Line \d+$/ }).click();
  const selected = await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  assert.equal(selected, 'pickup_s = -1');
  await accessible(page);

  await text.fill(before.replace('pickup_s = 180', 'pickup_s = 240'));
  await page.getByRole('button', { name: 'What would change?' }).click();
  await page.getByText('One rule would change:').waitFor();
  await decide.click();
  await page.getByText('Say why.').waitFor();
  await page.getByRole('textbox', { name: 'Why' }).fill('Loading at the market takes longer');
  await decide.click();
  await page.getByText('Version 2 is kept.').waitFor();
  await page.getByText('by Dominique').first().waitFor();

  await page.getByRole('button', { name: 'Go back to it…' }).click();
  // Its text is fetched first.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some((input) => input.value === 'Back to version 1'),
  );
  assert.equal(await text.inputValue(), before);
  await decide.click();
  await page.getByText('Version 3 is kept.').waitFor();
  // The list is fetched anew after that.
  const versions = page.getByRole('listitem').filter({ hasText: 'Version ' });
  await versions.nth(2).waitFor();
  assert.equal(await versions.count(), 3);
});
