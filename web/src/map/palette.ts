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
  '#0b5cad',
  '#c2410c',
  '#00806a',
  '#8a1c7c',
  '#7a5c00',
  '#2b2a6b',
  '#c01f4a',
  '#3f7d20',
  '#5b4636',
  '#0891b2',
];
const DARK = [
  '#6db3ff',
  '#ff9a5c',
  '#45d0b0',
  '#e58bd8',
  '#e2c044',
  '#a9a6ff',
  '#ff7f99',
  '#a3d977',
  '#cfb29b',
  '#67dcf0',
];
const COUNT = LIGHT.length;

/** The colour of the courier that stands at `index` in the co-op's list; they repeat after ten. */
export function courierColour(index: number, mode: Mode): CourierColour {
  const at = ((index % COUNT) + COUNT) % COUNT;
  return mode === 'dark'
    ? { fill: DARK[at] ?? '#6db3ff', ink: '#14110e' }
    : { fill: LIGHT[at] ?? '#0b5cad', ink: '#ffffff' };
}

/** Each courier's place in the palette, by id: the same all day, whoever has a round. */
export function courierIndex(ids: readonly string[]): Map<string, number> {
  return new Map([...new Set(ids)].sort().map((id, at) => [id, at]));
}
