import { describe, expect, it } from 'vitest';
import { iso, order, place } from '../board/testing/day';
import { byNeed, byTime, passes, pickupsLeft } from './progress';

const planned = (id: string, pickup: string) =>
  order(id, 'planned', { pickup: place(0, { planned_at: iso(pickup) }) });

describe('the orders of a shop', () => {
  it('begin with what needs the shop, then go by their next time, and end with what is over', () => {
    const fetched = place(0, { planned_at: iso('09:00'), ended_at: iso('09:05'), status: 'done' });
    const all = [
      order('gone', 'cancelled'),
      order('there', 'delivered'),
      planned('late', '11:00'),
      planned('soon', '10:10'),
      order('riding', 'under_way', {
        pickup: fetched,
        dropoffs: [place(1, { planned_at: iso('10:40') })],
      }),
      order('nobody', 'unassigned'),
      order('shut', 'failed'),
      order('where', 'review'),
    ];
    const ids = byNeed(all).map((one) => one.id);
    expect(ids).toEqual(['where', 'shut', 'nobody', 'soon', 'riding', 'late', 'gone', 'there']);
  });

  it('name recipients as they are ridden to', () => {
    const stops = [place(1), place(2, { planned_at: iso('11:00') }), place(3, { planned_at: iso('10:30') })];
    expect(byTime(stops).map((stop) => stop.position)).toEqual([3, 2, 1]);
  });

  it('have something to say of each pickup where nobody was', () => {
    const left = (status: 'planned' | 'under_way' | 'failed', first: 'todo' | 'done') =>
      pickupsLeft(
        order('both', status, { pickup: place(0, { status: first }), more_pickups: [place(1)] }),
      ).map((stop) => stop.position);
    expect(left('planned', 'todo')).toEqual([0, 1]);
    expect(left('under_way', 'done')).toEqual([1]);
    expect(left('failed', 'todo')).toEqual([]);
  });

  it('are not “not delivered” if they were called off', () => {
    expect(passes(order('gone', 'cancelled'), 'ended')).toBe(false);
    expect(passes(order('shut', 'failed'), 'ended')).toBe(true);
  });
});
