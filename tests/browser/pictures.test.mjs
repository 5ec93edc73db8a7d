// The pictures of docs/screenshots: SCREENSHOTS=1 make browser FILES=tests/browser/pictures.test.mjs
import { stories } from './harness.mjs';
import { ask, inHours, orderOf, settled, today } from './steps.mjs';

const { story } = stories(import.meta.url);

const zoomIn = (page) => page.getByRole('button', { name: /^(Zoom in|Agrandir)$/ });

story('signing in', async ({ newPage, picture }) => {
  const page = await newPage(null, { locale: 'fr-FR', context: { viewport: { width: 1280, height: 800 } } });
  await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  await picture(page, 'sign-in');
});

story('a shop’s day', async ({ newPage, picture }) => {
  const board = await newPage('dispatch');
  const page = await newPage('shop3', { locale: 'fr-FR' });
  const end_at = await inHours(page, 3);
  const post = (reference, dropoff) =>
    ask(page, 'POST', '/v1/orders', { reference, dropoffs: [{ window: { end_at }, ...dropoff }] });
  await post('2039', {
    name: 'Hélène M.',
    phone: '06 39 98 01 20',
    address: 'Kluuvikatu 8',
    notes: '2e étage',
  });
  await ask(board, 'POST', `/v1/days/${await today(board)}/plan`);
  await post('2041', { name: 'Aïcha T.', phone: '06 39 98 01 12', address: 'Bulevardi' });
  await page.getByRole('article').filter({ hasText: '2041' }).waitFor();
  // Somebody has just begun to type the next one.
  await page.getByRole('combobox', { name: 'Adresse de livraison' }).fill('Annankatu 1');
  await page.locator('[role="option"]:visible').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await settled(page);
  await picture(page, 'shop');
});

story('the dispatcher’s board', async ({ newPage, picture }) => {
  const page = await newPage('dispatch', { context: { viewport: { width: 1600, height: 1000 } } });
  await zoomIn(page).waitFor();
  await page.getByRole('button', { name: /^Djibril, \d+ of/ }).click();
  await page.getByRole('region', { name: 'Djibril’s round' }).waitFor();
  await zoomIn(page).click();
  await page.mouse.move(0, 0);
  await settled(page);
  await picture(page, 'board');
});

story('the board by night, an order picked out', async ({ newPage, picture }) => {
  const page = await newPage('dispatch', {
    dark: true,
    locale: 'fr-FR',
    context: { viewport: { width: 1600, height: 1000 } },
  });
  await zoomIn(page).waitFor();
  const { reference } = await orderOf(page, '009');
  await page.locator('#board-search').fill(reference);
  await page.locator('[data-order]').filter({ hasText: reference }).first().click();
  await zoomIn(page).click();
  await page.mouse.move(0, 0);
  await settled(page);
  await picture(page, 'board-dark');
});

story('a courier’s round', async ({ newPage, picture }) => {
  const page = await newPage('chloe', { viewport: 'phone', locale: 'fr-FR' });
  await page.getByRole('article').waitFor();
  await settled(page);
  await picture(page, 'round');
});

story('a courier’s map', async ({ newPage, picture }) => {
  const page = await newPage('amelie', { viewport: 'phone' });
  const map = page.getByRole('button', { name: 'Map', exact: true });
  await map.waitFor();
  // At a quarter to eleven she may have a break; the map is of the way to a door.
  const endBreak = page.getByRole('button', { name: 'End the break' });
  if (await endBreak.isVisible()) await endBreak.click();
  await map.click();
  await zoomIn(page).waitFor();
  await settled(page);
  await picture(page, 'round-map');
});
