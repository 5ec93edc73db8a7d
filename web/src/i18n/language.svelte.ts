/** The language of the pages, and dictionaries that follow it. */

export type Language = 'en' | 'fr';
export const LANGUAGES: readonly Language[] = ['en', 'fr'];
const KEY = 'musette.language';

function isLanguage(text: unknown): text is Language {
  return text === 'en' || text === 'fr';
}

/** The language someone chose, else the first of the browser's that we speak, else English. */
export function preferredLanguage(chosen: string | null, browser: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  for (const tag of browser) {
    const primary = tag.toLowerCase().split('-')[0];
    if (isLanguage(primary)) return primary;
  }
  return 'en';
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

let current = $state<Language>(preferredLanguage(stored(), navigator.languages ?? [navigator.language]));

export const language = {
  get current(): Language {
    return current;
  },
  set(next: Language): void {
    current = next;
    document.documentElement.lang = next;
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Not kept beyond this visit, then.
    }
  },
};

/** Words in both languages; `.t` is those of the language in use and changes with it. */
export interface Words<D> {
  readonly t: D;
  readonly en: D;
  readonly fr: D;
}

/** A French dictionary that lacks a key of the English one does not compile. */
export function dictionary<D>(en: D, fr: D): Words<D> {
  return {
    en,
    fr,
    get t() {
      return current === 'fr' ? fr : en;
    },
  };
}
