import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { en } from '../i18n/rules/en';
import { language } from '../i18n/language.svelte';
import { changedText, keyText, labourRows, lineSpan, mistakes, sectionRows, valueText } from './rules';

const RULES = {
  service: { heavy_above_g: 15000, heavy_s: 95, pickup_s: 180 },
  weights: { waiting_percent: 10 },
  labour: {
    minor: {
      barred_days: { days: ['sat', 'sun'], article: 'art. 5' },
      night: { hours: { from: '21:00', until: '06:00', article: 'art. 20' } },
    },
    heat: { red: { longest_stretch_min: 120, pause_min: 15, article: 'art. 3' } },
  },
};

beforeEach(() => language.set('en'));

describe('rules in words', () => {
  it('are told with their units', () => {
    expect(sectionRows(RULES, 'service').map(({ label, value }) => [label, value])).toEqual([
      ['Pickup', '3\u202fmin'],
      ['A load is heavy above', '15\u202fkg'],
      ['More for a heavy load', '95\u202fs'],
    ]);
    expect(valueText('weights.waiting_percent', 10)).toBe('10\u202f%');
    expect(sectionRows(RULES, 'fairness')).toEqual([]);
  });

  it('of labour are told with their source', () => {
    expect(labourRows(RULES, 'minor')).toEqual([
      { group: 'minor', label: 'No work on these days', text: 'days Saturday, Sunday', article: 'art. 5' },
      { group: 'minor', label: 'Night', text: 'from 21:00, until 06:00', article: 'art. 20' },
    ]);
    language.set('fr');
    expect(labourRows(RULES, 'heat')[0]?.text).toBe(
      'd’affilée au plus 2\u202fh, une pause d’au moins 15\u202fmin',
    );
  });

  it('have a name each, also in changes', () => {
    expect(keyText('labour.minor.night.hours.from')).toBe('16 and 17 · Night · from');
    expect(keyText('labour.adult.lift.article')).toBe('18 or more · Load one person lifts · Source');
    expect(keyText('new.key')).toBe('new.key');
    expect(Object.keys(en.keys).every((key) => keyText(key) !== key)).toBe(true);
    expect(changedText('service.pickup_s', '240')).toBe('4\u202fmin');
    expect(changedText('labour.minor.heat.barred_from', '"red"')).toBe('red');
    expect(changedText('labour.adult.lift.article', '\'accord "2026"\'')).toBe('accord "2026"');
    expect(changedText('labour.adult.lift.article', null)).toBe('none');
  });
});

describe('mistakes of a text', () => {
  it('are told by line', () => {
    const entry = (field: string) => ({ field, code: 'invalid', cause: 'is wrong', action: 'mend it' });
    const problem = new Problem({
      status: 422,
      code: 'invalid',
      entries: [entry('/toml:12:service.pickup_s'), entry('/reason'), entry('/toml:3'), entry('/toml')],
    });
    expect(mistakes(problem).map(({ line, key }) => [line, key])).toEqual([
      [null, ''],
      [3, ''],
      [12, 'service.pickup_s'],
    ]);
    expect(mistakes(null)).toEqual([]);
  });

  it('can be gone to', () => {
    const text = 'ab\n\ncdef\n';
    expect([1, 2, 3, 4, 9].map((line) => lineSpan(text, line))).toEqual([
      [0, 2],
      [3, 3],
      [4, 8],
      [9, 9],
      [9, 9],
    ]);
  });
});
