/** What is typed into the form, and what is sent of it. */
import type { Load, OrderDraft, StopDraft } from '../api/types';
import { addDays, instantAt } from '../time/format';
import { readTime } from '../time/read';
import type { TypedAddress } from '../ui/address';

export type BagSize = 'small' | 'medium' | 'large';

/** What one bag of a size is reckoned as; see the sizes' words. */
export const BAGS: Record<BagSize, Load> = {
  small: { mass_g: 2_000, volume_ml: 10_000, bags: 1 },
  medium: { mass_g: 5_000, volume_ml: 25_000, bags: 1 },
  large: { mass_g: 10_000, volume_ml: 50_000, bags: 1 },
};

/** A place where something is handed over, or comes on board. */
export interface StopForm {
  key: number;
  address: TypedAddress;
  name: string;
  phone: string;
  notes: string;
  size: BagSize;
  count: number;
}

/** What few deliveries need. Times are "HH:MM", empty for none. */
export interface MoreForm {
  notBefore: string;
  alsoFrom: string;
  alsoUntil: string;
  /** Whole minutes; empty for any time. */
  onBoard: string;
  sequence: 'free' | 'fixed' | 'block';
  /** What only a dispatcher says. */
  planBy: string;
  who: 'any' | 'only' | 'not';
  couriers: string[];
  priority: number;
}

export interface PostFormData {
  dropoffs: StopForm[];
  when: 'now' | 'later';
  /** The day meant if it is ready later. */
  day: DayChoice;
  /** "YYYY-MM-DD", if another day than today or tomorrow is meant. */
  otherDay: string;
  /** "HH:MM". */
  readyAt: string;
  /** "HH:MM"; empty for what the co-op promises. */
  until: string;
  reference: string;
  more: MoreForm;
}

export type DayChoice = 'today' | 'tomorrow' | 'other';
export type FormComplaint =
  'needAddress' | 'needDay' | 'needTime' | 'passed' | 'reversed' | 'needAll' | 'needMinutes' | 'needCouriers';

let nextKey = 1;

export function emptyStop(): StopForm {
  return {
    key: nextKey++,
    address: { text: '', lon_lat: null },
    name: '',
    phone: '',
    notes: '',
    size: 'small',
    count: 1,
  };
}

export function emptyMore(): MoreForm {
  return {
    notBefore: '',
    alsoFrom: '',
    alsoUntil: '',
    onBoard: '',
    sequence: 'free',
    planBy: '',
    who: 'any',
    couriers: [],
    priority: 1,
  };
}

/** A form for `day`, or for now if that is today or over. */
export function emptyForm(today = '', day = today): PostFormData {
  const ahead = day > today;
  const tomorrow = ahead && day === addDays(today, 1);
  return {
    dropoffs: [emptyStop()],
    when: ahead ? 'later' : 'now',
    day: tomorrow ? 'tomorrow' : ahead ? 'other' : 'today',
    otherDay: ahead && !tomorrow ? day : '',
    readyAt: '',
    until: '',
    reference: '',
    more: emptyMore(),
  };
}

/** The day that the form is about; null if none is chosen yet. */
function dayMeant(form: PostFormData, today: string): string | null {
  if (form.when === 'now' || form.day === 'today') return today;
  if (form.day === 'tomorrow') return addDays(today, 1);
  return /^\d{4}-\d\d-\d\d$/.test(form.otherDay) ? form.otherDay : null;
}

/** The pointers that the form's fields have, for the server's complaints. */
export const FIELDS = [
  '/dropoffs/*/address',
  '/dropoffs/*/lon_lat',
  '/dropoffs/*/name',
  '/dropoffs/*/phone',
  '/dropoffs/*/notes',
  '/dropoffs/*/load',
  '/dropoffs/*/window',
  '/dropoffs/*/windows',
  '/dropoffs/*/plan_window',
  '/pickup/window',
  '/reference',
  '/max_on_board_min',
  '/sequence',
  '/couriers',
  '/priority',
];

/** The instants meant; null where no time, or none that can be read, is typed. */
function instants(form: PostFormData, today: string, zone: string) {
  const day = dayMeant(form, today);
  const at = (text: string) => {
    const time = readTime(text);
    return time && day ? instantAt(day, time, zone) : null;
  };
  const { notBefore, alsoFrom, alsoUntil, planBy } = form.more;
  return {
    ready: form.when === 'later' ? at(form.readyAt) : null,
    until: at(form.until),
    from: at(notBefore),
    also: { from: at(alsoFrom), until: at(alsoUntil) },
    planBy: at(planBy),
  };
}

