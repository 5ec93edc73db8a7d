import { describe, expect, it } from 'vitest';
import type { StopStatus } from '../api/types';
import { currentRound } from './current';
import { ms, round, stop } from './testing';

function sheet(id: string, from: string, to: string, dropoff: StopStatus, end: StopStatus = 'todo') {
  return round(id, from, to, [
    stop(0, 'start', { status: 'done' }),
    stop(1, 'dropoff', { status: dropoff }),
    stop(2, 'end', { status: end }),
  ]);
}

describe('currentRound', () => {
  const noon = sheet('noon', '10:00', '13:00', 'todo');
  const evening = sheet('evening', '17:00', '20:00', 'todo');

  it('goes by the clock, whatever the order', () => {
    expect(currentRound([evening, noon], ms('08:00'))?.id).toBe('noon');
    expect(currentRound([evening, noon], ms('11:00'))?.id).toBe('noon');
    expect(currentRound([evening, noon], ms('17:00'))?.id).toBe('evening');
  });

  it('stays with a round that takes longer than its shift', () => {
    expect(currentRound([noon, evening], ms('16:30'))?.id).toBe('noon');
  });

  it('goes on to the next one when all of the first is over, but not hours before it', () => {
    const over = sheet('noon', '10:00', '13:00', 'done', 'done');
    expect(currentRound([over, evening], ms('12:00'))?.id).toBe('noon');
    expect(currentRound([over, evening], ms('16:15'))?.id).toBe('evening');
  });

  it('asks for the return to the hub only for a while after the shift', () => {
    const back = sheet('noon', '10:00', '13:00', 'done');
    expect(currentRound([back, evening], ms('13:20'))?.id).toBe('noon');
    expect(currentRound([back, evening], ms('16:10'))?.id).toBe('evening');
  });

  it('never leaves a stop that someone is at', () => {
    const late = sheet('noon', '10:00', '13:00', 'started');
    expect(currentRound([late, evening], ms('17:30'))?.id).toBe('noon');
  });

  it('shows the last one when the day is over', () => {
    const over = sheet('evening', '17:00', '20:00', 'done', 'done');
    expect(currentRound([sheet('noon', '10:00', '13:00', 'failed', 'done'), over], ms('21:00'))?.id).toBe(
      'evening',
    );
    expect(currentRound([], ms('12:00'))).toBeNull();
  });
});
