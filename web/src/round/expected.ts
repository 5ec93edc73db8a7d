/** When a stop of a round will probably begin: one rule for the courier's page and the board. */
import type { RoundStop } from '../api/types';

/**
 * Before this instant nothing begins at the stop, however early one is there: the plan waits until then,
 * or its window opens. Milliseconds; -Infinity if any time suits.
 */
function opensAt(stop: RoundStop): number {
  const [arrival, start] = [Date.parse(stop.arrival_at), Date.parse(stop.start_at)];
  const opens = stop.window ? Date.parse(stop.window.start_at) : -Infinity;
  return start > arrival ? Math.max(start, opens) : opens;
}

/** When what is to be done at the stop begins for someone who arrives at `arrivalMs`. */
export function beginsAt(stop: RoundStop, arrivalMs: number): number {
  return Math.max(arrivalMs, opensAt(stop));
}

/**
 * When the courier will probably arrive at `target`, or did: since the last stop ended, the planned
 * rides from there, with what is still to be done on the way; never in the past.
 */
export function arrivesAt(stops: readonly RoundStop[], target: RoundStop, nowMs: number): number {
  if (target.started_at) return Date.parse(target.started_at);
  let last = -1;
  let at = -Infinity;
  stops.forEach((stop, index) => {
    if (!stop.ended_at || stop.status === 'cancelled') return;
    const ended = Date.parse(stop.ended_at);
    if (ended >= at) [last, at] = [index, ended];
  });
  if (last < 0) return Math.max(nowMs, Date.parse(target.arrival_at));
  const until = stops.findIndex((stop) => stop.number === target.number);
  for (const stop of stops.slice(last + 1, Math.max(last + 1, until))) {
    if (stop.status !== 'todo' && stop.status !== 'started') continue;
    const there = stop.started_at ? Date.parse(stop.started_at) : at + stop.leg_s * 1000;
    at = beginsAt(stop, there) + Date.parse(stop.end_at) - Date.parse(stop.start_at);
  }
  return Math.max(nowMs, at + target.leg_s * 1000);
}

/**
 * How much later than planned each stop begins since something is ready later than the plan knew, in
 * milliseconds by the stop's number: what waiting does not make good goes on to the stops behind.
 */
export function openingDelays(stops: readonly RoundStop[]): ReadonlyMap<number, number> {
  const delays = new Map<number, number>();
  let carried = 0;
  for (const stop of stops) {
    if (stop.status !== 'todo') continue;
    const planned = Date.parse(stop.start_at);
    const opens = stop.window ? Date.parse(stop.window.start_at) : -Infinity;
    carried = Math.max(planned, Date.parse(stop.arrival_at) + carried, opens) - planned;
    delays.set(stop.number, carried);
  }
  return delays;
}
