/** The stops of an order: where it is fetched, then where it goes. */
import type { Order, Stop } from './types';

type Stops = Pick<Order, 'pickup' | 'more_pickups' | 'dropoffs'>;

export function pickupsOf(order: Pick<Stops, 'pickup' | 'more_pickups'>): Stop[] {
  return [order.pickup, ...order.more_pickups];
}

/** All of them, by their position. */
export function stopsOf(order: Stops): Stop[] {
  return [...pickupsOf(order), ...order.dropoffs];
}

export function isPickup(order: Pick<Stops, 'more_pickups'>, stop: Pick<Stop, 'position'>): boolean {
  return stop.position <= order.more_pickups.length;
}
