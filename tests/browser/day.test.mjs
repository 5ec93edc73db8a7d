// A day of the co-operative: what a shop, the dispatcher and a courier see of each other, live.
import assert from 'node:assert/strict';
import { stories } from './harness.mjs';
import {
  ask,
  card,
  inHours,
  markVisit,
  noSlip,
  onTop,
  openOnBoard,
  orderOf,
  postOrder,
  sameVisit,
  searchAddress,
  today,
} from './steps.mjs';

const { story } = stories(import.meta.url);

const phone = { viewport: 'phone', locale: 'en-GB' };
const french = { locale: 'fr-FR' };

/** Presses the button and waits until the day is planned. */
async function plan(board, press) {
  await press();
  await board.getByText(/^Planned in \d+\.\d s/).waitFor();
}
const planButton = (board) => board.getByRole('button', { name: /^Plan( anew)?$/ });
const byButton = (board) => () => planButton(board).click();
const byKey = (board) => () => board.keyboard.press('p');
const row = (board, reference) => board.locator('[data-order]').filter({ hasText: reference });

story('from a shop’s window to a door: three pages see it live', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop3', french);
  await board.getByText(/Everything is planned|\d address(es)? to check/).waitFor();
  await shop.getByRole('heading', { name: 'Nouvelle livraison' }).waitFor();
  await markVisit(board);
  await markVisit(shop);

  await searchAddress(shop, shop.getByRole('combobox', { name: 'Adresse de livraison' }), 'bulevardi 5');
  for (const text of ['Aino Testaaja', '+358 40 123 4567', 'Sonnez deux fois']) {
    await shop.keyboard.press('Tab');
    await shop.keyboard.type(text);
  }
  await shop.getByLabel('Livrer avant').fill('17:30');
  await shop.getByLabel('Votre référence').fill('K-2041');
  await shop.keyboard.press('Control+Enter');
  const posted = card(shop, 'K-2041');
  await posted.getByText('En attente de planification').waitFor();
  await posted.getByText('Nous cherchons un coursier.').waitFor();

  await board.getByText('1 order waits for a plan').waitFor();
  await row(board, 'K-2041').waitFor();
  await accessible(board);
  await plan(board, byButton(board));

  await posted.getByText('Planifiée').waitFor();
  const { courier_id, courier_name } = await orderOf(shop, 'K-2041');
  await posted.getByText(`${courier_name} passera vers`).waitFor();
  const detail = await openOnBoard(board, 'K-2041');
  await detail.getByText('Planned', { exact: true }).waitFor();
  await detail.getByRole('button', { name: `${courier_name}’s round` }).waitFor();

  const courier = await newPage(courier_id, phone);
  await courier.getByRole('article').waitFor();
  await markVisit(courier);
  await onTop(courier, 'Pick up', 'K-2041');
  await courier.getByRole('button', { name: 'I’m here' }).click();
  const picked = courier.getByRole('button', { name: /[Pp]icked up/ });
  await picked.waitFor();
  await accessible(courier);
  await noSlip(courier);
  await picked.click();
  await detail.getByText('Under way').waitFor();
  await posted.getByText(`${courier_name} est en route`).waitFor();
  await detail.getByText('Done', { exact: true }).waitFor();

  const top = await onTop(courier, 'Deliver', 'K-2041');
  await top.getByText('Aino Testaaja').waitFor();
  await top.getByText('Sonnez deux fois').waitFor();
  await top.getByRole('link', { name: /Call/ }).waitFor();
  await courier.getByRole('button', { name: 'I’m here' }).click();
  await detail.getByText('Courier is there').waitFor();
  await noSlip(courier);
  await courier.getByRole('button', { name: 'Handed over' }).click();
  await posted.getByText(/^Livrée à \d\d:\d\d par /).waitFor();
  await detail.getByText('Delivered').waitFor();
  await detail.getByText('Done at Aino Testaaja').waitFor();
  await sameVisit(board, shop, courier);
});

