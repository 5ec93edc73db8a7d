import { describe, expect, it } from 'vitest';
import { at, round, stop } from './testing';
import {
  commonWindow,
  handedTogether,
  nextVisit,
  notYetFetched,
  visitNumbers,
  visitsOf,
  visitStatus,
} from './visits';

const bakery = { name: 'Bakery', address: 'Main street 1', lon_lat: [24.9, 60.1] };

function pickups() {
  return round('r', '09:00', '12:00', [
    stop(0, 'start'),
    stop(1, 'pickup', { ...bakery, order_id: 'a' }),
    stop(2, 'pickup', { ...bakery, order_id: 'b' }),
    stop(3, 'dropoff', { order_id: 'a' }),
    stop(4, 'pickup', { ...bakery, order_id: 'c' }),
    stop(5, 'break'),
    stop(6, 'end'),
  ]);
}

describe('visitsOf', () => {
  it('joins neighbouring pickups of one shop, and only those', () => {
    const visits = visitsOf(pickups());
    expect(visits.map(visitNumbers)).toEqual(['0', '1–2', '3', '4', '5', '6']);
  });

  it('keeps apart two people at one address', () => {
    const home = { address: 'Side street 2', lon_lat: [24.8, 60.2] };
    const visits = visitsOf(
      round('r', '09:00', '12:00', [
        stop(1, 'dropoff', { ...home, name: 'Ann' }),
        stop(2, 'dropoff', { ...home, name: 'Bo' }),
      ]),
    );
    expect(visits).toHaveLength(2);
  });
});

describe('nextVisit', () => {
  it('begins with the departure', () => {
    expect(nextVisit(visitsOf(pickups()))?.kind).toBe('start');
  });

  it('does not ask for the departure any more once something behind it has begun', () => {
    const ridden = pickups();
    ridden.stops[1] = stop(1, 'pickup', { ...bakery, status: 'done', ended_at: at('09:20') });
    const next = nextVisit(visitsOf(ridden));
    expect(next && visitNumbers(next)).toBe('1–2');
    expect(next && visitStatus(next)).toBe('started');
  });

  it('is where the courier is, out of turn too', () => {
    const ridden = pickups();
    ridden.stops[4] = stop(4, 'pickup', { ...bakery, status: 'started', started_at: at('09:40') });
    expect(nextVisit(visitsOf(ridden))?.first.number).toBe(4);
  });

  it('passes over what failed or was cancelled, but never over a break', () => {
    const ridden = pickups();
    ridden.stops.forEach((each) => {
      if (each.number < 5) each.status = each.number === 3 ? 'cancelled' : 'failed';
    });
    expect(nextVisit(visitsOf(ridden))?.kind).toBe('break');
  });

  it('is none when all is over', () => {
    const ridden = pickups();
    ridden.stops.forEach((each) => (each.status = 'done'));
    expect(nextVisit(visitsOf(ridden))).toBeNull();
  });
});

describe('what a visit is about', () => {
  it('adds up what is handed', () => {
    const [, pickup] = visitsOf(pickups());
    expect(handedTogether(pickup?.stops ?? [])).toEqual({ mass_g: 4000, volume_ml: 20_000, bags: 2 });
  });

  it('promises what suits all its orders, by instant and not by text', () => {
    const stops = [
      stop(1, 'pickup', { window: { start_at: at('09:00'), end_at: '2026-03-17T12:30:00+02:00' } }),
      stop(2, 'pickup', { window: { start_at: at('09:30'), end_at: at('11:00') } }),
    ];
    expect(commonWindow(stops)).toEqual({ start_at: at('09:30'), end_at: '2026-03-17T12:30:00+02:00' });
    expect(commonWindow([stop(1, 'pickup')])).toBeNull();
  });

  it('knows that what was not fetched cannot be handed over', () => {
    const sheet = pickups();
    const dropoff = visitsOf(sheet).find((visit) => visit.kind === 'dropoff');
    if (!dropoff) throw new Error('no dropoff');
    expect(notYetFetched(sheet, dropoff).map((each) => each.number)).toEqual([1]);
    sheet.stops[1] = stop(1, 'pickup', { order_id: 'a', status: 'done' });
    expect(notYetFetched(sheet, dropoff)).toEqual([]);
  });
});
