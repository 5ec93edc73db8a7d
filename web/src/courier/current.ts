/** Which of a day's rounds is ridden now. */
import type { Round } from '../api/types';
import { isOpen } from './visits';

/** After the shift, nobody is asked for long to say that they are back. */
const RETURN_SLACK_MS = 30 * 60_000;
/** Someone who has just come back is not asked to set off on a round of the evening. */
const SOON_MS = 60 * 60_000;

function hasWork(round: Round, now: number): boolean {
  if (now > Date.parse(round.window.end_at) + RETURN_SLACK_MS)
    return round.stops.some((stop) => isOpen(stop) && (stop.kind === 'pickup' || stop.kind === 'dropoff'));
  return round.stops.some(isOpen);
}

export function byStart(rounds: readonly Round[]): Round[] {
  return [...rounds].sort((a, b) => Date.parse(a.window.start_at) - Date.parse(b.window.start_at));
}

/**
 * The round that someone is in the middle of; else the latest that has begun by the clock and has work
 * left; else one that begins soon; else the last that is over; else the first to begin. Null of none.
 */
export function currentRound(rounds: readonly Round[], now: number): Round | null {
  const sorted = byStart(rounds);
  const begun = (round: Round) => Date.parse(round.window.start_at) <= now;
  const soon = (round: Round) => Date.parse(round.window.start_at) - now <= SOON_MS;
  return (
    sorted.findLast((round) => round.stops.some((stop) => stop.status === 'started')) ??
    sorted.findLast((round) => begun(round) && hasWork(round, now)) ??
    sorted.find((round) => !begun(round) && hasWork(round, now) && soon(round)) ??
    sorted.findLast(begun) ??
    sorted[0] ??
    null
  );
}
