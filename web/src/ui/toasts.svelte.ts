/** Short messages that pass by. Errors stay until they are dismissed. */

export interface Toast {
  id: number;
  kind: 'good' | 'bad' | 'plain';
  text: string;
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
  show(kind: Toast['kind'], text: string, action?: Toast['action']): number {
    const toast = { id: next++, kind, text, action };
    shown = [...shown.slice(1 - MOST), toast];
    if (kind !== 'bad') setTimeout(() => toasts.dismiss(toast.id), SHOWN_MS);
    return toast.id;
  },
  dismiss(id: number): void {
    shown = shown.filter((toast) => toast.id !== id);
  },
};
