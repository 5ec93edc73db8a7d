import { beforeEach, describe, expect, it } from 'vitest';
import type { Shift } from '../api/types';
import { language } from '../i18n/language.svelte';
import { draftOf, formOf, unreadable } from './draft';

beforeEach(() => language.set('en'));

const ZONE = 'Europe/Paris';
const shift: Shift = {
  id: 's1',
  day: '2026-03-17',
  courier_id: 'bruno',
  crew_id: null,
  vehicle_id: 'bike',
  hub_id: 'core',
  window: { start_at: '2026-03-17T21:00:00Z', end_at: '2026-03-18T03:30:00Z' },
  break: {
    window: { start_at: '2026-03-17T23:30:00Z', end_at: '2026-03-18T00:00:00Z' },
    duration_s: 1200,
  },
};

describe('a shift', () => {
  it('is sent back as it came, over midnight too', () => {
    const form = formOf(shift, ZONE);
    expect(form).toMatchObject({ from: '22:00', until: '04:30', breakFrom: '00:30', breakMinutes: '20' });
    const draft = draftOf(form, shift.day, ZONE);
    expect(new Date(draft.window.end_at ?? '').toISOString()).toBe('2026-03-18T03:30:00.000Z');
    expect(draft.break?.window.start_at).toBe('2026-03-17T23:30:00.000Z');
    expect(draft).toMatchObject({ courier_id: 'bruno', crew_id: null, break: { duration_s: 1200 } });
    expect(draft).toMatchObject({ hub_id: 'core', end_hub_id: null });
    const elsewhere = draftOf(formOf({ ...shift, end_hub_id: 'quay' }, ZONE), shift.day, ZONE);
    expect(elsewhere).toMatchObject({ hub_id: 'core', end_hub_id: 'quay' });
  });

  it('that ends when it starts lasts a day, and needs no break', () => {
    const form = { ...formOf(shift, ZONE), from: '9', until: '9h', breakMinutes: ' ', crew: 'nina' };
    const draft = draftOf(form, '2026-03-17', ZONE);
    expect(draft.window).toEqual({
      start_at: '2026-03-17T08:00:00.000Z',
      end_at: '2026-03-18T08:00:00.000Z',
    });
    expect(draft).toMatchObject({ break: null, crew_id: 'nina' });
  });

  it('whose times cannot be read is not sent', () => {
    const form = { ...formOf(shift, ZONE), until: 'noon', breakFrom: '' };
    expect(unreadable(form)).toEqual(['until', 'breakFrom']);
    expect(unreadable({ ...form, breakMinutes: '' })).toEqual(['until']);
  });
});
