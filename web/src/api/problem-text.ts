/** Problems in the reader's language. */
import { problems } from '../i18n/problems';
import type { Problem } from './problem';
import type { ProblemEntry } from './types';

/** A sentence by the code if we know it, else the server's own. */
export function problemText(problem: Problem): string {
  const known = problems.t.whole[problem.code];
  if (known) return known;
  if (problem.status >= 500) return problems.t.whole.internal ?? problem.message;
  return problem.message || problem.code;
}

/** One complaint: by its code if we know it, else the server's cause and action. */
export function entryText(entry: ProblemEntry): string {
  const known = problems.t.entry[entry.code];
  if (known) return known;
  return [entry.cause, entry.action].filter(Boolean).map(sentence).join(' ');
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?…]$/u.test(trimmed) ? '' : '.');
}

/**
 * The complaints by the form field they are about. `fields` are JSON pointers, `*` standing for any
 * one part; a complaint goes to the longest field that its pointer begins with. What belongs to no
 * field comes under the empty key.
 */
export function fieldErrors(problem: Problem | null, fields: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of problem?.entries ?? []) {
    const key = bestField(entry.field, fields);
    const text = entryText(entry);
    found[key] = found[key] && found[key] !== text ? `${found[key]} ${text}` : text;
  }
  return found;
}

function bestField(pointer: string, fields: readonly string[]): string {
  const parts = pointer.split('/');
  let best = '';
  let bestLength = 0;
  for (const field of fields) {
    const wanted = field.split('/');
    const fits =
      wanted.length <= parts.length && wanted.every((part, at) => part === '*' || part === parts[at]);
    if (fits && wanted.length > bestLength) {
      best = parts.slice(0, wanted.length).join('/');
      bestLength = wanted.length;
    }
  }
  return best;
}