story(
  'an address with several places is asked about, answered, and planned',
  async ({ newPage, accessible }) => {
    const board = await newPage('dispatch');
    const shop = await newPage('shop5');
    await planButton(board).waitFor();
    await shop.getByRole('combobox', { name: 'Deliver to' }).fill('Bulevardi');
    await shop.getByLabel('Your reference').fill('K-ROAD');
    await shop.getByRole('button', { name: 'Send' }).click();
    await shop.getByText('Please tell us which place is meant').waitFor();
    await card(shop, 'K-ROAD').getByText('Address to check').waitFor();
    await card(shop, 'K-ROAD').getByText('Which “Bulevardi” is meant?').waitFor();
    const group = board.getByRole('button', { name: /^Address to check/ });
    await group.waitFor();
    await accessible(shop);

    await shop.getByRole('combobox', { name: 'Deliver to' }).fill('Rue de Nulle Part 12');
    await shop.getByLabel('Your reference').fill('K-NOWHERE');
    await shop.getByRole('button', { name: 'Send' }).click();
    const nowhere = card(shop, 'K-NOWHERE');
    await nowhere.getByText('“Rue de Nulle Part 12” is not on our map.').waitFor();

    // The shop knows which of the candidates; the dispatcher finds the other on the map.
    await card(shop, 'K-ROAD').getByRole('button', { name: 'Bulevardi, 00120 Helsinki' }).click();
    await card(shop, 'K-ROAD').getByText('Waiting for a plan').waitFor();
    const detail = await openOnBoard(board, 'K-NOWHERE');
    await detail.getByText('Address to check').waitFor();
    await detail.getByRole('button', { name: 'Choose on the map' }).click();
    const dialog = board.getByRole('dialog', { name: 'Where is it?' });
    await dialog.getByText('© OpenStreetMap').waitFor();
    await dialog.getByRole('button', { name: 'Use this place' }).click();
    await detail.getByText('Waiting for a plan').waitFor();
    await nowhere.getByText('Waiting for a plan').waitFor();

    await plan(board, byButton(board));
    for (const reference of ['K-ROAD', 'K-NOWHERE']) {
      const { status, dropoffs } = await orderOf(shop, reference);
      assert.ok(['planned', 'unassigned'].includes(status), `${reference}: ${status}`);
      assert.equal(dropoffs[0].place_state, 'found');
    }
  },
);

story('a shop cancels, until its goods are fetched', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop4');
  await postOrder(shop, 'K-GIVEN-UP', 'Otso');
  await postOrder(shop, 'K-FETCHED', 'Venla');
  await row(board, 'K-GIVEN-UP').waitFor();
  const given = card(shop, 'K-GIVEN-UP');
  await given.getByRole('button', { name: 'Cancel the delivery to Otso' }).click();
  const dialog = shop.getByRole('dialog');
  await accessible(shop);
  await dialog.getByRole('button', { name: 'Cancel the delivery' }).click();
  await given.getByText('Cancelled', { exact: true }).waitFor();
  await row(board, 'K-GIVEN-UP').waitFor({ state: 'detached' });
  const gone = await openOnBoard(board, 'K-GIVEN-UP');
  await gone.getByText('Cancelled').first().waitFor();
  // Out of the order, of what was searched, of the field.
  await board.keyboard.press('Escape');
  await board.locator('#board-search').press('Escape');
  await board.locator('#board-search').press('Escape');

  await plan(board, byKey(board));
  const fetched = card(shop, 'K-FETCHED');
  await fetched.getByText('Planned', { exact: true }).waitFor();
  const { id, round_id } = await orderOf(shop, 'K-FETCHED');
  // The question is open on the shop's page while the courier comes.
  await fetched.getByRole('button', { name: 'Cancel the delivery to Venla' }).click();
  const { stops } = await ask(board, 'GET', `/v1/rounds/${round_id}`);
  const pickup = stops.find((stop) => stop.order_id === id && stop.kind === 'pickup');
  await ask(board, 'POST', `/v1/rounds/${round_id}/stops/${pickup.number}/start`);
  await fetched.getByText('Under way').waitFor();
  shop.expectAnswer({ status: 409, path: /cancel$/ });
  await dialog.getByRole('button', { name: 'Cancel the delivery' }).click();
  await shop
    .getByText(/pickup/i)
    .last()
    .waitFor();
  assert.equal(await fetched.getByRole('button', { name: /Cancel/ }).count(), 0);
  assert.equal((await orderOf(shop, 'K-FETCHED')).status, 'under_way');
});

