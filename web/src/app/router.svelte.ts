/** The pages' own addresses, by the History API. */
import type { Role } from '../api/types';

export type Page = 'start' | 'shop' | 'round' | 'board' | 'shifts' | 'rules' | 'missing';

const PAGES: Record<string, Page> = {
  '/': 'start',
  '/shop': 'shop',
  '/round': 'round',
  '/board': 'board',
  '/shifts': 'shifts',
  '/rules': 'rules',
};
const HOMES: Record<Role, string> = { shop: '/shop', courier: '/round', dispatcher: '/board' };

export function pageOf(path: string): Page {
  return PAGES[path.length > 1 ? path.replace(/\/+$/, '') : path] ?? 'missing';
}

/** Where someone's work is. */
export function homeOf(role: Role): string {
  return HOMES[role];
}

/** The pages someone may see; a shop's page also serves a dispatcher, a round's its courier only. */
export function pagesOf(role: Role): Page[] {
  return role === 'dispatcher' ? ['board', 'shifts', 'rules'] : role === 'courier' ? ['round'] : ['shop'];
}

let path = $state(globalThis.location?.pathname ?? '/');
let query = $state(globalThis.location?.search ?? '');

function read(): void {
  path = location.pathname;
  query = location.search;
}
globalThis.addEventListener?.('popstate', read);

export const router = {
  get path(): string {
    return path;
  },
  get page(): Page {
    return pageOf(path);
  },
  /** What is behind the question mark: pages keep there what a reload or a link must keep. */
  get query(): URLSearchParams {
    // Made anew for each caller; the reactive part is `query`.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    return new URLSearchParams(query);
  },
  go(to: string, how: 'push' | 'replace' = 'push'): void {
    if (how === 'push') history.pushState(null, '', to);
    else history.replaceState(null, '', to);
    read();
  },
  /** Sets or removes parts of the query without a step in the history. */
  setQuery(change: Record<string, string | null>): void {
    const next = router.query;
    for (const [key, value] of Object.entries(change)) {
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    const text = next.toString();
    router.go(text ? `${path}?${text}` : path, 'replace');
  },
};

/** For `<a onclick={follow}>`: goes there without loading the page anew. */
export function follow(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  event.preventDefault();
  router.go(event.currentTarget.pathname + event.currentTarget.search);
}
