/** A round as it is ridden: neighbouring stops at one place, such as three orders of a shop, are one visit. */
import type { Round, RoundStop, StopStatus } from '../api/types';

export interface Visit {
  /** Stable while the round stays the same. */
  key: string;
  kind: RoundStop['kind'];
  /** At least one, in the order of the round. */
  stops: readonly RoundStop[];
  /** Stands for all: same name, same address, same place. */
  first: RoundStop;
}

export function visitsOf(round: Pick<Round, 'id' | 'stops'>): Visit[] {
  const visits: { stops: RoundStop[] }[] = [];
  for (const stop of round.stops) {
    const last = visits.at(-1);
    const before = last?.stops.at(-1);
    if (last && before && samePlace(before, stop)) last.stops.push(stop);
    else visits.push({ stops: [stop] });
  }
  return visits.flatMap(({ stops }) => {
    const first = stops[0];
    return first ? [{ key: `${round.id}/${first.number}`, kind: first.kind, stops, first }] : [];
  });
}

function samePlace(one: RoundStop, other: RoundStop): boolean {
  return (
    one.kind === other.kind &&
    (one.kind === 'pickup' || one.kind === 'dropoff') &&
    one.follow_up?.then === other.follow_up?.then &&
    one.name === other.name &&
    one.address === other.address &&
    one.lon_lat[0] === other.lon_lat[0] &&
    one.lon_lat[1] === other.lon_lat[1]
  );
}

/** Is something still to be done there? */
export function isOpen(stop: Pick<RoundStop, 'status'>): boolean {
  return stop.status === 'todo' || stop.status === 'started';
}

export function openStops(visit: Visit): RoundStop[] {
  return visit.stops.filter(isOpen);
}

/** How far the whole visit has got. */
export function visitStatus(visit: Visit): StopStatus {
  const all = visit.stops.map((stop) => stop.status);
  if (all.includes('started')) return 'started';
  if (all.includes('todo')) return all.includes('done') ? 'started' : 'todo';
  if (all.includes('done')) return 'done';
  return all.includes('failed') ? 'failed' : 'cancelled';
}

/**
 * Where the courier is, else where to go next; null when all is done. The departure is passed over
 * once anything behind it has begun: nobody rides back to say that they left.
 */
export function nextVisit(visits: readonly Visit[]): Visit | null {
  const there = visits.find((visit) => visit.stops.some((stop) => stop.status === 'started'));
  if (there) return there;
  const begun = visits.some((visit) => visit.stops.some((stop) => stop.started_at || stop.ended_at));
  return visits.find((visit) => openStops(visit).length > 0 && !(begun && visit.kind === 'start')) ?? null;
}

/** "3", or "2–4" for several. */
export function visitNumbers(visit: Visit): string {
  const last = visit.stops.at(-1) ?? visit.first;
  return last.number === visit.first.number ? `${last.number}` : `${visit.first.number}–${last.number}`;
}

/** What is handed at these stops together. */
export function handedTogether(stops: readonly RoundStop[]): RoundStop['handed'] {
  const sum = { mass_g: 0, volume_ml: 0, bags: 0 };
  for (const { handed } of stops) {
    sum.mass_g += handed.mass_g;
    sum.volume_ml += handed.volume_ml;
    sum.bags += handed.bags;
  }
  return sum;
}

/** The promise that binds first and the one that opens last: the window that suits all stops, if there is one. */
export function commonWindow(stops: readonly RoundStop[]): { start_at: string; end_at: string } | null {
  let start = '';
  let end = '';
  for (const { window } of stops) {
    if (!window) continue;
    if (!start || Date.parse(window.start_at) > Date.parse(start)) start = window.start_at;
    if (!end || Date.parse(window.end_at) < Date.parse(end)) end = window.end_at;
  }
  if (!start || !end) return null;
  return { start_at: Date.parse(start) <= Date.parse(end) ? start : end, end_at: end };
}

/** Pickups of the same order that are still open: what was not fetched cannot be handed over. */
export function notYetFetched(round: Pick<Round, 'stops'>, visit: Visit): RoundStop[] {
  if (visit.kind !== 'dropoff') return [];
  const orders = new Set(openStops(visit).map((stop) => stop.order_id));
  return round.stops.filter((stop) => stop.kind === 'pickup' && isOpen(stop) && orders.has(stop.order_id));
}
