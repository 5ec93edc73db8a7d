import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { debounce } from './debounce';
import { LiveStream, type LiveMessage, type LiveState } from './stream';

class Line {
  static all: Line[] = [];
  closed = false;
  #listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly url: string) {
    Line.all.push(this);
  }
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener);
  }
  close(): void {
    this.closed = true;
  }
  say(type: string, data: unknown = '', lastEventId = ''): void {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    this.#listeners.get(type)?.(new MessageEvent(type, { data: text, lastEventId }));
  }
}

const last = () => Line.all.at(-1) as Line;
let heard: LiveMessage[];
let states: LiveState[];
let doubts: number;

function stream(): LiveStream {
  const made = new LiveStream({
    open: (url) => new Line(url),
    onstate: (state) => states.push(state),
    ondoubt: () => (doubts += 1),
    random: () => 1,
  });
  made.listen((message) => heard.push(message));
  made.start();
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
  Line.all = [];
  heard = [];
  states = [];
  doubts = 0;
});
afterEach(() => vi.useRealTimers());

const event = (seq: number, order: string) => ({ seq, at: '2026-03-17T09:00:00Z', subject: { order } });

describe('the live stream', () => {
  it('tells events by kind, and goes on after the last one when the line was lost', () => {
    stream();
    expect(last().url).toBe('/v1/events');
    last().say('open');
    last().say('order.posted', event(12, 'o1'), '12');
    expect(heard.at(-1)).toMatchObject({ kind: 'order.posted', seq: 12, subject: { order: 'o1' } });
    last().say('error');
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(last().url).toBe('/v1/events?after=12');
    expect(states).toEqual(['connecting', 'open', 'lost', 'lost']);
  });

  it('tells how far a plan is, and does not go on from there', () => {
    stream();
    last().say('open');
    last().say('order.posted', event(12, 'o1'), '12');
    const told = { day: '2026-03-17', iterations: 900, left_out: 1, saved: 0.08, done: 0.5 };
    last().say('plan.progress', told, '12');
    expect(heard.at(-1)).toEqual({ kind: 'plan.progress', ...told });
    const before = heard.length;
    last().say('plan.progress', 'no json');
    expect(heard).toHaveLength(before);
    last().say('error');
    vi.advanceTimersByTime(1000);
    expect(last().url).toBe('/v1/events?after=12');
  });

  it('has everything fetched anew when it cannot know what was missed', () => {
    stream();
    last().say('open');
    expect(heard).toEqual([{ kind: 'resync' }]);
    last().say('resync', '', '2000');
    expect(heard).toHaveLength(2);
    last().say('order.posted', 'no json', '2001');
    expect(heard.at(-1)).toEqual({ kind: 'resync' });
    last().say('error');
    vi.advanceTimersByTime(1000);
    expect(last().url).toBe('/v1/events?after=2001');
    last().say('open');
    expect(heard).toHaveLength(3);
  });

  it('waits longer after each failure, has the session looked at, and can be nudged', () => {
    const live = stream();
    const waits = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
    for (const wait of waits) {
      const before = Line.all.length;
      last().say('error');
      vi.advanceTimersByTime(wait - 1);
      expect(Line.all).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(Line.all).toHaveLength(before + 1);
    }
    expect(doubts).toBe(waits.length - 1);
    last().say('error');
    const before = Line.all.length;
    live.nudge();
    live.nudge();
    expect(Line.all).toHaveLength(before + 1);
  });

  it('is silent once stopped', () => {
    const live = stream();
    last().say('error');
    live.stop();
    vi.advanceTimersByTime(60_000);
    expect(Line.all).toHaveLength(1);
  });
});

describe('gathering', () => {
  it('makes one call of a burst, but does not wait for ever', () => {
    const run = vi.fn();
    const later = debounce(run, 100);
    for (let at = 0; at < 3; at += 1) later();
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
    for (let at = 0; at < 9; at += 1) {
      later();
      vi.advanceTimersByTime(50);
    }
    expect(run).toHaveBeenCalledTimes(2);
    later();
    later.cancel();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
