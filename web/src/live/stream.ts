/** The server's events as they happen: survives lost connections, and says when all must be fetched anew. */
import type { EventSubject } from './kinds';
import type { PlanProgress } from '../api/types';
import { EVENT_KINDS, PLAN_PROGRESS, type EventKind } from './kinds';

export interface LiveEvent {
  seq: number;
  at: string;
  kind: EventKind;
  subject: EventSubject;
}

/** How far a plan that is being made is: told in passing, and not again after a lost connection. */
export type LiveProgress = PlanProgress & { kind: typeof PLAN_PROGRESS };

/** What a subscriber hears: what happened, that anything may have (`resync`), or how far a plan is. */
export type LiveMessage = LiveEvent | { kind: 'resync' } | LiveProgress;
export type LiveState = 'connecting' | 'open' | 'lost';

/** The part of EventSource that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface StreamParams {
  open(url: string): Source;
  onstate(state: LiveState): void;
  /** After this many failures in a row someone should look whether the session still holds. */
  ondoubt?(): void;
  random?(): number;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const DOUBT_AFTER = 2;

export class LiveStream {
  #params: StreamParams;
  #source: Source | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastSeq: number | undefined;
  #failures = 0;
  #listeners = new Set<(message: LiveMessage) => void>();

  constructor(params: StreamParams) {
    this.#params = params;
  }

  /** Calls `listener` for each message until the answer is called. */
  listen(listener: (message: LiveMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (!this.#source && this.#timer === undefined) this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source?.close();
    this.#source = undefined;
  }

  /** Tries at once instead of waiting on, as when the browser says that it is online again. */
  nudge(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#connect();
  }

  #connect(): void {
    this.#params.onstate(this.#failures === 0 ? 'connecting' : 'lost');
    const after = this.#lastSeq === undefined ? '' : `?after=${this.#lastSeq}`;
    const source = this.#params.open(`/v1/events${after}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#failures = 0;
      this.#params.onstate('open');
      // Without a number to go on from, something may have happened before the stream was open.
      if (this.#lastSeq === undefined) this.#tell({ kind: 'resync' });
    });
    source.addEventListener('error', () => this.#fail(source));
    source.addEventListener('resync', (event) => {
      this.#remember(Number(event.lastEventId));
      this.#tell({ kind: 'resync' });
    });
    source.addEventListener(PLAN_PROGRESS, (event) => {
      try {
        this.#tell({ ...(JSON.parse(event.data) as PlanProgress), kind: PLAN_PROGRESS });
      } catch {
        // The next one is a moment away.
      }
    });
    for (const kind of EVENT_KINDS) source.addEventListener(kind, (event) => this.#hear(kind, event));
  }

  #hear(kind: EventKind, event: MessageEvent<string>): void {
    try {
      const told = JSON.parse(event.data) as Omit<LiveEvent, 'kind'>;
      this.#remember(told.seq);
      this.#tell({ ...told, kind, subject: told.subject ?? {} });
    } catch {
      // An event that cannot be read may have been anything.
      this.#remember(Number(event.lastEventId));
      this.#tell({ kind: 'resync' });
    }
  }

  #remember(seq: number): void {
    if (Number.isFinite(seq) && seq > 0) this.#lastSeq = seq;
  }

  #tell(message: LiveMessage): void {
    for (const listener of [...this.#listeners]) listener(message);
  }

  #fail(source: Source): void {
    if (source !== this.#source) return;
    source.close();
    this.#source = undefined;
    this.#failures += 1;
    this.#params.onstate('lost');
    if (this.#failures >= DOUBT_AFTER) this.#params.ondoubt?.();
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
    const wait = longest * (0.5 + 0.5 * (this.#params.random ?? Math.random)());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connect();
    }, wait);
  }
}
