/** The geometry of the timeline: rows of couriers, and what lies where in them. */
import type { Courier, Day, Round, RoundStop, Shift, Vehicle } from '../../api/types';
import { MINUTE } from './progress';

export const HOUR = 60 * MINUTE;

export interface Span {
  from: number;
  to: number;
}

export interface Piece extends Span {
  kind: 'ride' | 'wait' | 'service' | 'break';
  /** Number of the stop that it leads to or is of. */
  stop: number;
}

export interface Lane {
  key: string;
  span: Span;
  vehicle: string;
  round: Round | null;
  pieces: Piece[];
}

export interface Row {
  courierId: string;
  name: string;
  lanes: Lane[];
}

function span(window: { start_at: string; end_at: string }): Span {
  return { from: Date.parse(window.start_at), to: Date.parse(window.end_at) };
}

/** The ride to, the wait at and the service of each stop. */
export function piecesOf(round: Round): Piece[] {
  const pieces: Piece[] = [];
  let left = NaN;
  for (const stop of round.stops) {
    const [arrival, start, end] = [stop.arrival_at, stop.start_at, stop.end_at].map(Date.parse) as [
      number,
      number,
      number,
    ];
    const add = (kind: Piece['kind'], from: number, to: number) => {
      if (to > from) pieces.push({ kind, from, to, stop: stop.number });
    };
    add('ride', left, arrival);
    add('wait', arrival, start);
    add(stop.kind === 'break' ? 'break' : 'service', start, end);
    left = end;
  }
  return pieces;
}

/** One row a courier, with a lane a shift; those who start first come first. */
export function rowsOf(
  day: Pick<Day, 'shifts' | 'rounds'>,
  couriers: readonly Courier[],
  vehicles: readonly Vehicle[],
): Row[] {
  const rows = new Map<string, Row>();
  const row = (id: string, name?: string): Row => {
    const known = couriers.find((courier) => courier.id === id);
    let found = rows.get(id);
    if (!found) rows.set(id, (found = { courierId: id, name: known?.name ?? name ?? id, lanes: [] }));
    return found;
  };
  const vehicleName = (id: string) => vehicles.find((vehicle) => vehicle.id === id)?.name ?? id;
  const shown = new Set<string>();
  const lane = (shift: Shift | null, round: Round | null): Lane => ({
    key: shift?.id ?? round?.id ?? '',
    span: span(shift?.window ?? round?.window ?? { start_at: '', end_at: '' }),
    vehicle: round?.vehicle_name ?? vehicleName(shift?.vehicle_id ?? ''),
    round,
    pieces: round ? piecesOf(round) : [],
  });
  for (const shift of day.shifts) {
    const rounds = day.rounds.filter((round) => round.shift_id === shift.id);
    rounds.forEach((round) => shown.add(round.id));
    const into = row(shift.courier_id, rounds[0]?.courier_name);
    into.lanes.push(lane(shift, rounds[0] ?? null), ...rounds.slice(1).map((more) => lane(null, more)));
  }
  // A round whose shift was removed since is still ridden.
  for (const round of day.rounds)
    if (!shown.has(round.id)) row(round.courier_id, round.courier_name).lanes.push(lane(null, round));
  const all = [...rows.values()];
  for (const one of all) one.lanes.sort((a, b) => a.span.from - b.span.from);
  const start = (one: Row) => one.lanes[0]?.span.from ?? 0;
  return all.sort((a, b) => start(a) - start(b) || a.name.localeCompare(b.name));
}

/** What the axis must show: all shifts and rounds, to whole half hours; null of no rows. */
export function spanOf(rows: readonly Row[]): Span | null {
  let all: Span | null = null;
  for (const { lanes } of rows)
    for (const { span: shift, pieces } of lanes) {
      const from = Math.min(shift.from, pieces[0]?.from ?? Infinity);
      const to = Math.max(shift.to, pieces.at(-1)?.to ?? -Infinity);
      all = all ? { from: Math.min(all.from, from), to: Math.max(all.to, to) } : { from, to };
    }
  if (!all) return null;
  const half = HOUR / 2;
  return {
    from: Math.floor((all.from - MINUTE) / half) * half,
    to: Math.ceil((all.to + MINUTE) / half) * half,
  };
}

