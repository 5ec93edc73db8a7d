/** What is said of a delivery before it is ordered, and what becomes of the place that is held for it. */
import { api, ask } from '../api/client';
import type { Order, OrderDraft, Quote, QuoteLater } from '../api/types';

/** So long a place is held for whoever is still asking. */
export const HOLD_MIN = 10;

export async function quote(draft: OrderDraft): Promise<Quote> {
  return ask(api.POST('/v1/quotes', { params: { query: { hold_min: HOLD_MIN } }, body: draft }));
}

export async function confirm(id: string): Promise<Order> {
  return ask(api.POST('/v1/quotes/{id}/confirm', { params: { path: { id } } }));
}

/** Lets a place go. Nobody waits for it: if it does not work out, its time ends by itself. */
export function release(id: string): void {
  void ask(api.DELETE('/v1/quotes/{id}', { params: { path: { id } } })).catch(() => undefined);
}

/** The later times at which it could be taken, the first few. */
export function possibleLater(quote: Quote, most = 3): QuoteLater[] {
  return quote.later.filter((time) => time.possible).slice(0, most);
}

/** Is the place still held? */
export function isHeld(quote: Quote, nowMs: number): boolean {
  return !!quote.hold && nowMs < Date.parse(quote.hold.expires_at);
}
