/** What became different in a courier's rounds without their doing. */
import type { Round } from '../api/types';

export interface Change {
  /** How many stops came and went. */
  added: number;
  removed: number;
  /** Nothing came or went, but order, times, places or words did change. */
  moved: boolean;
}

interface Shape {
  /** What is still to be visited, whichever round it is in now. */
  stops: Set<string>;
  /** The whole in order, without how far it has got. */
  whole: string;
}

function shape(rounds: readonly Round[]): Shape {
  const stops = new Set<string>();
  const whole: unknown[] = [];
  for (const round of rounds) {
    whole.push([round.window.start_at, round.window.end_at, round.vehicle_id, round.hub_id]);
    for (const stop of round.stops) {
      if (stop.status === 'cancelled') continue;
      if (stop.order_id)
        stops.add([stop.kind, stop.order_id, stop.position, stop.address, ...stop.lon_lat].join('|'));
      whole.push([
        stop.kind,
        stop.order_id,
        stop.position,
        stop.lon_lat,
        stop.arrival_at,
        stop.window,
        stop.notes,
        stop.phone,
      ]);
    }
  }
  return { stops, whole: JSON.stringify(whole) };
}

/** Null if a courier would see no difference but how far they have got. */
export function changeBetween(before: readonly Round[], after: readonly Round[]): Change | null {
  const was = shape(before);
  const is = shape(after);
  const added = [...is.stops].filter((stop) => !was.stops.has(stop)).length;
  const removed = [...was.stops].filter((stop) => !is.stops.has(stop)).length;
  if (added === 0 && removed === 0 && was.whole === is.whole) return null;
  return { added, removed, moved: added === 0 && removed === 0 };
}

/** Several changes that nobody has read yet, as one. */
export function together(earlier: Change | null, later: Change): Change {
  if (!earlier) return later;
  const added = earlier.added + later.added;
  const removed = earlier.removed + later.removed;
  return { added, removed, moved: added === 0 && removed === 0 };
}
