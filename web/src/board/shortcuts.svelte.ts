/** Single-key shortcuts: never while typing or in a dialog, and they can be switched off. */
const KEY = 'musette.board.letters';

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

let on = $state(stored());

export const letters = {
  get on(): boolean {
    return on;
  },
  set(next: boolean): void {
    on = next;
    try {
      localStorage.setItem(KEY, next ? 'on' : 'off');
    } catch {
      // Not kept beyond this visit, then.
    }
  },
};

/** Is this key press meant for what has the focus rather than for the page? */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.isComposing) return true;
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
  return !!target?.closest?.('input, select, textarea, [contenteditable="true"], [role="combobox"]');
}

/** The press of a single key that a page may take as a shortcut; null if it is none. */
export function shortcutOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
  if (isTyping(event)) return null;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}
