/** Who is signed in. */
import { api, ask, watchAnswers } from '../api/client';
import { Problem } from '../api/problem';
import type { Session } from '../api/types';
import { clock } from '../time/clock.svelte';
import { toasts } from '../ui/toasts.svelte';

type State = 'unknown' | 'out' | 'in' | 'unreachable';

let state = $state<State>('unknown');
let current = $state<Session | null>(null);
let problem = $state<Problem | null>(null);
let expired = $state(false);

function enter(next: Session): void {
  clock.set(next.now_at, next.coop.zone);
  current = next;
  state = 'in';
  problem = null;
  expired = false;
}

function leave(): void {
  expired = state === 'in';
  current = null;
  state = 'out';
  toasts.clear();
}

// Whatever is asked may tell that the session is over.
watchAnswers((_, status) => {
  if (status === 401 && state === 'in') leave();
});

export const session = {
  get state(): State {
    return state;
  },
  get current(): Session | null {
    return current;
  },
  /** Why it could not be told who is signed in. */
  get problem(): Problem | null {
    return problem;
  },
  /** Was someone signed in until the server refused? */
  get expired(): boolean {
    return expired;
  },
  async refresh(): Promise<void> {
    try {
      enter(await ask(api.GET('/v1/session')));
    } catch (thrown) {
      const found = Problem.from(thrown);
      if (found.status === 401) {
        if (state !== 'out') leave();
      } else if (state !== 'in') {
        problem = found;
        state = 'unreachable';
      }
    }
  },
  /** Throws the problem if refused. */
  async signIn(login: string, password: string): Promise<void> {
    enter(await ask(api.POST('/v1/session', { body: { login, password } })));
    toasts.clear();
  },
  async signOut(): Promise<void> {
    try {
      await ask(api.DELETE('/v1/session'));
    } catch (thrown) {
      if (Problem.from(thrown).status !== 401) throw thrown;
    }
    leave();
    expired = false;
  },
};
