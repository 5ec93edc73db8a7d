/** How an order gets on, as a shop wants to read it. */
import { pickupsOf, stopsOf } from '../api/stops';
import type { Order, OrderStatus, Stop } from '../api/types';
import { common } from '../i18n/common';
import { capital } from '../i18n/capital';
import { language } from '../i18n/language.svelte';
import { shop } from '../i18n/shop';
import { clockTime } from '../time/format';

export type Filter = 'all' | 'attention' | 'active' | 'done' | 'ended';
export const FILTERS: readonly Filter[] = ['all', 'attention', 'active', 'done', 'ended'];

const STATUSES: Record<Exclude<Filter, 'all'>, readonly OrderStatus[]> = {
  attention: ['review'],
  active: ['open', 'unassigned', 'planned', 'under_way'],
  done: ['delivered'],
  ended: ['failed'],
};

export function passes(order: Order, filter: Filter): boolean {
  return filter === 'all' || STATUSES[filter].includes(order.status);
}

/** What needs the shop first, then what goes on, then what is over. */
const RANKS: readonly (readonly OrderStatus[])[] = [
  ['review'],
  ['failed'],
  ['unassigned'],
  ['open', 'planned', 'under_way'],
  ['delivered', 'cancelled'],
];

/** When something happens with it next: as planned, else as soon as it may be fetched. */
function nextAt(order: Order): number {
  const next = [...byTime(pickupsOf(order)), ...byTime(order.dropoffs)].find((stop) => !stop.ended_at);
  return Date.parse(next?.planned_at ?? order.pickup.window.start_at);
}

/** In the order in which the shop looks for them. */
export function byNeed(orders: readonly Order[]): Order[] {
  const rank = (order: Order) => RANKS.findIndex((statuses) => statuses.includes(order.status));
  return [...orders].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    const goesOn = rank(a) === 3 ? nextAt(a) - nextAt(b) : 0;
    return goesOn || Date.parse(b.created_at) - Date.parse(a.created_at);
  });
}

/** Recipients as they are ridden to; those without a time behind. */
export function byTime(stops: readonly Stop[]): Stop[] {
  const time = (stop: Stop) => (stop.planned_at ? Date.parse(stop.planned_at) : Number.MAX_SAFE_INTEGER);
  return [...stops].sort((a, b) => time(a) - time(b) || a.position - b.position);
}

/** May it still be cancelled? The server has the last word. */
export function cancellable(order: Order): boolean {
  return ['review', 'open', 'unassigned', 'planned'].includes(order.status);
}

/** Will a pickup be ready only after the round that has it comes for it? */
export function opensAfterPlan({ status, planned_at, window }: Stop): boolean {
  return status === 'todo' && !!planned_at && Date.parse(planned_at) < Date.parse(window.start_at);
}

/** Where nobody was yet to fetch it, while it goes on. */
export function pickupsLeft(order: Order): Stop[] {
  const goesOn = cancellable(order) || order.status === 'under_way';
  return goesOn ? pickupsOf(order).filter((stop) => stop.status === 'todo') : [];
}

/** Stops whose place someone must say. */
export function unplaced(order: Order): Stop[] {
  return stopsOf(order).filter((stop) => stop.place_state !== 'found');
}

/** Where it is fetched besides; empty for most. */
export function otherPickups(order: Order): string {
  return order.more_pickups.map((stop) => stop.name || stop.address).join(', ');
}

/** To whom: names if known, else addresses. */
export function recipients(order: Order): string {
  const asked = order.dropoffs.filter((stop) => !stop.follow_up);
  return asked.map((stop) => stop.name || stop.address).join(', ');
}

/** One sentence on the whole order; empty where the stops say it all. */
export function headline(order: Order, zone: string): string {
  const t = shop.t.order;
  const courier = order.courier_name ?? t.someone;
  switch (order.status) {
    case 'open':
      return t.open;
    case 'unassigned':
      return capital(order.no_place?.reason[language.current] || t.unassignedHint);
    case 'planned':
      return order.pickup.planned_at
        ? t.planned(courier, clockTime(order.pickup.planned_at, zone))
        : t.plannedNoTime(courier);
    case 'under_way':
      return pickupsOf(order).some((stop) => stop.status === 'started')
        ? t.atPickup(courier)
        : t.underWay(courier);
    case 'delivered':
      return delivered(order, zone);
    case 'failed': {
      const failure = pickupsOf(order).find((stop) => stop.failure)?.failure;
      return failure ? common.t.labelled(t.pickupFailed, common.t.failure[failure.reason]) : '';
    }
    default:
      return '';
  }
}

function delivered(order: Order, zone: string): string {
  const last = order.dropoffs
    .map((stop) => stop.ended_at ?? '')
    .sort()
    .at(-1);
  if (!last) return '';
  const time = clockTime(last, zone);
  return order.courier_name
    ? shop.t.order.deliveredBy(time, order.courier_name)
    : shop.t.order.delivered(time);
}

/** When one dropoff is, was or is promised. */
export function stopTime(order: Order, stop: Stop, zone: string): string {
  const t = shop.t.order;
  if (stop.status === 'cancelled' || order.status === 'cancelled') return '';
  if (stop.status === 'failed' && stop.failure) {
    return t.failedAt(
      common.t.failure[stop.failure.reason],
      clockTime(stop.ended_at ?? stop.window.end_at, zone),
    );
  }
  if (stop.ended_at) return t.at(clockTime(stop.ended_at, zone));
  if (stop.planned_at) return t.about(clockTime(stop.planned_at, zone));
  return common.t.time.until(clockTime(stop.window.end_at, zone));
}