/** What is wrong with it before it is sent, by the field's pointer. */
export function complaints(
  form: PostFormData,
  today: string,
  zone: string,
  nowMs: number,
): Record<string, FormComplaint> {
  const found: Record<string, FormComplaint> = {};
  form.dropoffs.forEach((dropoff, at) => {
    if (!dropoff.address.text.trim() && !dropoff.address.lon_lat)
      found[`/dropoffs/${at}/address`] = 'needAddress';
  });
  const { ready, until } = instants(form, today, zone);
  if (dayMeant(form, today) === null) return { ...found, '/pickup/window': 'needDay' };
  const minute = 60_000;
  if (form.when === 'later') {
    if (!ready) found['/pickup/window'] = 'needTime';
    else if (ready.getTime() < nowMs - 5 * minute) found['/pickup/window'] = 'passed';
  }
  if (form.until) {
    if (!until) found['/dropoffs/0/window'] = 'needTime';
    else if (until.getTime() <= nowMs) found['/dropoffs/0/window'] = 'passed';
    else if (ready && until <= ready) found['/dropoffs/0/window'] = 'reversed';
  }
  return { ...found, ...moreComplaints(form, today, zone) };
}

/** What is wrong with what few deliveries need. */
function moreComplaints(form: PostFormData, today: string, zone: string): Record<string, FormComplaint> {
  const found: Record<string, FormComplaint> = {};
  const { from, until, also, planBy } = instants(form, today, zone);
  const { more } = form;
  if (more.notBefore && !from) found['/dropoffs/0/windows'] = 'needTime';
  if ((more.alsoFrom || more.alsoUntil) && !(from && until && also.from && also.until))
    found['/dropoffs/0/windows'] = 'needAll';
  if (more.planBy && !planBy) found['/dropoffs/0/plan_window'] = 'needTime';
  const minutes = minutesOf(more.onBoard);
  if (more.onBoard.trim() && !(minutes !== null && minutes >= 1 && minutes <= 1440))
    found['/max_on_board_min'] = 'needMinutes';
  if (more.who !== 'any' && more.couriers.length === 0) found['/couriers'] = 'needCouriers';
  return found;
}

function minutesOf(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** A stop, with what comes on board or is handed over there. */
export function stopDraft(stop: StopForm): StopDraft {
  const bag = BAGS[stop.size];
  const count = stop.count;
  return {
    address: stop.address.text.trim(),
    ...(stop.address.lon_lat ? { lon_lat: stop.address.lon_lat } : {}),
    ...given('name', stop.name),
    ...given('phone', stop.phone),
    ...given('notes', stop.notes),
    load: { mass_g: bag.mass_g * count, volume_ml: bag.volume_ml * count, bags: bag.bags * count },
  };
}

/** Would the other pickups leave nothing of what the recipients get for the first one, or have more than there is? */
export function leavesNothing({ dropoffs }: OrderDraft, others: readonly StopDraft[]): boolean {
  const sum = (stops: readonly StopDraft[], what: keyof Load) =>
    stops.reduce((all, stop) => all + (stop.load?.[what] ?? 0), 0);
  const left = (what: keyof Load) => sum(dropoffs ?? [], what) - sum(others, what);
  return others.length > 0 && (left('bags') < 1 || left('mass_g') < 0 || left('volume_ml') < 0);
}

/** The form as the server wants it. */
export function orderDraft(form: PostFormData, today: string, zone: string): OrderDraft {
  const { ready, until, from, also, planBy } = instants(form, today, zone);
  const window = {
    ...(from ? { start_at: from.toISOString() } : {}),
    ...(until ? { end_at: until.toISOString() } : {}),
  };
  const second = also.from && also.until;
  const times: Partial<StopDraft> = {
    ...(second
      ? {
          windows: [
            window,
            { start_at: also.from?.toISOString() ?? null, end_at: also.until?.toISOString() ?? null },
          ],
        }
      : Object.keys(window).length > 0
        ? { window }
        : {}),
    ...(planBy ? { plan_window: { end_at: planBy.toISOString() } } : {}),
  };
  const dropoffs = form.dropoffs.map((dropoff): StopDraft => ({ ...stopDraft(dropoff), ...times }));
  return {
    dropoffs,
    ...(ready ? { pickup: { window: { start_at: ready.toISOString() } } } : {}),
    ...given('reference', form.reference),
    ...moreOf(form.more, form.dropoffs.length),
  };
}

function moreOf(more: MoreForm, dropoffs: number): Partial<OrderDraft> {
  const minutes = minutesOf(more.onBoard);
  return {
    ...(minutes !== null ? { max_on_board_min: minutes } : {}),
    ...(more.sequence !== 'free' && dropoffs > 1 ? { sequence: more.sequence } : {}),
    ...(more.who !== 'any' ? { couriers: { [more.who]: more.couriers } } : {}),
    ...(more.priority > 1 ? { priority: more.priority } : {}),
  };
}

function given<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  const trimmed = text.trim();
  return trimmed ? ({ [key]: trimmed } as Record<K, string>) : {};
}
