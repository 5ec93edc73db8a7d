/**
 * Colours of couriers on maps and timelines. Told apart by hue and by lightness, so that they stay
 * apart with any kind of colour blindness; still, always say the courier's name or number beside.
 */
import type { Mode } from './style/style';

interface CourierColour {
  /** Of lines and discs. */
  fill: string;
  /** Of text on it. */
  ink: string;
}

const LIGHT = [
  '#0f3bb7',
  '#d63a00',
  '#2b8153',
  '#64006d',
  '#8e5793',
  '#084b0f',
  '#5f66ed',
  '#990a39',
  '#9c1487',
  '#8e471e',
];
const DARK = [
  '#36afca',
  '#ffa659',
  '#cef034',
  '#e64887',
  '#8a70fc',
  '#48fbf6',
  '#939139',
  '#dcaff8',
  '#3cd788',
  '#ad74b2',
];
const COUNT = LIGHT.length;

/** The colour of the courier that stands at `index` in the co-op's list; they repeat after ten. */
export function courierColour(index: number, mode: Mode): CourierColour {
  const at = ((index % COUNT) + COUNT) % COUNT;
  return mode === 'dark'
    ? { fill: DARK[at] ?? '#36afca', ink: '#14110e' }
    : { fill: LIGHT[at] ?? '#0f3bb7', ink: '#ffffff' };
}

/** Each courier's place in the palette, by id: the same all day, whoever has a round. */
export function courierIndex(ids: readonly string[]): Map<string, number> {
  return new Map([...new Set(ids)].sort().map((id, at) => [id, at]));
}
