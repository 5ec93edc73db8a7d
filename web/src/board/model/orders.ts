/** Which orders the panel shows, and in which order. */
import { pickupsOf, stopsOf } from '../../api/stops';
import type { AfterFailure, Order, OrderStatus, Stop } from '../../api/types';

/** What needs somebody first, then what runs by itself, then what is over. */
export const STATUSES: readonly OrderStatus[] = [
  'unassigned',
  'review',
  'open',
  'failed',
  'under_way',
  'planned',
  'delivered',
  'cancelled',
];
const OVER: readonly OrderStatus[] = ['delivered', 'failed', 'cancelled'];

export interface OrderGroup {
  status: OrderStatus;
  orders: Order[];
}

/** For comparing: without case, accents and doubled spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/\s+/g, ' ')
    .trim();
}

function wordsOf(order: Order): string {
  const stops = stopsOf(order);
  const digits = stops.map((stop) => stop.phone.replace(/\D/g, ''));
  return fold(
    [
      order.reference,
      order.id,
      order.shop_name ?? '',
      order.courier_name ?? '',
      ...stops.flatMap((stop) => [stop.name, stop.address]),
      ...digits,
    ].join(' '),
  );
}

/** Does every word searched for begin, or lie in, something that the order says? */
export function matches(order: Order, search: string): boolean {
  const wanted = fold(search).split(' ').filter(Boolean);
  if (wanted.length === 0) return true;
  const words = wordsOf(order);
  return wanted.every((word) => words.includes(word));
}

/** When the last of it is due: what failed is due where its load goes now. */
export function dueAt(order: Order): number {
  const due = order.dropoffs.filter((stop) => stop.status !== 'failed');
  const stops = due.length > 0 ? due : order.dropoffs;
  return Math.max(...stops.map((stop) => Date.parse(stop.window.end_at)));
}

/** Where a load may go that is on board, since it could not be handed over, and goes elsewhere by now. */
export function waysFor(stop: Stop): AfterFailure[] {
  if (!stop.follow_up || stop.status !== 'todo') return [];
  const { then } = stop.follow_up;
  return (['return', 'hub', 'again'] as const).filter((way) => way !== then);
}

/** When something happens with it next. */
function nextAt(order: Order): number {
  const stops = stopsOf(order).filter((stop) => !stop.ended_at && stop.planned_at);
  const times = stops.map((stop) => Date.parse(stop.planned_at ?? ''));
  return times.length ? Math.min(...times) : dueAt(order);
}

function endedAt(order: Order): number {
  const times = stopsOf(order).map((stop) => Date.parse(stop.ended_at ?? ''));
  const known = times.filter(Number.isFinite);
  return known.length ? Math.max(...known) : Date.parse(order.created_at);
}

function compare(status: OrderStatus): (a: Order, b: Order) => number {
  const by = (key: (order: Order) => number) => (a: Order, b: Order) =>
    key(a) - key(b) || a.id.localeCompare(b.id);
  if (OVER.includes(status)) return by((order) => -endedAt(order));
  return by(status === 'planned' || status === 'under_way' ? nextAt : dueAt);
}

/** The orders that match, in groups by state: an empty choice of states means all. */
export function groupsOf(
  orders: readonly Order[],
  search: string,
  chosen: ReadonlySet<OrderStatus>,
): OrderGroup[] {
  const shown = orders.filter((order) => matches(order, search));
  return STATUSES.filter((status) => chosen.size === 0 || chosen.has(status))
    .map((status) => ({
      status,
      orders: shown.filter((order) => order.status === status).sort(compare(status)),
    }))
    .filter((group) => group.orders.length > 0);
}

/** May it still be called off? Not once a pickup of it is started. */
export function canCancel(order: Order): boolean {
  const waits = ['review', 'open', 'unassigned', 'planned'].includes(order.status);
  return waits && pickupsOf(order).every((stop) => stop.status === 'todo');
}

/** May its places still be moved? Only before it is planned. */
export function canMove(order: Order): boolean {
  return ['review', 'open', 'unassigned'].includes(order.status);
}

/** What it is called: the shop's word for it, else where it goes. */
export function titleOf(order: Order): string {
  const first = order.dropoffs[0];
  return order.reference || first?.name || first?.address || order.id;
}

export interface Moment {
  at: string;
  what: 'posted' | 'started' | 'done' | 'failed';
  /** The stop it is about; null if about the order. */
  position: number | null;
}

/** What has happened with it, the first thing first. */
export function historyOf(order: Order): Moment[] {
  const moments: Moment[] = [{ at: order.created_at, what: 'posted', position: null }];
  for (const stop of stopsOf(order)) {
    const position = stop.position;
    if (stop.started_at) moments.push({ at: stop.started_at, what: 'started', position });
    if (stop.ended_at && (stop.status === 'done' || stop.status === 'failed'))
      moments.push({ at: stop.ended_at, what: stop.status, position });
  }
  return moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
