/** Instants and amounts as people read them: in the co-operative's zone, 24 hours, both languages. */
import { common } from '../i18n/common';
import { language, type Language } from '../i18n/language.svelte';

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = LOCALES[language.current];
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' });
    formats.set(key, found);
  }
  return found;
}

export type Instant = string | number | Date;

function date(instant: Instant): Date {
  return instant instanceof Date ? instant : new Date(instant);
}

/** "09:05". */
export function clockTime(instant: Instant, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(date(instant));
}

/** "09:05–10:20". */
export function timeSpan(window: { start_at: Instant; end_at: Instant }, zone: string): string {
  return common.t.time.between(clockTime(window.start_at, zone), clockTime(window.end_at, zone));
}

/** "Tuesday 17 March". */
export function longDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return format('UTC', { weekday: 'long', day: 'numeric', month: 'long' }).format(noon);
}

/** "Tue 17 Mar". */
export function shortDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return format('UTC', { weekday: 'short', day: 'numeric', month: 'short' }).format(noon);
}

/** "Today", "Tomorrow", "Yesterday", else the long day. */
export function relativeDay(day: string, today: string): string {
  if (day === today) return common.t.time.today;
  if (day === addDays(today, 1)) return common.t.time.tomorrow;
  if (day === addDays(today, -1)) return common.t.time.yesterday;
  return longDay(day);
}

/** "12 min", "1 h 05". */
export function duration(seconds: number): string {
  const minutes = Math.max(0, Math.round(seconds / 60));
  if (minutes < 60) return common.t.time.minutesShort(minutes);
  return common.t.time.hoursShort(Math.floor(minutes / 60), minutes % 60);
}

/** "350 m", "4.2 km". */
export function distance(metres: number): string {
  const number = (digits: number) =>
    new Intl.NumberFormat(LOCALES[language.current], { maximumFractionDigits: digits });
  if (metres < 950) return `${number(0).format(Math.round(metres / 10) * 10)}\u202fm`;
  return `${number(metres < 9950 ? 1 : 0).format(metres / 1000)}\u202fkm`;
}

/** The day, as YYYY-MM-DD, that an instant falls on in a zone. */
export function dayOf(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/**
 * The instant at which a clock in `zone` shows `time` ("HH:MM") on `day`. In the hour that a
 * change to summer time leaves out, the instant as long after the change as `time` is.
 */
export function instantAt(day: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetMs(guess, zone);
  return new Date(guess);
}

function offsetMs(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}
