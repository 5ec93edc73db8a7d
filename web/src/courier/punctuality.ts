/** How the next visit stands to its plan and its promise. A help for the courier, never a score. */
import type { Round } from '../api/types';
import { arrivesAt, beginsAt } from '../round/expected';
import { commonWindow, openStops, type Visit } from './visits';

export type Punctuality =
  /** It may only begin later than one would be there. */
  | { tone: 'early'; minutes: number; from: string }
  | { tone: 'ahead'; minutes: number }
  | { tone: 'steady' }
  /** Behind the plan; `promised` if there is a promise, which then still holds. */
  | { tone: 'behind'; minutes: number; promised: boolean }
  /** After the promise. */
  | { tone: 'after'; minutes: number };

const MINUTE_MS = 60_000;
/** Less than this off the plan is not worth a word. */
const WORTH_SAYING_MIN = 5;

/** When the courier will probably be at their next visit, or was. */
export function expectedAt(round: Round, visit: Visit, now: number): number {
  const there = visit.stops.flatMap((stop) => (stop.started_at ? [Date.parse(stop.started_at)] : []));
  if (there.length > 0) return Math.min(...there);
  return arrivesAt(round.stops, visit.first, now);
}

export function punctuality(round: Round, visit: Visit, now: number): Punctuality {
  const at = expectedAt(round, visit, now);
  const open = openStops(visit);
  const promise = commonWindow(open.length > 0 ? open : visit.stops);
  if (promise) {
    const after = minutes(at - Date.parse(promise.end_at));
    if (after > 0) return { tone: 'after', minutes: after };
    const before = minutes(Date.parse(promise.start_at) - Math.max(at, now));
    if (before > 0) return { tone: 'early', minutes: before, from: promise.start_at };
  }
  const late = minutes(beginsAt(visit.first, at) - Date.parse(visit.first.start_at));
  if (late >= WORTH_SAYING_MIN) return { tone: 'behind', minutes: late, promised: promise !== null };
  if (-late >= WORTH_SAYING_MIN) return { tone: 'ahead', minutes: -late };
  return { tone: 'steady' };
}

function minutes(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}