story('a door stays shut: shop and dispatcher read why', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop10', french);
  await postOrder(shop, 'K-SHUT', 'Ilmari');
  await ask(board, 'POST', `/v1/days/${await today(board)}/plan`);
  const { id, round_id, courier_id } = await orderOf(shop, 'K-SHUT');
  const courier = await newPage(courier_id, phone);
  const { stops } = await ask(courier, 'GET', `/v1/rounds/${round_id}`);
  const pickup = stops.find((stop) => stop.order_id === id && stop.kind === 'pickup');
  await ask(courier, 'POST', `/v1/rounds/${round_id}/stops/${pickup.number}/done`);

  await onTop(courier, 'Deliver', 'K-SHUT');
  await courier.getByRole('button', { name: 'Did not work' }).click();
  const dialog = courier.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Report it' }).click();
  await dialog.getByText('Choose what fits best.').waitFor();
  await accessible(courier);
  await dialog.getByLabel('Nobody opened').check();
  await dialog.getByLabel('Note').fill('Rang twice');
  await dialog.getByLabel('Bring it back').check();
  await dialog.getByRole('button', { name: 'Report it' }).click();

  await card(shop, 'K-SHUT').getByText('Retour au point de retrait').waitFor();
  await card(shop, 'K-SHUT')
    .getByText(/Personne n’a ouvert \(\d\d:\d\d\)/)
    .waitFor();
  await card(shop, 'K-SHUT').getByText('Rang twice').waitFor();
  const detail = await openOnBoard(board, 'K-SHUT');
  await detail.getByText('Nobody opened: Rang twice').waitFor();
  await accessible(board, { within: 'section.detail' });

  // The dispatcher would rather have it at the hub, and the courier hears of it.
  await detail.getByRole('button', { name: 'To the hub' }).click();
  await card(shop, 'K-SHUT').getByText('À la base').waitFor();
  await onTop(courier, 'To the hub', 'K-SHUT');
  const round = await ask(courier, 'GET', `/v1/rounds/${round_id}`);
  const back = round.stops.find((stop) => stop.order_id === id && stop.status === 'todo');
  assert.equal(back.follow_up.then, 'hub');
  await ask(courier, 'POST', `/v1/rounds/${round_id}/stops/${back.number}/done`);
  await card(shop, 'K-SHUT').getByText('Échec', { exact: true }).waitFor();
});

