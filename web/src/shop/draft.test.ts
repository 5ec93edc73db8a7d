import { describe, expect, it } from 'vitest';
import { complaints, emptyDropoff, emptyForm, orderDraft } from './draft';

const DAY = '2026-03-17';
const ZONE = 'Europe/Helsinki';
const NOW = Date.parse('2026-03-17T08:00:00Z');

function typed() {
  const form = emptyForm();
  form.dropoffs = [
    { ...emptyDropoff(), address: { text: ' Kirkkokatu 3 ', lon_lat: null }, size: 'medium', count: 2 },
  ];
  return form;
}

describe('the form of a delivery', () => {
  it('needs but an address', () => {
    expect(complaints(emptyForm(), DAY, ZONE, NOW)).toEqual({ '/dropoffs/0/address': 'needAddress' });
    expect(complaints(typed(), DAY, ZONE, NOW)).toEqual({});
  });

  it('sends what was typed, and leaves to the server what was not', () => {
    expect(orderDraft(typed(), DAY, ZONE)).toEqual({
      dropoffs: [{ address: 'Kirkkokatu 3', load: { mass_g: 10_000, volume_ml: 50_000, bags: 2 } }],
    });
  });

  it('reads times by the co-op’s clock', () => {
    const form = { ...typed(), when: 'later' as const, readyAt: '10h30', until: '12:00' };
    expect(complaints(form, DAY, ZONE, NOW)).toEqual({});
    const draft = orderDraft(form, DAY, ZONE);
    expect(draft.pickup?.window?.start_at).toBe('2026-03-17T08:30:00.000Z');
    expect(draft.dropoffs[0]?.window?.end_at).toBe('2026-03-17T10:00:00.000Z');
  });

  it('complains about times that cannot be', () => {
    const later = { ...typed(), when: 'later' as const };
    const at = (readyAt: string, until: string) => complaints({ ...later, readyAt, until }, DAY, ZONE, NOW);
    expect(at('soon', '')).toEqual({ '/pickup/window': 'needTime' });
    expect(at('09:00', '')).toEqual({ '/pickup/window': 'passed' });
    expect(at('11:00', '10:45')).toEqual({ '/dropoffs/0/window': 'reversed' });
    expect(at('11:00', '09:45')).toEqual({ '/dropoffs/0/window': 'passed' });
  });
});
