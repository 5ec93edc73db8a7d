/** The rounds of one day as a courier's page keeps them: fetched, foreseen, and told when they change. */
import { api, ask } from '../api/client';
import { Problem } from '../api/problem';
import type { Round } from '../api/types';
import { meant, type Meant } from '../round/meant';
import { foresee, holds, worthRetrying, type Action, type Said } from './actions';
import { changeBetween, together, type Change } from './change';

/** What was said and could not be saved: nothing of it shows as done. */
export interface Kept extends Said {
  problem: Problem;
  retry: boolean;
}

/** The part of the server that is needed here. */
export interface Server {
  /** The rounds of a day; null: those to ride now, the last of yesterday's with them. */
  list(day: string | null): Promise<Round[]>;
  say(round: string, stop: number, action: Action, meant?: Meant): Promise<Round>;
}

/** After this long without an answer it is better to say so. */
const PATIENCE_MS = 15_000;
/** A second press so soon is the same press: the button has meanwhile come to mean the next stop. */
const SAME_PRESS_MS = 800;

export const server: Server = {
  async list(day) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const query = day === null ? {} : { day };
    return (await ask(api.GET('/v1/rounds', { params: { query }, signal }))).items;
  },
  say(id, number, action, meant) {
    const params = { path: { id, number }, query: meant ?? {} };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    if (action.what === 'start')
      return ask(api.POST('/v1/rounds/{id}/stops/{number}/start', { params, signal }));
    if (action.what === 'done')
      return ask(api.POST('/v1/rounds/{id}/stops/{number}/done', { params, signal }));
    const { reason, note, then } = action;
    const body = { reason, note: note || null, ...(then ? { then } : {}) };
    return ask(api.POST('/v1/rounds/{id}/stops/{number}/fail', { params, body, signal }));
  },
};

export class Rounds {
  #server: Server;
  #now: () => number;
  #pressedAt = -Infinity;
  /** Counts what makes an answer that is still under way too old. */
  #version = 0;
  #heard = false;
  #isToday = false;
  #told = $state.raw<Round[] | null>(null);

  day = $state('');
  /** Why the last attempt to load failed. */
  problem = $state.raw<Problem | null>(null);
  sending = $state.raw<Said | null>(null);
  kept = $state.raw<Kept | null>(null);
  /** What changed without the courier's doing, until it is read. */
  change = $state.raw<Change | null>(null);

  /** `now` answers the instant by the server's clock. */
  constructor(now: () => number, from: Server = server) {
    this.#now = now;
    this.#server = from;
  }

  /** As told by the server and foreseen from what is being said; null before the first answer. */
  get all(): Round[] | null {
    const said = this.sending;
    if (!said || !this.#told) return this.#told;
    // Only read, never changed.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const at = new Date(this.#now()).toISOString();
    return this.#told.map((round) => foresee(round, said, at));
  }

  /** Goes to a day, which may be today with a night shift of yesterday: what is shown of another one is dropped. */
  async open(day: string, isToday = false): Promise<void> {
    this.#isToday = isToday;
    if (day !== this.day) {
      this.day = day;
      this.#told = null;
      this.change = null;
    }
    await this.refresh();
  }

  /** Fetches the day again; keeps what is shown if that fails. */
  async refresh(): Promise<void> {
    const { day } = this;
    const isToday = this.#isToday;
    const version = ++this.#version;
    try {
      const rounds = await this.#server.list(isToday ? null : day);
      // Something was said or asked anew meanwhile: this may be from before it.
      if (day !== this.day || version !== this.#version) return;
      this.problem = null;
      const change = this.#told && changeBetween(this.#told, rounds);
      if (change) this.change = together(this.change, change);
      this.#told = rounds;
    } catch (thrown) {
      if (day === this.day && version === this.#version) this.problem = Problem.from(thrown);
    }
  }

  /** Something changed on the server. While something is being said, that is looked at afterwards. */
  hear(): void {
    if (this.sending) this.#heard = true;
    else void this.refresh();
  }

  /** Says something of stops, one after the other. Answers whether it was taken up at all. */
  press(said: Said): boolean {
    const now = performance.now();
    if (this.sending || now - this.#pressedAt < SAME_PRESS_MS || said.stops.length === 0) return false;
    this.#pressedAt = now;
    void this.#say({ ...said, meant: this.#meant(said) });
    return true;
  }

  retry(): void {
    if (!this.kept || this.sending) return;
    const { round, stops, action, meant } = this.kept;
    void this.#say({ round, stops, action, ...(meant ? { meant } : {}) });
  }

  #meant({ round, stops }: Said): Record<number, Meant> {
    const known = this.#told?.find((each) => each.id === round)?.stops ?? [];
    const said = known.filter((stop) => stops.includes(stop.number));
    return Object.fromEntries(said.map((stop) => [stop.number, meant(stop)]));
  }

  discard(): void {
    this.kept = null;
  }

  async #say(said: Said): Promise<void> {
    this.kept = null;
    this.sending = said;
    let left = [...said.stops];
    try {
      for (const stop of said.stops) {
        const round = await this.#server.say(said.round, stop, said.action, said.meant?.[stop]);
        this.#version += 1;
        this.#told = this.#told?.map((each) => (each.id === round.id ? round : each)) ?? null;
        left = left.filter((each) => each !== stop);
      }
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // The answer may be lost, but not what it answers; or the round is another by now.
      await this.refresh();
      const round = this.#told?.find((each) => each.id === said.round);
      left = left.filter((stop) => this.problem !== null || !holds(round, stop, said.action));
      if (left.length > 0) this.kept = { ...said, stops: left, problem, retry: worthRetrying(problem) };
    } finally {
      this.sending = null;
    }
    if (left.length === 0 || this.#heard) void this.refresh();
    this.#heard = false;
  }
}
