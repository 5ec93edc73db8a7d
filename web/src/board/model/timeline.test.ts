import { describe, expect, it } from 'vitest';
import type { Shift } from '../../api/types';
import { at, round, shift, stop } from '../testing/day';
import {
  fraction,
  HOUR,
  nowFraction,
  piecesOf,
  rowsOf,
  spanOf,
  spotsOf,
  stepSpot,
  ticksOf,
  zoomStep,
} from './timeline';

const couriers = [
  { id: 'amelie', name: 'Amélie', skills: [], age: 'adult' as const },
  { id: 'bastien', name: 'Bastien', skills: [], age: 'adult' as const },
];
const rows = (shifts: Shift[], rounds: ReturnType<typeof round>[]) =>
  rowsOf({ shifts, rounds }, couriers, [
    {
      id: 'cargo',
      name: 'Cargo bike',
      profile: 'cargo',
      capacity: { mass_g: 1, volume_ml: 1, bags: 1 },
      parking_s: 0,
    },
  ]);

describe('pieces', () => {
  it('tell ride, wait, service and break, and leave nothing out', () => {
    const pieces = piecesOf(
      round('r', [
        stop('start', '09:00', '09:00', '09:00'),
        stop('pickup', '09:10', '09:20', '09:25'),
        stop('break', '09:25', '09:30', '09:50'),
        stop('end', '10:00', '10:00', '10:00'),
      ]),
    );
    expect(pieces.map((piece) => [piece.kind, (piece.to - piece.from) / 60_000])).toEqual([
      ['ride', 10],
      ['wait', 10],
      ['service', 5],
      ['wait', 5],
      ['break', 20],
      ['ride', 10],
    ]);
    for (let next = 1; next < pieces.length; next += 1) expect(pieces[next]?.from).toBe(pieces[next - 1]?.to);
  });
});

describe('rows', () => {
  const lunch = shift('s1', 'amelie', '10:00', '14:00');
  const evening = shift('s2', 'amelie', '18:00', '21:00');
  const early = shift('s0', 'bastien', '08:00', '13:00');

  it('are one a courier, with a lane a shift, the earliest first', () => {
    const found = rows([evening, lunch, early], [round('r', [], { shift_id: 's1', courier_id: 'amelie' })]);
    expect(found.map((row) => [row.name, row.lanes.map((lane) => lane.key)])).toEqual([
      ['Bastien', ['s0']],
      ['Amélie', ['s1', 's2']],
    ]);
    expect(found[1]?.lanes[0]?.round?.id).toBe('r');
    expect(found[0]?.lanes[0]?.vehicle).toBe('Cargo bike');
  });

  it('keep a round whose shift is gone', () => {
    const found = rows(
      [],
      [round('r', [], { shift_id: 'gone', courier_id: 'chloe', courier_name: 'Chloé' })],
    );
    expect(found.map((row) => row.name)).toEqual(['Chloé']);
  });

  it('make the axis as long as the work, to half hours', () => {
    const late = round(
      'r',
      [stop('start', '09:50', '09:50', '09:50'), stop('end', '14:20', '14:20', '14:20')],
      {
        shift_id: 's1',
        courier_id: 'amelie',
      },
    );
    const axis = spanOf(rows([lunch], [late]));
    expect(axis).toEqual({ from: at('09:30'), to: at('14:30') });
    expect(spanOf([])).toBeNull();
  });
});

describe('axis', () => {
  const axis = { from: at('09:30'), to: at('14:30') };

  it('places instants, and now only if it is on it', () => {
    expect(fraction(at('12:00'), axis)).toBe(0.5);
    expect(nowFraction(at('09:30'), axis)).toBe(0);
    expect(nowFraction(at('09:29'), axis)).toBeNull();
    expect(nowFraction(at('14:31'), axis)).toBeNull();
  });

  it('has more lines the longer an hour is, on the full hours of the zone', () => {
    const midnight = at('00:00') - HOUR / 2;
    const wide = ticksOf(axis, midnight, 300);
    expect(wide.filter((tick) => tick.hour).map((tick) => tick.at)).toEqual(
      ['09:30', '10:30', '11:30', '12:30', '13:30', '14:30'].map(at),
    );
    expect(ticksOf(axis, at('00:00'), 40).every((tick) => tick.hour)).toBe(true);
    expect(wide.length).toBeGreaterThan(ticksOf(axis, midnight, 100).length);
  });

  it('zooms by steps and no further out than the whole day', () => {
    expect(zoomStep(70, 1, 70)).toBe(90);
    expect(zoomStep(90, -1, 70)).toBe(70);
    expect(zoomStep(70, -1, 70)).toBe(70);
    expect(zoomStep(420, 1, 70)).toBe(420);
  });
});

describe('arrow keys', () => {
  const spots = spotsOf(
    rows(
      [shift('s1', 'amelie', '09:00', '14:00'), shift('s2', 'bastien', '09:00', '14:00')],
      [
        round(
          'a',
          [
            stop('start', '09:00', '09:00', '09:00'),
            stop('pickup', '09:10', '09:10', '09:12', 1),
            stop('dropoff', '10:00', '10:00', '10:02', 2),
          ],
          { shift_id: 's1', courier_id: 'amelie' },
        ),
        round(
          'b',
          [stop('pickup', '09:20', '09:20', '09:22', 1), stop('dropoff', '09:55', '09:55', '10:00', 2)],
          { shift_id: 's2', courier_id: 'bastien' },
        ),
      ],
    ),
  );
  const go = (from: string, key: string) => {
    const spot = spots.find((one) => one.key === from);
    return spot ? stepSpot(spots, spot, key)?.key : undefined;
  };

  it('go along the row and to what is nearest in time in the next one', () => {
    expect(spots.map((spot) => spot.key)).toEqual(['a:1', 'a:2', 'b:1', 'b:2']);
    expect(go('a:1', 'ArrowRight')).toBe('a:2');
    expect(go('a:2', 'ArrowRight')).toBe('a:2');
    expect(go('a:2', 'ArrowDown')).toBe('b:2');
    expect(go('b:1', 'ArrowUp')).toBe('a:1');
    expect(go('b:2', 'ArrowDown')).toBe('b:2');
    expect(go('b:2', 'Home')).toBe('b:1');
    expect(go('b:2', 'x')).toBeUndefined();
  });
});
