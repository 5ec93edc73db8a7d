// When the line is lost, and when the session is over.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { ask, card, markVisit, orderOf, postOrder, sameVisit, today } from './steps.mjs';

const { story } = stories(import.meta.url);

/** What a page without a network cannot help. */
function expectNoNetwork(page) {
  page.expectAnswer({ failure: /^net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)$/ });
  page.expectAnswer({ text: /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/ });
}

/** The network goes, and with it the stream that is open. */
async function cutOff(page) {
  expectNoNetwork(page);
  await page.context().setOffline(true);
}

story('a page that was cut off says so, and catches up by itself', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop9');
  await board.getByText('Live', { exact: true }).waitFor();
  await card(shop, '011').or(shop.getByRole('article')).first().waitFor();
  await markVisit(board);
  await markVisit(shop);
  await cutOff(shop);
  await cutOff(board);
  await shop.getByText(/^No connection since \d\d:\d\d/).waitFor();
  await accessible(shop);
  await board.getByText('No connection', { exact: true }).waitFor();

  const third = await newPage('shop9', { viewport: 'phone' });
  await postOrder(third, 'K-MEANWHILE', 'Kaarina');
  assert.equal(await card(shop, 'K-MEANWHILE').count(), 0);
  await shop.context().setOffline(false);
  await board.context().setOffline(false);
  await card(shop, 'K-MEANWHILE').waitFor();
  await board.locator('[data-order]').filter({ hasText: 'K-MEANWHILE' }).waitFor();
  await shop.getByText(/^No connection since/).waitFor({ state: 'detached' });
  await sameVisit(board, shop);
});

story('what a courier says without a connection is kept, and sent when asked again', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const page = await newPage('djibril', { viewport: 'phone', locale: 'fr-FR' });
  await page.getByRole('button', { name: 'Je pars' }).waitFor();
  await cutOff(page);
  await page.getByRole('button', { name: 'Je pars' }).click();
  await page.getByText('Pas encore enregistré').waitFor();
  await accessible(page);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Réessayer' }).last().click();
  await page.getByText('Pas encore enregistré').waitFor({ state: 'detached' });
  await page.getByText('Retrait', { exact: true }).first().waitFor();
  const { items } = await ask(board, 'GET', `/v1/rounds?day=${await today(board)}`);
  const round = items.find((one) => one.courier_id === 'djibril');
  assert.equal(round.stops[0].status, 'done');
});

story('a session that is over leads to signing in, and back to the page', async ({ newPage, accessible }) => {
  const shop = await newPage('shop11');
  await shop.getByRole('article').first().waitFor();
  shop.expectAnswer({ status: 401 });
  await shop.context().clearCookies();
  await shop.getByRole('combobox', { name: 'Deliver to' }).fill('Annankatu 25');
  await shop.getByRole('button', { name: 'Send' }).click();
  await shop.getByText('You were signed out. Sign in again to go on.').waitFor();
  await accessible(shop);
  await shop.locator('input[autocomplete="username"]').fill('shop11');
  await shop.locator('input[autocomplete="current-password"]').fill('musette');
  await shop.keyboard.press('Enter');
  await shop.getByRole('heading', { name: 'New delivery' }).waitFor();
  await postOrder(shop, 'K-AFTER', 'Lyyli');
  await card(shop, 'K-AFTER').waitFor();
  assert.equal((await orderOf(shop, 'K-AFTER')).status, 'open');
});
