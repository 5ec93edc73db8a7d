import { beforeEach, describe, expect, it } from 'vitest';
import { board } from './board';
import { common } from './common';
import { courier } from './courier';
import { dictionary, language, preferredLanguage, type Words } from './language.svelte';
import { pluralizer } from './plural';
import { problems } from './problems';
import { rules } from './rules';
import { shifts } from './shifts';
import { shop } from './shop';

const ALL: Record<string, Words<object>> = { board, common, courier, problems, rules, shifts, shop };

/** Every text of a dictionary, those of functions with example arguments. */
function texts(node: unknown, at: string): [string, string][] {
  if (typeof node === 'string') return [[at, node]];
  if (typeof node === 'function') return [[at, String((node as (...given: unknown[]) => unknown)(2, 3))]];
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, `${at}.${key}`));
}

describe('dictionaries', () => {
  for (const [name, words] of Object.entries(ALL)) {
    it(`${name} says the same things in both languages`, () => {
      const keys = (of: object) => texts(of, '').map(([key]) => key);
      expect(keys(words.fr)).toEqual(keys(words.en));
    });

    it(`${name} leaves no text empty`, () => {
      const empty = [...texts(words.en, 'en'), ...texts(words.fr, 'fr')].filter(([, text]) => !text.trim());
      expect(empty).toEqual([]);
    });

    it(`${name} keeps to French typography`, () => {
      const odd = texts(words.fr, name).filter(
        ([, text]) =>
          /[a-zà-ÿ]'[a-zà-ÿ]/i.test(text) || // a straight apostrophe
          /(^|[^\u202f])[;!?»]/.test(text) || // no narrow no-break space before
          /«[^\u202f]/.test(text) ||
          /[^\u00a0\d]:(?!\d)/.test(text) || // no no-break space before a colon
          /\.\.\./.test(text),
      );
      expect(odd).toEqual([]);
    });
  }

  it('follow the language in use', () => {
    const words = dictionary({ hello: 'Hello' }, { hello: 'Bonjour' });
    language.set('fr');
    expect(words.t.hello).toBe('Bonjour');
    expect(document.documentElement.lang).toBe('fr');
    language.set('en');
    expect(words.t.hello).toBe('Hello');
  });
});

describe('how far a plan is', () => {
  it('is told in orders and per cent, or without per cent where nothing is saved yet', () => {
    expect(board.en.plan.progress(1, 0, 0)).toBe('1 attempt. Best result so far: every order placed.');
    expect(board.en.plan.progress(1200, 2, 8)).toBe(
      '1,200 attempts. Best result so far: 2 orders without a courier, 8% less riding and waiting than at first.',
    );
    expect(board.fr.plan.progress(12, 1, 8)).toBe(
      '12 essais. Meilleur résultat\u00a0: 1 commande sans coursier, 8\u00a0% de trajet et d’attente en moins qu’au début.',
    );
  });
});

describe('the language at first', () => {
  beforeEach(() => localStorage.clear());

  it('is the chosen one, else the first of the browser that we speak, else English', () => {
    expect(preferredLanguage('fr', ['en'])).toBe('fr');
    expect(preferredLanguage(null, ['de-DE', 'fr-CA', 'en'])).toBe('fr');
    expect(preferredLanguage('xx', ['de'])).toBe('en');
    expect(preferredLanguage(null, [])).toBe('en');
  });
});

describe('plurals', () => {
  it('count none as several in English and as one in French', () => {
    const forms = { one: '# stop', other: '# stops' };
    expect([0, 1, 2].map((n) => pluralizer('en')(n, forms))).toEqual(['0 stops', '1 stop', '2 stops']);
    expect([0, 1, 2].map((n) => pluralizer('fr')(n, forms))).toEqual(['0 stop', '1 stop', '2 stops']);
  });
});
