import { describe, expect, it } from 'vitest';
import { complaints, emptyStop, emptyForm, leavesNothing, orderDraft, stopDraft } from './draft';

const DAY = '2026-03-17';
const ZONE = 'Europe/Helsinki';
const NOW = Date.parse('2026-03-17T08:00:00Z');

function typed() {
  const form = emptyForm();
  form.dropoffs = [
    { ...emptyStop(), address: { text: ' Kirkkokatu 3 ', lon_lat: null }, size: 'medium', count: 2 },
  ];
  return form;
}

it('says of a pickup where it is and what comes on board there', () => {
  const cheese = {
    ...emptyStop(),
    address: { text: ' Kirkkokatu 5 ', lon_lat: null },
    name: 'Juustokauppa',
    count: 2,
  };
  expect(stopDraft(cheese)).toEqual({
    address: 'Kirkkokatu 5',
    name: 'Juustokauppa',
    load: { mass_g: 4000, volume_ml: 20_000, bags: 2 },
  });
});

it('knows when other pickups leave nothing for the first', () => {
  const order = orderDraft(typed(), DAY, ZONE);
  const part = (size: 'small' | 'medium' | 'large', count = 1) => stopDraft({ ...emptyStop(), size, count });
  expect(leavesNothing(order, [])).toBe(false);
  expect(leavesNothing(order, [part('small')])).toBe(false);
  expect(leavesNothing(order, [part('small', 2)])).toBe(true);
  expect(leavesNothing(order, [part('small'), part('small')])).toBe(true);
  expect(leavesNothing(order, [part('large')])).toBe(false);
  const small = { dropoffs: [{ load: { mass_g: 4_000, volume_ml: 20_000, bags: 2 } }] };
  expect(leavesNothing(small, [part('medium')])).toBe(true);
});

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

  it('is of another day if that is chosen, until when too', () => {
    const form = {
      ...typed(),
      when: 'later' as const,
      day: 'tomorrow' as const,
      readyAt: '8:00',
      until: '9:30',
    };
    const times = (of: typeof form | ReturnType<typeof other>) => {
      expect(complaints(of, DAY, ZONE, NOW)).toEqual({});
      const draft = orderDraft(of, DAY, ZONE);
      return [draft.pickup?.window?.start_at, draft.dropoffs[0]?.window?.end_at];
    };
    const other = (otherDay: string) => ({ ...form, day: 'other' as const, otherDay });
    expect(times(form)).toEqual(['2026-03-18T06:00:00.000Z', '2026-03-18T07:30:00.000Z']);
    // After the change to summer time.
    expect(times(other('2026-03-30'))).toEqual(['2026-03-30T05:00:00.000Z', '2026-03-30T06:30:00.000Z']);
    expect(complaints(other(''), DAY, ZONE, NOW)).toEqual({ '/pickup/window': 'needDay' });
    expect(complaints(other('2026-03-16'), DAY, ZONE, NOW)['/pickup/window']).toBe('passed');
  });

  it('that is ready now is of today, whatever day was chosen before', () => {
    const form = { ...typed(), day: 'tomorrow' as const, until: '12:00' };
    expect(orderDraft(form, DAY, ZONE).dropoffs[0]?.window?.end_at).toBe('2026-03-17T10:00:00.000Z');
  });

  it('begins with the day that is looked at if that is still to come', () => {
    const begun = (day: string) => {
      const form = emptyForm(DAY, day);
      return [form.when, form.day, form.otherDay];
    };
    expect(begun(DAY)).toEqual(['now', 'today', '']);
    expect(begun('2026-03-16')).toEqual(['now', 'today', '']);
    expect(begun('2026-03-18')).toEqual(['later', 'tomorrow', '']);
    expect(begun('2026-03-20')).toEqual(['later', 'other', '2026-03-20']);
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

describe('what few deliveries need', () => {
  const more = (told: Partial<ReturnType<typeof emptyForm>['more']>) => {
    const form = typed();
    return { ...form, until: '12:00', more: { ...form.more, ...told } };
  };

  it('is sent only if it is said', () => {
    const plain = orderDraft(typed(), DAY, ZONE);
    expect(Object.keys(plain)).toEqual(['dropoffs']);
    const form = more({ onBoard: '30', sequence: 'fixed', who: 'not', couriers: ['bruno'], priority: 3 });
    const draft = orderDraft({ ...form, dropoffs: [...form.dropoffs, emptyStop()] }, DAY, ZONE);
    expect(draft).toMatchObject({
      max_on_board_min: 30,
      sequence: 'fixed',
      couriers: { not: ['bruno'] },
      priority: 3,
    });
    // Of one recipient there is but one order.
    expect(orderDraft(form, DAY, ZONE).sequence).toBeUndefined();
  });

  it('says two windows in place of one', () => {
    const form = more({ notBefore: '10:00', alsoFrom: '14:00', alsoUntil: '15:00', planBy: '11:00' });
    const dropoff = orderDraft(form, DAY, ZONE).dropoffs[0];
    expect(dropoff?.window).toBeUndefined();
    expect(dropoff?.windows).toEqual([
      { start_at: '2026-03-17T08:00:00.000Z', end_at: '2026-03-17T10:00:00.000Z' },
      { start_at: '2026-03-17T12:00:00.000Z', end_at: '2026-03-17T13:00:00.000Z' },
    ]);
    expect(dropoff?.plan_window).toEqual({ end_at: '2026-03-17T09:00:00.000Z' });
  });

  it('is looked at before it is sent', () => {
    const wrong = more({ alsoFrom: '14:00', onBoard: '0', who: 'only', planBy: 'noon' });
    expect(complaints(wrong, DAY, ZONE, NOW)).toEqual({
      '/dropoffs/0/windows': 'needAll',
      '/dropoffs/0/plan_window': 'needTime',
      '/max_on_board_min': 'needMinutes',
      '/couriers': 'needCouriers',
    });
  });
});
