import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem';
import type { Round } from '../api/types';
import { foresee, type Action } from './actions';
import { Rounds, type Server } from './rounds.svelte';
import { at, ms, round, stop } from './testing';

const DAY = '2026-03-17';
const offline = new Problem({ status: 0, code: 'offline' });

function fresh(): Round {
  return round('r', '09:00', '12:00', [
    stop(1, 'pickup', { order_id: 'a' }),
    stop(2, 'pickup', { order_id: 'b' }),
    stop(3, 'dropoff', { order_id: 'a' }),
  ]);
}

/** A server that keeps what it is told; `answer` may fail before or after keeping it. */
class Fake implements Server {
  kept = [fresh()];
  asked: string[] = [];
  before: (() => Promise<void>) | null = null;
  after: (() => Promise<void>) | null = null;
  listed: (string | null)[] = [];
  async list(day: string | null) {
    this.listed.push(day);
    return structuredClone(this.kept);
  }
  async say(id: string, number: number, action: Action) {
    this.asked.push(`${action.what} ${number}`);
    await this.before?.();
    this.kept = this.kept.map((each) => foresee(each, { round: id, stops: [number], action }, at('09:30')));
    await this.after?.();
    return structuredClone(this.kept[0] as Round);
  }
}

let fake: Fake;
let rounds: Rounds;
let clock: number;
const status = (number: number) =>
  rounds.all?.[0]?.stops.find((each) => each.number === number)?.status ?? 'none';
const settled = () => vi.waitFor(() => expect(rounds.sending).toBeNull());
const done = (...stops: number[]) => rounds.press({ round: 'r', stops, action: { what: 'done' } });

beforeEach(async () => {
  clock = 10_000;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  fake = new Fake();
  rounds = new Rounds(() => ms('09:30'), fake);
  await rounds.open(DAY);
});

it('asks for what is ridden now when the day is today, as a night shift began yesterday', async () => {
  await rounds.open(DAY, true);
  await rounds.refresh();
  await rounds.open('2026-03-18');
  expect(fake.listed).toEqual([DAY, null, null, '2026-03-18']);
});

describe('saying how it goes', () => {
  it('shows it at once, and keeps it when the server agrees', async () => {
    expect(done(1, 2)).toBe(true);
    expect([status(1), status(2)]).toEqual(['done', 'done']);
    await settled();
    expect(fake.asked).toEqual(['done 1', 'done 2']);
    expect([status(1), status(2), status(3)]).toEqual(['done', 'done', 'todo']);
    expect(rounds.kept).toBeNull();
    expect(rounds.change).toBeNull();
  });

  it('takes a second press for the first one', async () => {
    done(1);
    expect(done(1)).toBe(false);
    await settled();
    clock += 300;
    expect(done(2)).toBe(false);
    clock += 1000;
    expect(done(2)).toBe(true);
    await settled();
    expect(fake.asked).toEqual(['done 1', 'done 2']);
  });

  it('takes it back if it does not arrive, keeps it, and says it again when asked', async () => {
    fake.before = () => Promise.reject(offline);
    done(1);
    expect(status(1)).toBe('done');
    await settled();
    expect(status(1)).toBe('todo');
    expect(rounds.kept).toMatchObject({ stops: [1], retry: true, action: { what: 'done' } });
    fake.before = null;
    rounds.retry();
    await settled();
    expect(status(1)).toBe('done');
    expect(rounds.kept).toBeNull();
  });

  it('keeps only what is left when the connection breaks half way', async () => {
    fake.before = async () => {
      if (fake.asked.length === 2) throw offline;
    };
    done(1, 2);
    await settled();
    expect([status(1), status(2)]).toEqual(['done', 'todo']);
    expect(rounds.kept?.stops).toEqual([2]);
  });

  it('does not ask again if only the answer was lost', async () => {
    fake.after = () => Promise.reject(offline);
    done(1);
    await settled();
    expect(status(1)).toBe('done');
    expect(rounds.kept).toBeNull();
  });

  it('never calls it done while nothing can be asked of the server', async () => {
    fake.after = () => Promise.reject(offline);
    fake.list = () => Promise.reject(offline);
    done(1);
    await settled();
    expect(status(1)).toBe('todo');
    expect(rounds.kept).toMatchObject({ stops: [1], retry: true });
  });

  it('does not offer to repeat what the server refuses', async () => {
    fake.before = () => Promise.reject(new Problem({ status: 409, code: 'conflict' }));
    done(1);
    await settled();
    expect(rounds.kept).toMatchObject({ retry: false });
    rounds.discard();
    expect(rounds.kept).toBeNull();
  });
});

describe('what changes meanwhile', () => {
  it('is noticed, and added up until it is read', async () => {
    fake.kept = [{ ...fresh(), stops: fresh().stops.slice(0, 2) }];
    await rounds.refresh();
    expect(rounds.change).toEqual({ added: 0, removed: 1, moved: false });
    fake.kept = [fresh()];
    await rounds.refresh();
    expect(rounds.change).toEqual({ added: 1, removed: 1, moved: false });
  });

  it('is no notice if only progress was made', async () => {
    fake.kept = [foresee(fresh(), { round: 'r', stops: [1], action: { what: 'start' } }, at('09:10'))];
    await rounds.refresh();
    expect(status(1)).toBe('started');
    expect(rounds.change).toBeNull();
  });

  it('is found by another time or note too, and not by another id of the same round', async () => {
    fake.kept = [{ ...fresh(), id: 'again' }];
    await rounds.refresh();
    expect(rounds.change).toBeNull();
    const stops = fresh().stops.map((each) => ({ ...each, arrival_at: at('10:20') }));
    fake.kept = [{ ...fresh(), stops }];
    await rounds.refresh();
    expect(rounds.change).toEqual({ added: 0, removed: 0, moved: true });
  });

  it('does not let an older answer undo a newer one', async () => {
    let release: (rounds: Round[]) => void = () => undefined;
    const list = fake.list.bind(fake);
    fake.list = () => new Promise((resolve) => (release = resolve));
    const old = rounds.refresh();
    fake.list = list;
    done(1);
    await settled();
    release([fresh()]);
    await old;
    expect(status(1)).toBe('done');
  });

  it('keeps what is shown if it cannot be loaded again', async () => {
    fake.list = () => Promise.reject(offline);
    await rounds.refresh();
    expect(rounds.all).toHaveLength(1);
    expect(rounds.problem?.code).toBe('offline');
  });
});