story(
  'the dispatcher takes an order by phone, looks at other days, marks a stop',
  async ({ newPage, accessible }) => {
    const board = await newPage('dispatch');
    await planButton(board).waitFor();
    await board.keyboard.press('n');
    const dialog = board.getByRole('dialog', { name: 'New order by phone' });
    await dialog.getByLabel('For which shop?').selectOption({ label: 'Another pickup address' });
    await searchAddress(board, dialog.getByRole('combobox', { name: 'Pickup address' }), 'Kluuvikatu 8');
    await dialog.getByLabel('Name there').fill('Elina');
    await searchAddress(board, dialog.getByRole('combobox', { name: 'Deliver to' }), 'Annankatu 25');
    await dialog.getByLabel('Deliver until').fill('17:00');
    await dialog.getByLabel('Your reference').fill('K-PHONE');
    await accessible(board, { within: 'dialog[open]' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await board.getByRole('button', { name: 'Show it' }).click();
    const detail = board.getByRole('region', { name: /K-PHONE/ });
    await detail.getByText('Elina').first().waitFor();
    await detail.getByText('Annankatu 25').first().waitFor();
    await board.keyboard.press('Escape');
    await detail.waitFor({ state: 'hidden' });

    // The day after, and back.
    const shown = board.getByLabel('Choose a day');
    const day = await shown.inputValue();
    await board.keyboard.press(']');
    await board.waitForURL(/\?day=/);
    assert.ok((await shown.inputValue()) > day);
    await board.getByRole('button', { name: 'Today' }).click();
    await row(board, 'K-PHONE').waitFor();
    assert.equal(await shown.inputValue(), day);

    // A courier says on the phone that a stop is done.
    const chloe = board.getByRole('button', { name: /^Chloé, \d+ of \d+ stops over/ });
    const before = await chloe.getAttribute('aria-label');
    await chloe.click();
    const round = board.getByRole('region', { name: 'Chloé’s round' });
    await accessible(board, { within: 'section.detail' });
    await round.getByRole('button', { name: 'Done', exact: true }).first().click();
    await board.getByText(/: Done\.$/).waitFor();
    await board.waitForFunction(
      ([was]) => ![...document.querySelectorAll('button')].some((one) => one.ariaLabel === was),
      [before],
    );
  },
);

story('two kitchens of one delivery: each says when it is ready', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop6');
  await shop.getByRole('heading', { name: 'New delivery' }).waitFor();
  const bags = (bags) => ({ mass_g: 2_000 * bags, volume_ml: 10_000 * bags, bags });
  const end_at = await inHours(shop, 6);
  const { id, pickup } = await postOrder(shop, 'K-TWO', 'Helmi', {
    more_pickups: [{ name: 'Bakery next door', address: 'Annankatu 25', load: bags(1) }],
    dropoffs: [{ name: 'Helmi', address: 'Bulevardi 5', load: bags(2), window: { end_at } }],
  });
  await ask(board, 'POST', `/v1/days/${await today(board)}/plan`);
  const posted = card(shop, 'K-TWO');
  await posted.getByText('Also fetched at: Bakery next door').waitFor();
  const bar = (where) =>
    posted.locator('details', { hasText: `${where}: ready at another time, or more bags?` });
  const [first, second] = [bar(pickup.name || pickup.address), bar('Bakery next door')];
  await first.waitFor();
  await second.locator('summary').click();
  await accessible(shop);

  // The bakery has a bag more, and is ready in two hours.
  await second.getByRole('button', { name: 'One bag more' }).click();
  await shop.getByText('Noted: one bag more.').waitFor();
  const order = await ask(shop, 'GET', `/v1/orders/${id}`);
  assert.equal(order.dropoffs[0].load.bags, 3);
  assert.equal(order.more_pickups[0].load.bags, 2);
  const later = await inHours(shop, 2);
  const { coop } = await ask(shop, 'GET', '/v1/session');
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: coop.zone, timeStyle: 'short' });
  await second.getByLabel('Ready at').fill(time.format(new Date(later)));
  await second.getByRole('button', { name: 'Say so' }).click();
  await shop.getByText(`Noted: ready at ${time.format(new Date(later))}.`).waitFor();
  const told = await orderOf(shop, 'K-TWO');
  assert.equal(time.format(new Date(told.more_pickups[0].window.start_at)), time.format(new Date(later)));
  assert.equal(told.pickup.window.start_at, pickup.window.start_at);

  // Where it was fetched, nothing is left to be said.
  const { stops } = await ask(board, 'GET', `/v1/rounds/${told.round_id}`);
  const fetched = stops.find((stop) => stop.order_id === id && stop.position === 0);
  await ask(board, 'POST', `/v1/rounds/${told.round_id}/stops/${fetched.number}/done`);
  await first.waitFor({ state: 'detached' });
  await second.waitFor();
});

story('an order that nobody can take says why, in both languages', async ({ newPage, accessible }) => {
  const board = await newPage('dispatch');
  const shop = await newPage('shop8', french);
  await shop.getByRole('heading', { name: 'Nouvelle livraison' }).waitFor();
  await postOrder(shop, 'K-ANVIL', 'Seppo Ilmarinen', {
    dropoffs: [
      { name: 'Seppo', address: 'Bulevardi 5', load: { mass_g: 900_000 }, heaviest_piece_g: 20_000 },
    ],
  });
  await row(board, 'K-ANVIL').waitFor();
  await plan(board, byButton(board));
  const french_reason = /900,0 kg, dépasse ce que peut prendre le plus grand véhicule adapté/;
  await card(shop, 'K-ANVIL').getByText(french_reason).waitFor();
  const detail = await openOnBoard(board, 'K-ANVIL');
  await detail.getByText('Why it has no courier').waitFor();
  await detail.getByText(/900.0 kg is more than any suitable vehicle takes/).waitFor();
  await board.getByRole('button', { name: /^Account/ }).click();
  await board.getByRole('button', { name: 'Français' }).click();
  await detail.getByText(french_reason).waitFor();
  await accessible(board, { within: 'section.detail' });
});
