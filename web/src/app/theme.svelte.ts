/** Light or dark: as chosen, else as the system has it. */

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';
const KEY = 'musette.theme';

function stored(): ThemeChoice {
  try {
    const text = localStorage.getItem(KEY);
    return text === 'light' || text === 'dark' ? text : 'system';
  } catch {
    return 'system';
  }
}

const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
let choice = $state<ThemeChoice>(stored());
let systemDark = $state(system?.matches ?? false);

function show(): void {
  document.documentElement.dataset.theme = theme.current;
}

system?.addEventListener('change', (event) => {
  systemDark = event.matches;
  show();
});

export const theme = {
  get choice(): ThemeChoice {
    return choice;
  },
  /** What holds now. */
  get current(): Theme {
    if (choice !== 'system') return choice;
    return systemDark ? 'dark' : 'light';
  },
  set(next: ThemeChoice): void {
    choice = next;
    try {
      if (next === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, next);
    } catch {
      // Not kept beyond this visit, then.
    }
    show();
  },
};
