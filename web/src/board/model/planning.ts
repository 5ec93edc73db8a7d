/** What a new plan will do, as far as it can be told beforehand. */
import type { Day, Round } from '../../api/types';
import { isUnderWay } from './progress';

export type Blocked = 'past' | 'noShifts' | 'shiftsOver' | 'noOrders' | 'nothing';

export interface Forecast {
  /** Orders that were not in a round yet. */
  open: number;
  /** Orders for which the last plan found no place. */
  unassigned: number;
  /** Rounds that stay as they are. */
  kept: number;
  /** Rounds that are withdrawn and planned anew. */
  anew: number;
  /** Why planning is of no use now. */
  blocked: Blocked | null;
  /** Orders have come, or places were found, since the last plan. */
  urgent: boolean;
}

export function forecast(
  day: Pick<Day, 'day' | 'rounds' | 'shifts' | 'orders'>,
  today: string,
  nowMs: number,
): Forecast {
  const count = (status: string) => day.orders.filter((order) => order.status === status).length;
  const open = count('open');
  const unassigned = count('unassigned');
  const kept = day.rounds.filter(isUnderWay).length;
  const anew = day.rounds.length - kept;
  const isLeft = (round: Round): boolean =>
    round.stops.some((stop) => stop.status === 'todo' && !!stop.order_id);
  const goesOn = day.rounds.some((round) => isUnderWay(round) && isLeft(round));
  const left = day.shifts.some((shift) => Date.parse(shift.window.end_at) > nowMs);
  const blocked: Blocked | null =
    day.day < today && !left
      ? 'past'
      : open + unassigned + anew === 0 && !goesOn
        ? kept > 0
          ? 'nothing'
          : 'noOrders'
        : day.shifts.length === 0
          ? 'noShifts'
          : !left
            ? 'shiftsOver'
            : null;
  return { open, unassigned, kept, anew, blocked, urgent: open > 0 && blocked === null };
}
