/** Amounts and punctuality in the reader's language. */
import type { Load } from '../api/types';
import { common } from '../i18n/common';
import { courier } from '../i18n/courier';
import { language } from '../i18n/language.svelte';
import { clockTime } from '../time/format';
import type { Change } from './change';
import type { Punctuality } from './punctuality';
import type { Visit } from './visits';

/** What is done there. */
export function kindText(visit: Pick<Visit, 'kind' | 'first'>): string {
  const then = visit.first.follow_up?.then;
  return then ? courier.t.then[then] : courier.t.kind[visit.kind];
}

function amount(value: number): string {
  return new Intl.NumberFormat(language.current, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** ["2 bags", "4.5 kg", "20 l"]; what is nought is left out. */
export function loadParts(load: Load): string[] {
  const parts: string[] = [];
  if (load.bags > 0) parts.push(common.t.count.bags(load.bags));
  if (load.mass_g > 0) parts.push(`${amount(load.mass_g / 1000)}\u202fkg`);
  if (load.volume_ml > 0) parts.push(`${amount(load.volume_ml / 1000)}\u202fl`);
  return parts;
}

export function loadText(load: Load): string {
  return loadParts(load).join(' · ');
}

export function punctualityText(found: Punctuality, zone: string): string {
  const words = courier.t.punctuality;
  switch (found.tone) {
    case 'early':
      return words.early(clockTime(found.from, zone), found.minutes);
    case 'ahead':
      return words.ahead(found.minutes);
    case 'steady':
      return words.steady;
    case 'behind':
      return found.promised ? words.behindPromised(found.minutes) : words.behind(found.minutes);
    case 'after':
      return words.after(found.minutes);
  }
}

/** "2 stops added, 1 removed." */
export function changeText(change: Change): string {
  const words = courier.t.changed;
  if (change.moved) return words.moved;
  const parts: string[] = [];
  if (change.added > 0) parts.push(words.added(change.added));
  if (change.removed > 0) parts.push(words.removed(change.removed));
  return parts.join(' ');
}
