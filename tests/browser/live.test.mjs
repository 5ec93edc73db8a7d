// When the line is lost, and when the session is over.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { lineTo } from './line.mjs';
import { ask, card, markVisit, orderOf, postOrder, sameVisit, settled, today } from './steps.mjs';

const { story } = stories(import.meta.url);

/** What pages without a network cannot help. */
const NO_NETWORK =
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/;
function expectNoNetwork(page) {
  page.expectAnswer({ failure: NO_NETWORK });
  page.expectAnswer({ text: NO_NETWORK });
}

story('a page that was cut off says so, and catches up by itself', async ({ url, newPage, accessible }) => {
  const line = await lineTo(url);
  const context = { baseURL: line.url };
  const board = await newPage('dispatch', { context });
  const shop = await newPage('shop9', { context });
  await board.getByText('Live', { exact: true }).waitFor();
  await shop.getByRole('article').first().waitFor();
  for (const page of [board, shop]) {
    await markVisit(page);
    expectNoNetwork(page);
  }
  // No tile is under way.
  await settled(board);
  line.cut();
  await shop.getByText(/^No connection since \d\d:\d\d/).waitFor();
  await board.getByText('No connection', { exact: true }).waitFor();
  await accessible(shop);

  const third = await newPage('shop9', { viewport: 'phone' });
  await postOrder(third, 'K-MEANWHILE', 'Kaarina');
  assert.equal(await card(shop, 'K-MEANWHILE').count(), 0);
  line.mend();
  await card(shop, 'K-MEANWHILE').waitFor();
  await board.locator('[data-order]').filter({ hasText: 'K-MEANWHILE' }).waitFor();
  await shop.getByText(/^No connection since/).waitFor({ state: 'detached' });
  await sameVisit(board, shop);
  line.close();
});

story(
  'what a courier says without a connection is kept, and sent when asked again',
  async ({ newPage, accessible }) => {
    const board = await newPage('dispatch');
    const page = await newPage('djibril', { viewport: 'phone', locale: 'fr-FR' });
    await page.getByRole('button', { name: 'Je pars' }).waitFor();
    expectNoNetwork(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Je pars' }).click();
    await page.getByText('Pas encore enregistré').waitFor();
    await accessible(page);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Réessayer' }).last().click();
    await page.getByText('Pas encore enregistré').waitFor({ state: 'detached' });
    // The next stop is foreseen at once; its button comes with the server's answer.
    await page.getByRole('button', { name: /^(J’y suis|Commencer la pause)$/ }).waitFor();
    const { items } = await ask(board, 'GET', `/v1/rounds?day=${await today(board)}`);
    const round = items.find((one) => one.courier_id === 'djibril');
    assert.equal(round.stops[0].status, 'done');
  },
);

story('a session that is over leads to signing in, and back to the page', async ({ newPage, accessible }) => {
  const shop = await newPage('shop11');
  await shop.getByRole('article').first().waitFor();
  shop.expectAnswer({ status: 401 });
  await shop.context().clearCookies();
  await shop.getByRole('combobox', { name: 'Deliver to' }).fill('Annankatu 25');
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
