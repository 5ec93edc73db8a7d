/** What a courier says of a stop, and how the round looks once that is said. */
import { Problem } from '../api/problem';
import type { AfterFailure, FailureReason, Round, RoundStop } from '../api/types';
import type { Meant } from '../round/meant';
import { isOpen } from './visits';

export type Action =
  | { what: 'start' }
  | { what: 'done' }
  /** `then` is where the load goes; left out: where the rules say. */
  | { what: 'fail'; reason: FailureReason; note: string; then?: AfterFailure };

export interface Said {
  round: string;
  /** Numbers of the stops that it is said of. */
  stops: readonly number[];
  /** What these are, by number. */
  meant?: Readonly<Record<number, Meant>>;
  action: Action;
}

const REASONS: Partial<Record<RoundStop['kind'], readonly FailureReason[]>> = {
  pickup: ['not_ready', 'closed', 'damaged', 'wrong_address', 'other'],
  dropoff: ['absent', 'wrong_address', 'refused', 'damaged', 'other'],
};

/** Who takes back what nobody wanted may be closed, too. */
const BACK: readonly FailureReason[] = ['closed', 'absent', 'refused', 'other'];

/** Why a stop may not work out; none where nothing is handed, and at the hub, which takes all. */
export function reasonsFor(stop: Pick<RoundStop, 'kind' | 'follow_up'>): readonly FailureReason[] {
  if (stop.follow_up?.then === 'hub') return [];
  if (stop.follow_up?.then === 'return') return BACK;
  return REASONS[stop.kind] ?? [];
}

/** The round as it will be if the server agrees. */
export function foresee(round: Round, said: Said, at: string): Round {
  if (round.id !== said.round) return round;
  const lost = new Set<string>();
  const stops = round.stops.map((stop): RoundStop => {
    if (!said.stops.includes(stop.number) || !isOpen(stop)) return stop;
    const started = { ...stop, started_at: stop.started_at ?? at };
    if (said.action.what === 'start') return { ...started, status: 'started' };
    if (said.action.what === 'done') return { ...started, status: 'done', ended_at: at };
    if (stop.kind === 'pickup' && stop.order_id) lost.add(stop.order_id);
    const { reason, note } = said.action;
    return { ...stop, status: 'failed', ended_at: at, failure: { reason, note } };
  });
  // What was fetched elsewhere, or still can be, is brought.
  for (const stop of stops)
    if (stop.kind === 'pickup' && stop.status !== 'failed') lost.delete(stop.order_id ?? '');
  return {
    ...round,
    stops: stops.map((stop) =>
      stop.kind === 'dropoff' && isOpen(stop) && lost.has(stop.order_id ?? '')
        ? { ...stop, status: 'cancelled' }
        : stop,
    ),
  };
}

/** Did what was said arrive, although its answer did not? */
export function holds(round: Round | undefined, number: number, action: Action): boolean {
  const status = round?.stops.find((stop) => stop.number === number)?.status;
  if (action.what === 'start') return status === 'started' || status === 'done' || status === 'failed';
  return status === (action.what === 'done' ? 'done' : 'failed');
}

/** Might saying the same again work? */
export function worthRetrying(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}
