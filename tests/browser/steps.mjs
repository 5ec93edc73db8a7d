// Steps that several stories take.
import assert from 'node:assert/strict';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** Marks the page as it is now loaded: `sameVisit` fails once it has been loaded anew. @param {Page} page */
export async function markVisit(page) {
  await page.evaluate(() => void (globalThis.sameVisit = true));
}

/** Whatever the page shows it has learnt by itself. @param {...Page} pages */
export async function sameVisit(...pages) {
  for (const page of pages)
    assert.ok(await page.evaluate(() => globalThis.sameVisit === true), `${page.url()} was loaded anew`);
}

/** Asks the API as whoever is signed in on the page. @param {Page} page @param {string} method @param {string} path @param {unknown} [body] */
export async function ask(page, method, path, body) {
  const answer = await page.evaluate(
    async ([method, path, body]) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const text = body === undefined ? undefined : JSON.stringify(body);
      const response = await fetch(path, { method, headers, body: text });
      return { status: response.status, json: await response.json().catch(() => null) };
    },
    [method, path, body],
  );
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
  return answer.json;
}

/** The day that it is for the co-operative. @param {Page} page */
export async function today(page) {
  const { now_at, coop } = await ask(page, 'GET', '/v1/session');
  return new Intl.DateTimeFormat('sv-SE', { timeZone: coop.zone, dateStyle: 'short' }).format(
    new Date(now_at),
  );
}

/** The co-operative's clock and `hours` more, as an instant. @param {Page} page @param {number} hours */
export async function inHours(page, hours) {
  const { now_at } = await ask(page, 'GET', '/v1/session');
  return new Date(Date.parse(now_at) + hours * 3_600_000).toISOString();
}

/** An order by this reference, of those that whoever is signed in may see. @param {Page} page @param {string} reference */
export async function orderOf(page, reference) {
  const { items } = await ask(page, 'GET', `/v1/orders?day=${await today(page)}&limit=200`);
  const found = items.find((order) => order.reference === reference);
  assert.ok(found, `no order ${reference}`);
  return found;
}

/**
 * Posts an order to a place that is found, with hours enough for any courier.
 * @param {Page} page @param {string} reference @param {string} name @param {object} [change] of the draft
 */
export async function postOrder(page, reference, name, change = {}) {
  const end_at = await inHours(page, 6);
  return ask(page, 'POST', '/v1/orders', {
    reference,
    dropoffs: [{ name, address: 'Bulevardi 5', window: { end_at } }],
    ...change,
  });
}

/** Types an address and takes the first suggestion, all by keyboard. @param {Page} page @param {Locator} field @param {string} text */
export async function searchAddress(page, field, text) {
  await field.focus();
  await page.keyboard.type(text);
  const suggestions = page.locator('[role="option"]:visible');
  await suggestions
    .filter({ hasText: new RegExp(text, 'i') })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await suggestions.first().waitFor({ state: 'hidden' });
}

/** The card of an order on the shop's page. @param {Page} page @param {string} reference */
export const card = (page, reference) => page.getByRole('article').filter({ hasText: reference });

/** The order among those of the board, once found by its reference. @param {Page} page @param {string} reference */
export async function openOnBoard(page, reference) {
  await page.locator('#board-search').fill(reference);
  await page.locator('[data-order]').filter({ hasText: reference }).click();
  return page.getByRole('region', { name: new RegExp(reference) });
}

/** On a courier's page: puts the visit of an order on top, if it is not. @param {Page} page @param {string} kind @param {string} reference */
export async function onTop(page, kind, reference) {
  const top = page.getByRole('article').filter({ hasText: kind }).filter({ hasText: reference });
  if (await top.isVisible()) return top;
  const row = page.getByRole('listitem').filter({ has: page.locator('summary', { hasText: kind }) });
  const wanted = row.filter({ hasText: reference }).last();
  await wanted.locator('summary').first().click();
  await wanted.getByRole('button').last().click();
  await top.waitFor();
  return top;
}

/** A courier's second press at once is taken for a slip of the thumb: waits until it would be meant. @param {Page} page */
export const noSlip = (page) => page.waitForTimeout(1000);

/** Waits until nothing moves any more, maps least of all. @param {import('playwright-core').Page} page */
export async function settled(page) {
  let before = Buffer.of();
  for (let look = 0; look < 20; look += 1) {
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (now.equals(before)) return;
    before = now;
    await page.waitForTimeout(300);
  }
}
