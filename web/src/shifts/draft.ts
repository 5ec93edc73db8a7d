/** A shift as somebody types it, to and from what the server keeps. */
import type { Shift, ShiftDraft } from '../api/types';
import { addDays, clockTime, instantAt } from '../time/format';
import { readTime } from '../time/read';

export interface ShiftForm {
  courier: string;
  /** Empty: nobody. */
  crew: string;
  vehicle: string;
  hub: string;
  /** Empty: where it starts. */
  endHub: string;
  from: string;
  until: string;
  /** Of the battery, in hundredths; empty: full. */
  charge: string;
  /** Empty: no break. */
  breakMinutes: string;
  breakFrom: string;
  breakUntil: string;
}

export function formOf(shift: Shift, zone: string): ShiftForm {
  const rest = shift.break;
  return {
    courier: shift.courier_id,
    crew: shift.crew_id ?? '',
    vehicle: shift.vehicle_id,
    hub: shift.hub_id,
    endHub: shift.end_hub_id ?? '',
    from: clockTime(shift.window.start_at, zone),
    until: clockTime(shift.window.end_at, zone),
    charge: shift.charge_percent ? String(shift.charge_percent) : '',
    breakMinutes: rest ? String(Math.round(rest.duration_s / 60)) : '',
    breakFrom: rest ? clockTime(rest.window.start_at, zone) : '',
    breakUntil: rest ? clockTime(rest.window.end_at, zone) : '',
  };
}

/** Names of the fields whose time cannot be read. */
export function unreadable(form: ShiftForm): (keyof ShiftForm)[] {
  const times: (keyof ShiftForm)[] = ['from', 'until'];
  if (form.breakMinutes.trim()) times.push('breakFrom', 'breakUntil');
  return times.filter((key) => readTime(form[key]) === null);
}

/** What is sent; all times must be readable. What is earlier than the start by the clock is on the next day. */
export function draftOf(form: ShiftForm, day: string, zone: string): ShiftDraft {
  const start = readTime(form.from) ?? '';
  const at = (text: string, isEnd = false): string => {
    const time = readTime(text) ?? '';
    const next = time < start || (isEnd && time === start);
    return instantAt(next ? addDays(day, 1) : day, time, zone).toISOString();
  };
  const minutes = Number(form.breakMinutes.trim());
  const rest = form.breakMinutes.trim()
    ? {
        window: { start_at: at(form.breakFrom), end_at: at(form.breakUntil) },
        duration_s: Number.isFinite(minutes) ? Math.round(minutes * 60) : 0,
      }
    : null;
  return {
    courier_id: form.courier,
    crew_id: form.crew || null,
    vehicle_id: form.vehicle,
    hub_id: form.hub,
    end_hub_id: form.endHub || null,
    window: { start_at: at(form.from), end_at: at(form.until, true) },
    charge_percent: form.charge.trim() ? Math.round(Number(form.charge.trim())) || 0 : null,
    break: rest,
  };
}
