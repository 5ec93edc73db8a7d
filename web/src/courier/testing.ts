/** Rounds for the tests of this folder. Times are those of 2026-03-17 in UTC. */
import type { Round, RoundStop } from '../api/types';

export function at(time: string): string {
  return `2026-03-17T${time}:00Z`;
}

export function ms(time: string): number {
  return Date.parse(at(time));
}

export function stop(number: number, kind: RoundStop['kind'], more: Partial<RoundStop> = {}): RoundStop {
  return {
    number,
    kind,
    order_id: null,
    order_reference: '',
    name: `${kind} ${number}`,
    phone: '',
    address: '',
    notes: '',
    lon_lat: [24.94 + number / 1000, 60.17],
    arrival_at: at('10:00'),
    start_at: at('10:00'),
    end_at: at('10:03'),
    leg_m: 1000,
    leg_s: 300,
    load: { mass_g: 0, volume_ml: 0, bags: 0 },
    handed: { mass_g: 2000, volume_ml: 10_000, bags: 1 },
    window: null,
    status: 'todo',
    started_at: null,
    ended_at: null,
    failure: null,
    ...more,
  };
}

export function round(id: string, from: string, to: string, stops: RoundStop[]): Round {
  return {
    id,
    day: '2026-03-17',
    shift_id: `shift-${id}`,
    courier_id: 'amelie',
    courier_name: 'Amélie',
    crew_id: null,
    crew_name: null,
    vehicle_id: 'cargo',
    vehicle_name: 'Cargo bike',
    hub_id: 'hub',
    hub_name: 'Hub',
    distance_m: 5000,
    ascent_m: null,
    travel_s: 1500,
    waiting_s: 0,
    peak_load: { mass_g: 2000, volume_ml: 10_000, bags: 1 },
    window: { start_at: at(from), end_at: at(to) },
    stops,
  };
}
