import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { courierColour } from '../map/palette';
import { mapColours } from '../map/style/style';

type Rgb = [number, number, number];

const css = readFileSync('src/ui/theme.css', 'utf8');

function variables(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, key, value]) => [key, value]),
  );
}

const THEMES = { light: variables(':root'), dark: variables(":root[data-theme='dark']") };

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (high + 0.05) / (low + 0.05);
}

const PAIRS: [string, string][] = [
  ...['bg', 'surface', 'raised', 'sunken'].flatMap((on): [string, string][] => [
    ['ink', on],
    ['muted', on],
    ['accent-ink', on],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-ink', 'accent-soft'],
  ['bad', 'surface'],
  ['bad', 'raised'],
  ['ink', 'bad-soft'],
  ['muted', 'bad-soft'],
  ['ink', 'wait-soft'],
  ...['wait', 'plan', 'move', 'good', 'bad', 'calm'].map((tone): [string, string] => [tone, `${tone}-soft`]),
];

describe.each(Object.entries(THEMES))('the %s colours', (_, theme) => {
  it.each(PAIRS)('%s on %s can be read', (text, ground) => {
    expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['surface', 'raised', 'bg'])('controls and focus are seen on %s', (ground) => {
    expect(contrast(theme['line-strong'] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(3);
    expect(contrast(theme.focus ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

/** How the colour-blind see (Machado, Oliveira and Fernandes 2009, severity 1), on linear RGB. */
const EYES: Record<string, number[][]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab (Ottosson 2020). */
function oklab(hex: string, eye: number[][]): Rgb {
  const rgb = linear(hex);
  const [r, g, b] = eye.map((row) =>
    Math.min(1, Math.max(0, (row[0] ?? 0) * rgb[0] + (row[1] ?? 0) * rgb[1] + (row[2] ?? 0) * rgb[2])),
  ) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

describe.each(['light', 'dark'] as const)('the couriers’ colours, %s', (mode) => {
  const colours = Array.from({ length: 10 }, (_, at) => courierColour(at, mode));

  it('stand out from the map, and text on them can be read', () => {
    for (const { fill, ink } of colours) {
      expect(contrast(fill, mapColours(mode).land), fill).toBeGreaterThanOrEqual(3);
      expect(contrast(fill, ink), fill).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(EYES))('the first eight are told apart by %s eyes', (_, eye) => {
    const seen = colours.slice(0, 8).map(({ fill }) => oklab(fill, eye));
    const close: string[] = [];
    seen.forEach((one, at) =>
      seen.slice(at + 1).forEach((other, more) => {
        const apart = Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
        if (apart < 0.055)
          close.push(`${colours[at]?.fill} ${colours[at + 1 + more]?.fill} ${apart.toFixed(3)}`);
      }),
    );
    expect(close).toEqual([]);
  });
});
