import { describe, expect, it } from 'vitest';
import { at, iso, round, stop } from '../testing/day';
import { delayOf, isLate, MINUTE, nextStop, progressOf } from './progress';

const done = (start: string, end: string, ended: string) =>
  stop('pickup', start, start, end, 1, { status: 'done', started_at: iso(start), ended_at: iso(ended) });

describe('a round', () => {
  it('counts pickups and dropoffs that are over', () => {
    const one = round('r', [
      stop('start', '09:00', '09:00', '09:00'),
      done('09:10', '09:15', '09:15'),
      stop('dropoff', '09:30', '09:30', '09:33', 2, { status: 'failed' }),
      stop('dropoff', '09:40', '09:40', '09:43', 3),
    ]);
    expect(progressOf(one)).toEqual({ over: 2, total: 3, failed: 1 });
    expect(nextStop(one)?.number).toBe(3);
  });

  it('is as late as its next stop will begin, a ride after what was last done', () => {
    const next = stop('dropoff', '09:30', '09:30', '09:33', 2, { leg_s: 900 });
    const one = round('r', [done('09:10', '09:15', '09:19'), next]);
    expect(delayOf(one, at('09:20')) / MINUTE).toBe(4);
    expect(delayOf(one, at('09:40')) / MINUTE).toBe(10);
  });

  it('makes good a delay by waiting less', () => {
    const next = stop('dropoff', '10:37', '10:45', '10:48', 2, { leg_s: 600 });
    const one = round('r', [done('10:20', '10:27', '10:32'), next]);
    expect(delayOf(one, at('10:33'))).toBe(0);
    expect(delayOf(one, at('10:49')) / MINUTE).toBe(4);
    const early = { ...next, status: 'started' as const, started_at: iso('10:38') };
    expect(delayOf({ ...one, stops: [...one.stops.slice(0, 1), early] }, at('10:46'))).toBe(0);
  });

  it('counts what is still to be done on the way, such as a break', () => {
    const rest = stop('break', '09:20', '09:20', '09:50', 2, { leg_s: 300 });
    const next = stop('dropoff', '10:00', '10:00', '10:03', 3, { leg_s: 600 });
    const one = round('r', [done('09:10', '09:15', '09:18'), rest, next]);
    expect(delayOf(one, at('09:19')) / MINUTE).toBe(3);
  });

  it('that is not begun is late once its first stop is due, and one that is over is not', () => {
    const one = round('r', [stop('pickup', '10:00', '10:00', '10:05', 1)]);
    expect(delayOf(one, at('09:50'))).toBe(0);
    expect(delayOf(one, at('10:06')) / MINUTE).toBe(6);
    expect(delayOf(round('r', [done('09:10', '09:15', '09:40')]), at('12:00'))).toBe(0);
  });
});

describe('a promise', () => {
  const promised = stop('dropoff', '10:00', '10:00', '10:05', 1, {
    window: { start_at: iso('09:00'), end_at: iso('10:10') },
  });

  it('will be missed if the delay leads beyond it', () => {
    expect(isLate(promised, 10 * MINUTE)).toBe(false);
    expect(isLate(promised, 12 * MINUTE)).toBe(true);
    expect(isLate({ ...promised, window: null }, 99 * MINUTE)).toBe(false);
  });

  it('was missed if the courier came after it, whatever the delay is now', () => {
    expect(isLate({ ...promised, status: 'done', started_at: iso('10:15') }, 0)).toBe(true);
    expect(isLate({ ...promised, status: 'done', started_at: iso('10:05') }, 99 * MINUTE)).toBe(false);
  });
});
