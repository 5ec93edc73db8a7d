import { describe, expect, it } from 'vitest';
import { iso, order, place } from '../testing/day';
import { canCancel, canMove, dueAt, fold, groupsOf, historyOf, matches, STATUSES, waysFor } from './orders';

const ALL = new Set<never>();

describe('searching', () => {
  const one = order('o1', 'open', {
    reference: 'A-1042',
    dropoffs: [place(1, { name: 'Léa Œuvrard', address: 'Kasarmikatu 25', phone: '+358 40 123 4567' })],
  });

  it('finds by reference, shop, name without accents, address and digits of the phone', () => {
    for (const text of ['1042', 'ekberg', 'lea oeuv', 'KASARMI 25', '401234567', '  ', 'Léa kasarm'])
      expect(matches(one, text), text).toBe(true);
    for (const text of ['1043', 'lea fredrikinkatu']) expect(matches(one, text), text).toBe(false);
  });

  it('folds case, accents and spaces', () => {
    expect(fold('  Élise   À Cœur ')).toBe('elise a coeur');
  });
});

describe('groups', () => {
  it('put first what needs somebody, and leave out empty states', () => {
    const orders = STATUSES.map((status) => order(status, status)).reverse();
    expect(groupsOf(orders, '', ALL).map((group) => group.status)).toEqual([...STATUSES]);
    expect(STATUSES.slice(0, 3)).toEqual(['unassigned', 'review', 'open']);
    expect(groupsOf([order('a', 'open')], '', ALL).map((group) => group.status)).toEqual(['open']);
  });

  it('show chosen states only, and only what matches', () => {
    const orders = [order('a', 'open'), order('b', 'planned'), order('c', 'open', { reference: 'find me' })];
    expect(groupsOf(orders, '', new Set(['open']))[0]?.orders).toHaveLength(2);
    expect(groupsOf(orders, 'find', ALL).flatMap((group) => group.orders.map((one) => one.id))).toEqual([
      'c',
    ]);
  });

  it('sort waiting orders by when they are due, planned ones by what comes next, past ones latest first', () => {
    const due = (id: string, end: string) =>
      order(id, 'open', { dropoffs: [place(1, { window: { start_at: iso('09:00'), end_at: iso(end) } })] });
    const planned = (id: string, pickup: string) =>
      order(id, 'planned', { pickup: place(0, { planned_at: iso(pickup) }) });
    const done = (id: string, end: string) =>
      order(id, 'delivered', { dropoffs: [place(1, { ended_at: iso(end) })] });
    const ids = (orders: ReturnType<typeof order>[]) =>
      groupsOf(orders, '', ALL).flatMap((group) => group.orders.map((one) => one.id));
    expect(ids([due('b', '12:00'), due('a', '11:00')])).toEqual(['a', 'b']);
    expect(ids([planned('b', '12:00'), planned('a', '11:00')])).toEqual(['a', 'b']);
    expect(ids([done('a', '10:00'), done('b', '10:30')])).toEqual(['b', 'a']);
  });
});

describe('what may be done', () => {
  it('is cancelling until the pickup is started, and moving until it is planned', () => {
    expect(canCancel(order('a', 'planned'))).toBe(true);
    expect(canCancel(order('a', 'planned', { pickup: place(0, { status: 'started' }) }))).toBe(false);
    const more_pickups = [place(1, { status: 'done' })];
    expect(canCancel(order('a', 'planned', { more_pickups, dropoffs: [place(2)] }))).toBe(false);
    expect(canCancel(order('a', 'under_way'))).toBe(false);
    expect(canMove(order('a', 'unassigned'))).toBe(true);
    expect(canMove(order('a', 'planned'))).toBe(false);
  });
});

describe('history', () => {
  it('is in the order of time', () => {
    const told = historyOf(
      order('a', 'failed', {
        pickup: place(0, { status: 'done', started_at: iso('10:00'), ended_at: iso('10:02') }),
        dropoffs: [place(1, { status: 'failed', started_at: iso('10:20'), ended_at: iso('10:25') })],
      }),
    );
    expect(told.map((moment) => [moment.what, moment.position])).toEqual([
      ['posted', null],
      ['started', 0],
      ['done', 0],
      ['started', 1],
      ['failed', 1],
    ]);
  });
});

describe('what could not be handed over', () => {
  const back = place(2, { follow_up: { after: 1, then: 'return' } });

  it('may go elsewhere until its courier is there', () => {
    expect(waysFor(back)).toEqual(['hub', 'again']);
    expect(waysFor({ ...back, status: 'started' })).toEqual([]);
    expect(waysFor(place(1))).toEqual([]);
  });

  it('is due where it goes now', () => {
    const window = (end: string) => ({ start_at: iso('09:00'), end_at: iso(end) });
    const failed = place(1, { status: 'failed', window: window('10:00') });
    const both = [failed, { ...back, window: window('14:00') }];
    expect(dueAt(order('a', 'under_way', { dropoffs: both }))).toBe(Date.parse(iso('14:00')));
    expect(dueAt(order('a', 'failed', { dropoffs: [failed] }))).toBe(Date.parse(iso('10:00')));
  });
});
