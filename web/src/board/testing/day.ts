/** Small days for tests. Times are by UTC on 17 March 2026. */
import type { Order, OrderStatus, Round, RoundStop, Shift, Stop, StopStatus } from '../../api/types';

const DAY = '2026-03-17';
const LOAD = { mass_g: 1000, volume_ml: 5000, bags: 1 };

export function iso(time: string): string {
  return `${DAY}T${time}:00Z`;
}

export function at(time: string): number {
  return Date.parse(iso(time));
}

export function shift(id: string, courier: string, from: string, to: string): Shift {
  const window = { start_at: iso(from), end_at: iso(to) };
  return { id, day: DAY, courier_id: courier, vehicle_id: 'cargo', hub_id: 'garage', window, break: null };
}

export function stop(
  kind: RoundStop['kind'],
  arrival: string,
  start: string,
  end: string,
  number = 0,
  more: Partial<RoundStop> = {},
): RoundStop {
  return {
    number,
    kind,
    order_id: kind === 'pickup' || kind === 'dropoff' ? 'o1' : null,
    order_reference: '',
    name: '',
    phone: '',
    address: '',
    notes: '',
    lon_lat: [24.94, 60.17],
    arrival_at: iso(arrival),
    start_at: iso(start),
    end_at: iso(end),
    leg_m: 0,
    leg_s: 0,
    load: LOAD,
    handed: LOAD,
    window: null,
    status: 'todo',
    started_at: null,
    ended_at: null,
    failure: null,
    ...more,
  };
}

export function round(id: string, stops: RoundStop[], more: Partial<Round> = {}): Round {
  return {
    id,
    day: DAY,
    shift_id: 's1',
    courier_id: 'amelie',
    courier_name: 'Amélie',
    crew_id: null,
    crew_name: null,
    vehicle_id: 'cargo',
    vehicle_name: 'Cargo bike',
    hub_id: 'garage',
    hub_name: 'Garage',
    distance_m: 0,
    ascent_m: null,
    travel_s: 0,
    waiting_s: 0,
    peak_load: LOAD,
    window: { start_at: iso('09:00'), end_at: iso('14:00') },
    stops,
    ...more,
  };
}

export function place(position: number, more: Partial<Stop> = {}): Stop {
  return {
    position,
    name: '',
    phone: '',
    address: '',
    notes: '',
    place_state: 'found',
    lon_lat: [24.94, 60.17],
    candidates: [],
    window: { start_at: iso('10:00'), end_at: iso('12:00') },
    windows: [],
    service_s: 120,
    floors: 0,
    load: LOAD,
    status: 'todo' as StopStatus,
    planned_at: null,
    started_at: null,
    ended_at: null,
    failure: null,
    ...more,
  };
}

export function order(id: string, status: OrderStatus, more: Partial<Order> = {}): Order {
  return {
    id,
    reference: '',
    shop_id: 'shop1',
    shop_name: 'Café Ekberg',
    day: DAY,
    status,
    created_at: iso('09:00'),
    skills: [],
    couriers: null,
    priority: null,
    sequence: 'free',
    pickup: place(0),
    more_pickups: [],
    dropoffs: [place(1)],
    no_place: null,
    round_id: null,
    courier_id: null,
    courier_name: null,
    ...more,
  };
}
