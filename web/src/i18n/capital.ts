/** The text with a capital at its beginning, for a headline of what else stands within a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
