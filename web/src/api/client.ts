/** The typed way to the server: `await ask(api.GET('/v1/...'))` answers the data or throws a Problem. */
import createClient from 'openapi-fetch';
import { Problem } from './problem';
import type { paths } from './schema';

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
});

type Watcher = (reachable: boolean, status: number) => void;
const watchers = new Set<Watcher>();

/** Told after each request whether the server answered, and how. */
export function watchAnswers(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function ask<T>(request: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    watchers.forEach((watcher) => watcher(false, 0));
    throw Problem.from(thrown);
  }
  watchers.forEach((watcher) => watcher(true, answer.response.status));
  if (!answer.response.ok) throw Problem.fromAnswer(answer.response, answer.error);
  return answer.data as T;
}

/** Was it only called off by us? */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
