/** How far rounds have got, and how far from their plan. */
import type { Round, RoundStop, StopStatus } from '../../api/types';
import { arrivesAt, beginsAt } from '../../round/expected';

export const MINUTE = 60_000;
const TOUCHED: readonly StopStatus[] = ['started', 'done', 'failed'];
const OVER: readonly StopStatus[] = ['done', 'failed', 'cancelled'];

export function isStop(stop: RoundStop): boolean {
  return stop.kind === 'pickup' || stop.kind === 'dropoff';
}

/** Has anything in it been started? A new plan keeps such rounds as they are. */
export function isUnderWay(round: Round): boolean {
  return round.stops.some((stop) => TOUCHED.includes(stop.status));
}

export function isOver(status: StopStatus): boolean {
  return OVER.includes(status);
}

export interface RoundProgress {
  over: number;
  total: number;
  failed: number;
}

export function progressOf(round: Round): RoundProgress {
  const stops = round.stops.filter(isStop);
  return {
    over: stops.filter((stop) => isOver(stop.status)).length,
    total: stops.length,
    failed: stops.filter((stop) => stop.status === 'failed').length,
  };
}

/** The stop that is due next; null when all is over. */
export function nextStop(round: Round): RoundStop | null {
  return round.stops.find((stop) => isStop(stop) && !isOver(stop.status)) ?? null;
}

/**
 * How far the round is behind its plan, in milliseconds; negative if ahead: when its next stop will
 * probably begin against when it was to. At a stop that has begun, also how far that goes on too long.
 */
export function delayOf(round: Round, nowMs: number): number {
  const next = nextStop(round);
  if (!next) return 0;
  const behind = beginsAt(next, arrivesAt(round.stops, next, nowMs)) - Date.parse(next.start_at);
  return next.status === 'started' ? Math.max(behind, nowMs - Date.parse(next.end_at)) : behind;
}

/** Will this stop, so far as the delay tells, miss what was promised? */
export function isLate(stop: RoundStop, delayMs: number): boolean {
  if (!stop.window) return false;
  const promised = Date.parse(stop.window.end_at);
  if (stop.started_at) return Date.parse(stop.started_at) > promised + MINUTE;
  if (isOver(stop.status)) return false;
  return Date.parse(stop.start_at) + Math.max(0, delayMs) > promised + MINUTE;
}
