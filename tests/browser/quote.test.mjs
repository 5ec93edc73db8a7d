// Asking when a delivery could come, before it is ordered.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import { ask, card, searchAddress } from './steps.mjs';

const { story } = stories(import.meta.url);

story(
  'a shop asks when it could come, lets go, asks again and orders it',
  async ({ newPage, accessible }) => {
    const shop = await newPage('shop2');
    await shop.getByRole('heading', { name: 'New delivery' }).waitFor();
    await searchAddress(shop, shop.getByRole('combobox', { name: 'Deliver to' }), 'bulevardi 5');
    await shop.getByRole('radio', { name: 'Ready at…' }).check();
    await shop.getByRole('combobox', { name: 'Day' }).selectOption('tomorrow');
    await shop.getByRole('textbox', { name: 'Ready at' }).fill('12:00');
    await shop.getByLabel('Deliver until').fill('14:00');
    await shop.getByLabel('Your reference').fill('K-ASKED');
    const look = shop.getByRole('button', { name: 'When could it come?' });
    const answer = shop.getByRole('region', { name: 'When it could come' });

    await look.click();
    await answer.getByText(/Picked up at about \d\d:\d\d, delivered at about \d\d:\d\d/).waitFor();
    await answer.getByText(/kept for you until \d\d:\d\d/).waitFor();
    await accessible(shop);
    await answer.getByRole('button', { name: 'Never mind' }).click();
    await answer.waitFor({ state: 'hidden' });

    // Whoever changes the form asks for something else.
    await look.click();
    await answer.waitFor();
    await shop.getByLabel('Deliver until').fill('15:00');
    await answer.waitFor({ state: 'hidden' });

    await look.click();
    await answer.getByRole('button', { name: 'Order it' }).click();
    await shop.getByText(/^Sent, for /).waitFor();
    const { items } = await ask(shop, 'GET', '/v1/orders?limit=200');
    const orders = items.filter((order) => order.reference === 'K-ASKED');
    assert.equal(orders.length, 1);
    assert.equal(await card(shop, 'K-ASKED').count(), 0, 'it is not of today');
  },
);
