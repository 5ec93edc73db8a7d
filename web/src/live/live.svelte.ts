/** The one stream of a page. */
import { session } from '../app/session.svelte';
import { debounce } from './debounce';
import { PLAN_PROGRESS, type EventKind } from './kinds';
import type { PlanProgress } from '../api/types';
import { LiveStream, type LiveEvent, type LiveState } from './stream';

let state = $state<LiveState>('connecting');
let lostAt = $state<number | null>(null);

const stream = new LiveStream({
  open: (url) => new EventSource(url) as EventSource,
  onstate(next) {
    if (next === 'lost' && state !== 'lost') lostAt = Date.now();
    if (next === 'open') lostAt = null;
    state = next;
  },
  ondoubt: () => void session.refresh(),
});

/** A subject that says nothing is about everything. */
export interface Change {
  /** Everything may have changed. */
  all: boolean;
  events: LiveEvent[];
}

const GATHER_MS = 250;

export const live = {
  get state(): LiveState {
    return state;
  },
  /** Since when there has been no connection, by the browser's clock. */
  get lostAt(): number | null {
    return lostAt;
  },
  /** Runs while someone is signed in, until the answer is called. */
  run(): () => void {
    const online = () => stream.nudge();
    addEventListener('online', online);
    stream.start();
    return () => {
      removeEventListener('online', online);
      stream.stop();
      lostAt = null;
    };
  },
  /** Calls `handler` while a day is being planned, until the answer is called. */
  onPlanning(handler: (progress: PlanProgress) => void): () => void {
    return stream.listen((message) => {
      if (message.kind === PLAN_PROGRESS) handler(message);
    });
  },
  /**
   * Calls `handler` when something of these kinds happened, gathered so that a burst makes one call;
   * also when everything must be fetched anew. Until the answer is called: return it from an effect.
   */
  on(kinds: readonly EventKind[], handler: (change: Change) => void, gatherMs = GATHER_MS): () => void {
    let all = false;
    let events: LiveEvent[] = [];
    const later = debounce(() => {
      const change = { all, events };
      all = false;
      events = [];
      handler(change);
    }, gatherMs);
    const stop = stream.listen((message) => {
      if (message.kind === 'resync') all = true;
      else if (message.kind === PLAN_PROGRESS) return;
      else if (kinds.includes(message.kind)) events.push(message);
      else return;
      later();
    });
    return () => {
      stop();
      later.cancel();
    };
  },
};
