/** Short messages that pass by. Errors stay until they are dismissed. */
import { Problem } from '../api/problem';

export interface Toast {
  id: number;
  kind: 'good' | 'bad' | 'plain';
  /** A problem is put into words when it is drawn, so that it follows the language. */
  text: string | Problem;
  action?: { label: string; run: () => void } | undefined;
}

const SHOWN_MS = 6000;
const MOST = 4;
let next = 1;
let shown = $state<Toast[]>([]);

export const toasts = {
  get shown(): readonly Toast[] {
    return shown;
  },
  show(kind: Toast['kind'], text: Toast['text'], action?: Toast['action']): number {
    const toast = { id: next++, kind, text, action };
    shown = [...shown.slice(1 - MOST), toast];
    if (kind !== 'bad') setTimeout(() => toasts.dismiss(toast.id), SHOWN_MS);
    return toast.id;
  },
  /** Says why something did not work; of being signed out the sign-in page tells. */
  refused(thrown: unknown): void {
    const problem = Problem.from(thrown);
    if (problem.status !== 401) toasts.show('bad', problem);
  },
  /** What was said to one account is nothing to the next. */
  clear(): void {
    shown = [];
  },
  dismiss(id: number): void {
    shown = shown.filter((toast) => toast.id !== id);
  },
};
