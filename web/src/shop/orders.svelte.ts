/** A shop's orders of one day, kept up to date by events. */
import { api, ask } from '../api/client';
import { Problem } from '../api/problem';
import type { LonLat, Order, OrderDraft, ReadyDraft } from '../api/types';
import type { Change } from '../live/live.svelte';
import type { EventKind } from '../live/kinds';

/** Events after which an order may look different. */
export const ORDER_EVENTS: readonly EventKind[] = [
  'order.posted',
  'order.placed',
  'order.ready',
  'order.cancelled',
  'order.planned',
  'order.unassigned',
  'order.withdrawn',
  'plan.published',
  'round.published',
  'round.withdrawn',
  'round.changed',
  'stop.started',
  'stop.done',
  'stop.failed',
];

const PAGE = 50;
const MOST_PAGES = 10;
/** With more changed orders than this the whole list is one request cheaper. */
const FEW = 4;

export class DayOrders {
  items = $state.raw<Order[]>([]);
  phase = $state<'loading' | 'ready' | 'failed'>('loading');
  /** Of the last look at the server, if it failed. */
  problem = $state<Problem | null>(null);
  #day = '';
  #look = 0;

  /** Loads a day; the one shown stays until the answer is there. */
  async load(day: string): Promise<void> {
    if (day !== this.#day) {
      this.#day = day;
      this.items = [];
      this.phase = 'loading';
    }
    const look = (this.#look += 1);
    try {
      const found: Order[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { day, limit: PAGE, ...(cursor ? { cursor } : {}) };
        const answer = await ask(api.GET('/v1/orders', { params: { query } }));
        found.push(...answer.items);
        cursor = answer.next_cursor ?? undefined;
        if (!cursor) break;
      }
      if (look !== this.#look) return;
      this.items = found;
      this.phase = 'ready';
      this.problem = null;
    } catch (thrown) {
      if (look !== this.#look) return;
      this.problem = Problem.from(thrown);
      if (this.phase === 'loading') this.phase = 'failed';
    }
  }

  async retry(): Promise<void> {
    if (this.phase === 'failed') this.phase = 'loading';
    await this.load(this.#day);
  }

  /** Fetches again what the events name. */
  async follow(change: Change): Promise<void> {
    const named = change.events.map((event) => event.subject.order);
    const ids = named.filter((id, at) => named.indexOf(id) === at);
    if (change.all || ids.includes(undefined) || ids.length > FEW || this.phase !== 'ready') {
      await this.load(this.#day);
      return;
    }
    try {
      for (const id of ids) {
        if (id) this.#put(await ask(api.GET('/v1/orders/{id}', { params: { path: { id } } })));
      }
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.from(thrown);
    }
  }

  async post(draft: OrderDraft): Promise<Order> {
    return this.#put(await ask(api.POST('/v1/orders', { body: draft })));
  }

  async cancel(id: string): Promise<Order> {
    return this.#put(await ask(api.POST('/v1/orders/{id}/cancel', { params: { path: { id } } })));
  }

  /** Ready now, or at another time, or with so much more. */
  async ready(id: string, draft: ReadyDraft): Promise<Order> {
    return this.#put(await ask(api.POST('/v1/orders/{id}/ready', { params: { path: { id } }, body: draft })));
  }

  async place(id: string, position: number, lonLat: LonLat, label?: string): Promise<Order> {
    const path = { id, position };
    const body = { lon_lat: lonLat, ...(label ? { label } : {}) };
    return this.#put(
      await ask(api.PUT('/v1/orders/{id}/stops/{position}/place', { params: { path }, body })),
    );
  }

  #put(order: Order): Order {
    const others = this.items.filter((item) => item.id !== order.id);
    if (order.day === this.#day) {
      this.items = [...others, order].sort((a, b) => b.created_at.localeCompare(a.created_at));
    } else if (others.length !== this.items.length) {
      this.items = others;
    }
    return order;
  }
}
