import { api, ask } from './client';
import type { Address } from './types';

/** Places by words, the likeliest first. */
export async function findAddresses(text: string, signal?: AbortSignal): Promise<Address[]> {
  const answer = await ask(
    api.GET('/v1/addresses', { params: { query: { q: text, limit: 6 } }, ...(signal ? { signal } : {}) }),
  );
  return answer.items;
}
