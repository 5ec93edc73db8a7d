import { describe, expect, it } from 'vitest';
import { at, order, round, shift, stop } from '../testing/day';
import { forecast } from './planning';

const DAY = '2026-03-17';
const todo = () => stop('pickup', '10:00', '10:00', '10:05', 1);
const now = at('10:30');
const day = (more: Partial<Parameters<typeof forecast>[0]>) => ({
  day: DAY,
  rounds: [],
  shifts: [shift('s', 'amelie', '09:00', '14:00')],
  orders: [],
  ...more,
});

describe('what a plan will do', () => {
  it('keeps rounds in which anything was started and plans the others anew', () => {
    const told = forecast(
      day({
        rounds: [
          round('a', [{ ...todo(), status: 'started' }]),
          round('b', [{ ...todo(), status: 'done' }, todo()]),
          round('c', [{ ...todo(), status: 'failed' }]),
          round('d', [todo()]),
          round('e', [{ ...todo(), status: 'cancelled' }, todo()]),
        ],
      }),
      DAY,
      now,
    );
    expect([told.kept, told.anew, told.blocked]).toEqual([3, 2, null]);
  });

  it('is urgent when orders came since the last plan, not when some have no place', () => {
    expect(forecast(day({ orders: [order('a', 'open')] }), DAY, now)).toMatchObject({
      open: 1,
      urgent: true,
    });
    expect(forecast(day({ orders: [order('a', 'unassigned')] }), DAY, now)).toMatchObject({
      unassigned: 1,
      urgent: false,
      blocked: null,
    });
  });

  it('says why there is nothing to do', () => {
    const open = [order('a', 'open')];
    expect(forecast(day({ orders: open }), '2026-03-18', at('14:01')).blocked).toBe('past');
    expect(forecast(day({ orders: open }), '2026-03-18', now).blocked).toBeNull();
    expect(forecast(day({}), DAY, now).blocked).toBe('noOrders');
    expect(forecast(day({ orders: open, shifts: [] }), DAY, now).blocked).toBe('noShifts');
    expect(forecast(day({ orders: open }), DAY, at('14:01')).blocked).toBe('shiftsOver');
    const kept = round('a', [{ ...todo(), status: 'started' }]);
    expect(forecast(day({ rounds: [kept], orders: [order('a', 'review')] }), DAY, now).blocked).toBe(
      'nothing',
    );
    const ridden = round('a', [
      { ...todo(), status: 'done' },
      { ...todo(), order_id: 'a' },
    ]);
    expect(forecast(day({ rounds: [ridden] }), DAY, now).blocked).toBeNull();
  });
});
