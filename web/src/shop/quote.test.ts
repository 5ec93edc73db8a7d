import { describe, expect, it } from 'vitest';
import type { Quote } from '../api/types';
import { isHeld, possibleLater } from './quote';

const at = (time: string) => `2026-03-17T${time}:00Z`;
const later = (minutes: number, possible: boolean) => {
  const window = { start_at: at('10:00'), end_at: at('11:00') };
  return { later_s: 60 * minutes, pickup: window, dropoff: window, possible, offer: null };
};

function said(part: Partial<Quote>): Quote {
  return { day: '2026-03-17', possible: false, offer: null, no_place: null, later: [], hold: null, ...part };
}

describe('a quote', () => {
  it('offers the first later times that are possible', () => {
    const all = [30, 60, 90, 120, 150].map((minutes) => later(minutes, minutes !== 60));
    expect(possibleLater(said({ later: all })).map((time) => time.later_s / 60)).toEqual([30, 90, 120]);
    expect(possibleLater(said({}))).toEqual([]);
  });

  it('is held until its time is over', () => {
    const held = said({ hold: { id: 'q', expires_at: at('10:10') } });
    expect(isHeld(held, Date.parse(at('10:09')))).toBe(true);
    expect(isHeld(held, Date.parse(at('10:10')))).toBe(false);
    expect(isHeld(said({}), Date.parse(at('10:09')))).toBe(false);
  });
});
