/** Reads a time of day as people type it: "9:30", "930", "9h30", "9.30", "9". Null if it is none. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:\s*[:h.]\s*|(?=\d{2}$))?(\d{2})?\s*h?$/i.exec(text.trim());
  if (!found) return null;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