/** Where an instant lies on the axis, from 0 to 1 within it. */
export function fraction(at: number, axis: Span): number {
  return (at - axis.from) / (axis.to - axis.from);
}

/** A fraction as a percentage for CSS and SVG. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

export const ZOOMS = [60, 90, 130, 190, 280, 420] as const;

/** The next larger or smaller width of an hour, in pixels; not under `fit`, which shows all. */
export function zoomStep(current: number, by: 1 | -1, fit: number): number {
  const steps = [fit, ...ZOOMS.filter((step) => step > fit * 1.1)];
  if (by > 0) return steps.find((step) => step > current + 1) ?? current;
  return [...steps].reverse().find((step) => step < current - 1) ?? fit;
}

export interface Tick {
  at: number;
  /** A full hour, with its label. */
  hour: boolean;
}

/** The lines of the axis: hours, and between them as many as there is room for. */
export function ticksOf(axis: Span, midnight: number, hourPx: number): Tick[] {
  const step = hourPx >= 240 ? HOUR / 4 : hourPx >= 90 ? HOUR / 2 : hourPx >= 32 ? HOUR : 2 * HOUR;
  const ticks: Tick[] = [];
  let at = midnight + Math.ceil((axis.from - midnight) / step) * step;
  for (; at <= axis.to; at += step) ticks.push({ at, hour: (at - midnight) % HOUR === 0 });
  return ticks;
}

/** Where the line of now stands; null if it is not on the axis. */
export function nowFraction(nowMs: number, axis: Span): number | null {
  const share = fraction(nowMs, axis);
  return share >= 0 && share <= 1 ? share : null;
}

/** A stop that can be focused: its place in the grid of rows. */
export interface Spot {
  key: string;
  row: number;
  at: number;
  round: string;
  stop: RoundStop;
}

export function spotKey(round: string, number: number): string {
  return `${round}:${number}`;
}

/** Every stop that can be focused, row by row in time; starts and ends at the hub are not. */
export function spotsOf(rows: readonly Row[]): Spot[] {
  return rows.flatMap(({ lanes }, row) =>
    lanes.flatMap(({ round }) =>
      (round?.stops ?? [])
        .filter((stop) => stop.kind !== 'start' && stop.kind !== 'end')
        .map((stop) => ({
          key: spotKey(round?.id ?? '', stop.number),
          row,
          // The sign of a break stands in its middle, clear of the stop before.
          at:
            stop.kind === 'break'
              ? (Date.parse(stop.start_at) + Date.parse(stop.end_at)) / 2
              : Date.parse(stop.start_at),
          round: round?.id ?? '',
          stop,
        })),
    ),
  );
}

/** Where an arrow key leads from a spot; the same spot at the edge, null for other keys. */
export function stepSpot(spots: readonly Spot[], from: Spot, key: string): Spot | null {
  const row = spots.filter((spot) => spot.row === from.row);
  const at = row.findIndex((spot) => spot.key === from.key);
  if (key === 'ArrowRight') return row[at + 1] ?? from;
  if (key === 'ArrowLeft') return row[at - 1] ?? from;
  if (key === 'Home') return row[0] ?? from;
  if (key === 'End') return row.at(-1) ?? from;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const others = spots.filter((spot) => (key === 'ArrowDown' ? spot.row > from.row : spot.row < from.row));
  const target = key === 'ArrowDown' ? others[0]?.row : others.at(-1)?.row;
  const near = others.filter((spot) => spot.row === target);
  return near.reduce<Spot>(
    (best, spot) =>
      best === from || Math.abs(spot.at - from.at) < Math.abs(best.at - from.at) ? spot : best,
    from,
  );
}
