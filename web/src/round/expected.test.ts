import { describe, expect, it } from 'vitest';
import { at, iso, stop } from '../board/testing/day';
import { arrivesAt, openingDelays } from './expected';

const MINUTE = 60_000;

describe('what is ready later than the plan knew', () => {
  const window = (from: string) => ({ start_at: iso(from), end_at: iso('13:00') });
  const stops = [
    stop('start', '10:00', '10:00', '10:00'),
    stop('pickup', '10:10', '10:10', '10:15', 1, { leg_s: 600, window: window('10:30') }),
    stop('pickup', '10:20', '10:25', '10:30', 2, { leg_s: 300, window: window('10:00') }),
    stop('dropoff', '10:40', '10:40', '10:45', 3, { leg_s: 600, window: window('10:00') }),
  ];

  it('makes the stops behind later, but for what they would have waited', () => {
    const delays = openingDelays(stops);
    expect([1, 2, 3].map((number) => (delays.get(number) ?? 0) / MINUTE)).toEqual([20, 15, 15]);
  });

  it('does nothing to a round that knew it', () => {
    const known = stops.map((one) => ({ ...one, window: one.window && window('10:00') }));
    expect([...openingDelays(known).values()].every((delay) => delay === 0)).toBe(true);
  });

  it('is waited for by whoever is on the way', () => {
    const begun = stops.map((one) =>
      one.kind === 'start' ? { ...one, status: 'done' as const, ended_at: iso('10:00') } : one,
    );
    const arrivals = begun.map((one) => arrivesAt(begun, one, at('10:05')));
    expect(arrivals[2]).toBe(at('10:40'));
  });
});
