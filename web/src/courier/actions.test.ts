import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { foresee, holds, reasonsFor, worthRetrying } from './actions';
import { at, round, stop } from './testing';

const sheet = round('r', '09:00', '12:00', [
  stop(0, 'start', { status: 'done', ended_at: at('09:00') }),
  stop(1, 'pickup', { order_id: 'a' }),
  stop(2, 'pickup', { order_id: 'b' }),
  stop(3, 'dropoff', { order_id: 'a' }),
  stop(4, 'dropoff', { order_id: 'b' }),
]);
const statuses = (of: typeof sheet) => of.stops.map((each) => each.status);

describe('foresee', () => {
  it('shows what was said and leaves the round itself alone', () => {
    const seen = foresee(sheet, { round: 'r', stops: [1, 2], action: { what: 'done' } }, at('09:20'));
    expect(statuses(seen)).toEqual(['done', 'done', 'done', 'todo', 'todo']);
    expect(seen.stops[1]).toMatchObject({ started_at: at('09:20'), ended_at: at('09:20') });
    expect(statuses(sheet)).toEqual(['done', 'todo', 'todo', 'todo', 'todo']);
  });

  it('takes the dropoffs off that a failed pickup makes pointless', () => {
    const action = { what: 'fail', reason: 'closed', note: '' } as const;
    const seen = foresee(sheet, { round: 'r', stops: [1], action }, at('09:20'));
    expect(statuses(seen)).toEqual(['done', 'failed', 'todo', 'cancelled', 'todo']);
  });

  it('keeps the dropoffs of what was fetched elsewhere, or still can be', () => {
    const action = { what: 'fail', reason: 'closed', note: '' } as const;
    const both = {
      ...sheet,
      stops: sheet.stops.map((each) => (each.order_id ? { ...each, order_id: 'a' } : each)),
    };
    const one = foresee(both, { round: 'r', stops: [1], action }, at('09:20'));
    expect(statuses(one)).toEqual(['done', 'failed', 'todo', 'todo', 'todo']);
    const none = foresee(one, { round: 'r', stops: [2], action }, at('09:30'));
    expect(statuses(none)).toEqual(['done', 'failed', 'failed', 'cancelled', 'cancelled']);
  });

  it('does not touch another round or what is over', () => {
    const said = { round: 'other', stops: [1], action: { what: 'done' } } as const;
    expect(foresee(sheet, said, at('09:20'))).toBe(sheet);
    const again = foresee(sheet, { ...said, round: 'r', stops: [0] }, at('09:20'));
    expect(again.stops[0]?.ended_at).toBe(at('09:00'));
  });
});

describe('after an answer that never came', () => {
  it('knows what did arrive', () => {
    const done = foresee(sheet, { round: 'r', stops: [1], action: { what: 'done' } }, at('09:20'));
    expect(holds(done, 1, { what: 'done' })).toBe(true);
    expect(holds(done, 1, { what: 'start' })).toBe(true);
    expect(holds(done, 1, { what: 'fail', reason: 'closed', note: '' })).toBe(false);
    expect(holds(done, 2, { what: 'done' })).toBe(false);
    expect(holds(undefined, 1, { what: 'done' })).toBe(false);
  });

  it('offers to say it again only where that may help', () => {
    const of = (status: number) => worthRetrying(new Problem({ status, code: 'x' }));
    expect([0, 429, 500, 503].map(of)).toEqual([true, true, true, true]);
    expect([403, 404, 409, 422].map(of)).toEqual([false, false, false, false]);
  });
});

it('has reasons that fit what is done there', () => {
  expect(reasonsFor({ kind: 'pickup' })).toContain('not_ready');
  expect(reasonsFor({ kind: 'pickup' })).not.toContain('absent');
  expect(reasonsFor({ kind: 'dropoff' })).toContain('absent');
  expect(reasonsFor({ kind: 'dropoff' })).not.toContain('not_ready');
  expect(reasonsFor({ kind: 'break' })).toEqual([]);
  const after = (then: 'return' | 'hub' | 'again') =>
    reasonsFor({ kind: 'dropoff', follow_up: { after: 1, then } });
  expect(after('return')).toContain('closed');
  expect(after('again')).toContain('absent');
  expect(after('hub')).toEqual([]);
});
