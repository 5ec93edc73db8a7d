import { describe, expect, it } from 'vitest';
import type { RoundStop } from '../api/types';
import { courier } from '../i18n/courier';
import { expectedAt, punctuality } from './punctuality';
import { at, ms, round, stop } from './testing';
import { visitsOf } from './visits';

/** The stop before ended at `ended`; this one is planned for 10:00, five minutes away. */
function standing(now: string, ended: string, more: Partial<RoundStop> = {}) {
  const sheet = round('r', '09:00', '12:00', [
    stop(0, 'start', { status: 'done', started_at: at(ended), ended_at: at(ended) }),
    stop(1, 'dropoff', more),
  ]);
  const visit = visitsOf(sheet)[1];
  if (!visit) throw new Error('no visit');
  return { found: punctuality(sheet, visit, ms(now)), expected: expectedAt(sheet, visit, ms(now)) };
}
const promise = { start_at: at('09:30'), end_at: at('10:30') };

describe('punctuality', () => {
  it('expects the courier a ride after the last stop, and never in the past', () => {
    expect(standing('09:50', '09:50').expected).toBe(ms('09:55'));
    expect(standing('10:20', '09:50').expected).toBe(ms('10:20'));
  });

  it('says nothing of a few minutes', () => {
    expect(standing('09:56', '09:56', { window: promise }).found).toEqual({ tone: 'steady' });
    expect(standing('09:59', '09:59', { window: promise }).found).toEqual({ tone: 'steady' });
  });

  it('tells being behind the plan from being after the promise', () => {
    expect(standing('10:05', '10:05', { window: promise }).found).toEqual({
      tone: 'behind',
      minutes: 10,
      promised: true,
    });
    expect(standing('10:05', '10:05').found).toEqual({ tone: 'behind', minutes: 10, promised: false });
    expect(standing('10:30', '10:30', { window: promise }).found).toEqual({ tone: 'after', minutes: 5 });
  });

  it('says from when on something can be fetched or handed over', () => {
    const later = { start_at: at('10:10'), end_at: at('10:40') };
    expect(standing('09:55', '09:55', { window: later }).found).toEqual({
      tone: 'early',
      minutes: 10,
      from: at('10:10'),
    });
  });

  it('notices being ahead', () => {
    expect(standing('09:40', '09:40', { window: promise }).found).toEqual({ tone: 'ahead', minutes: 15 });
  });

  it('holds someone to when they arrived, not to how long it takes there', () => {
    const there = { status: 'started' as const, started_at: at('10:01'), window: promise };
    expect(standing('10:40', '09:56', there).found).toEqual({ tone: 'steady' });
  });

  it('counts the delay from when the visit was to begin, not from an arrival with a wait behind it', () => {
    const wait = { arrival_at: at('09:52') };
    expect(standing('09:40', '09:40', wait).found).toEqual({ tone: 'steady' });
    expect(standing('09:59', '09:54', wait).found).toEqual({ tone: 'steady' });
    expect(standing('10:06', '09:54', wait).found).toEqual({ tone: 'behind', minutes: 6, promised: false });
    const there = { ...wait, status: 'started' as const, started_at: at('09:52') };
    expect(standing('10:20', '09:40', there).found).toEqual({ tone: 'steady' });
  });

  it('never blames, in either language', () => {
    for (const words of [courier.en, courier.fr]) {
      const all = [
        words.punctuality.after(8),
        words.punctuality.behind(8),
        words.punctuality.behindPromised(8),
      ];
      for (const text of all) expect(text).not.toMatch(/late|delay|retard|hurry|vite|!/i);
    }
  });
});
