import { beforeEach, describe, expect, it } from 'vitest';
import { language } from '../i18n/language.svelte';
import {
  addDays,
  clockTime,
  dayOf,
  distance,
  duration,
  instantAt,
  longDay,
  relativeDay,
  timeSpan,
} from './format';
import { readTime } from './read';

const ZONE = 'Europe/Helsinki';
beforeEach(() => language.set('en'));

describe('times', () => {
  it('are of the co-op’s zone, by 24 hours, in both languages', () => {
    for (const code of ['en', 'fr'] as const) {
      language.set(code);
      expect(clockTime('2026-03-17T13:05:00Z', ZONE)).toBe('15:05');
      expect(clockTime('2026-03-16T22:00:00Z', ZONE)).toBe('00:00');
    }
    expect(timeSpan({ start_at: '2026-03-17T07:00:00Z', end_at: '2026-03-17T08:30:00Z' }, ZONE)).toBe(
      '09:00–10:30',
    );
  });

  it('belong to the day of the zone', () => {
    expect(dayOf('2026-03-16T22:30:00Z', ZONE)).toBe('2026-03-17');
    expect(dayOf('2026-03-16T22:30:00Z', 'America/New_York')).toBe('2026-03-16');
  });

  it('turn back into instants, also around the change to summer time', () => {
    expect(instantAt('2026-03-17', '15:05', ZONE).toISOString()).toBe('2026-03-17T13:05:00.000Z');
    expect(instantAt('2026-03-29', '02:30', ZONE).toISOString()).toBe('2026-03-29T00:30:00.000Z');
    expect(instantAt('2026-03-29', '04:30', ZONE).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-10-25', '12:00', ZONE).toISOString()).toBe('2026-10-25T10:00:00.000Z');
  });

  it('are read as people type them', () => {
    const typed = ['9', '9:05', '905', '0905', '9h05', '9 h 05', '9.05', '23:59', '14h'];
    expect(typed.map(readTime)).toEqual([
      '09:00',
      '09:05',
      '09:05',
      '09:05',
      '09:05',
      '09:05',
      '09:05',
      '23:59',
      '14:00',
    ]);
    expect(['', '24:00', '12:60', 'noon', '12345', '1:2'].map(readTime)).toEqual(Array(6).fill(null));
  });
});

describe('days', () => {
  it('are named', () => {
    expect(longDay('2026-03-17')).toBe('Tuesday 17 March');
    language.set('fr');
    expect(longDay('2026-03-17')).toBe('mardi 17 mars');
    expect(relativeDay('2026-03-18', '2026-03-17')).toBe('Demain');
  });

  it('are counted across months', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });
});

describe('amounts', () => {
  it('are rounded to what matters', () => {
    expect([59, 720, 3600, 3900, -5].map(duration)).toEqual([
      '1\u202fmin',
      '12\u202fmin',
      '1\u202fh',
      '1\u202fh 05',
      '0\u202fmin',
    ]);
    expect([344, 4234, 12345].map(distance)).toEqual(['340\u202fm', '4.2\u202fkm', '12\u202fkm']);
    language.set('fr');
    expect(distance(4234)).toBe('4,2\u202fkm');
  });
});
