/** Rules in words: what a key means, what a value is in its unit, where a mistake of a text is. */
import type { Problem } from '../api/problem';
import { rules as words } from '../i18n/rules';
import { language } from '../i18n/language.svelte';
import { duration } from '../time/format';

export interface RuleRow {
  key: string;
  label: string;
  value: string;
}

export interface LabourRow {
  group: string;
  label: string;
  text: string;
  article: string;
}

/** A mistake in the text of rules. */
export interface Mistake {
  /** Null: it is about the text as a whole. */
  line: number | null;
  key: string;
  text: string;
}

type Tree = Record<string, unknown>;

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function named(dictionary: object, key: string): string | undefined {
  return Object.entries(dictionary).find(([known]) => known === key)?.[1] as string | undefined;
}

/** A number with its unit, which the key ends in; words of the rules in the reader's language. */
export function valueText(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => valueText(key, item)).join(', ');
  if (typeof value !== 'number') return named(words.t.words, String(value)) ?? String(value);
  const number = (of: number) => of.toLocaleString(language.current === 'fr' ? 'fr-FR' : 'en-GB');
  if (key.endsWith('_s_per_km')) return `${number(value)}\u202fs`;
  if (key.endsWith('_percent')) return `${number(value)}\u202f%`;
  if (key.endsWith('_min')) return duration(value * 60);
  if (key.endsWith('_s')) return value % 60 === 0 ? duration(value) : `${number(value)}\u202fs`;
  if (key.endsWith('_g')) return `${number(value / 1000)}\u202fkg`;
  return number(value);
}

/** The rules of a section, each with what it means. */
export function sectionRows(rules: unknown, section: string): RuleRow[] {
  const node = isTree(rules) ? rules[section] : undefined;
  if (!isTree(node)) return [];
  const known = Object.keys(words.t.keys);
  const rows = Object.entries(node).map(([name, value]) => {
    const key = `${section}.${name}`;
    return { key, label: keyText(key), value: valueText(key, value) };
  });
  return rows.sort((one, other) => known.indexOf(one.key) - known.indexOf(other.key));
}

/** The rules of labour of a group of people, or in heat. */
export function labourRows(rules: unknown, group: string): LabourRow[] {
  const labour = isTree(rules) ? rules.labour : undefined;
  const node = isTree(labour) ? labour[group] : undefined;
  return isTree(node) ? blocks(node, group, '') : [];
}

function blocks(node: Tree, group: string, prefix: string): LabourRow[] {
  return Object.entries(node).flatMap(([name, inner]) => {
    if (!isTree(inner)) return [];
    const block = prefix + name;
    if (!('article' in inner)) return blocks(inner, group, `${block}.`);
    const { article, ...fields } = inner;
    const parts = Object.entries(fields).map(
      ([field, value]) => `${named(words.t.fields, field) ?? field} ${valueText(field, value)}`,
    );
    return [{ group, label: blockText(block), text: parts.join(', '), article: String(article) }];
  });
}

function blockText(block: string): string {
  return named(words.t.blocks, block) ?? block;
}

/** What a dotted key means. */
export function keyText(key: string): string {
  const known = named(words.t.keys, key);
  if (known) return known;
  const [section, group = '', ...rest] = key.split('.');
  if (section !== 'labour') return key;
  const field = rest.pop() ?? '';
  const what = field === 'article' ? words.t.article : (named(words.t.fields, field) ?? field);
  return `${named(words.t.groups, group) ?? group} · ${blockText(rest.join('.'))} · ${what}`;
}

/** The value of a change, which comes as TOML. */
export function changedText(key: string, toml: string | null | undefined): string {
  if (toml === null || toml === undefined) return words.t.none;
  return valueText(key, parsed(toml));
}

function parsed(toml: string): unknown {
  try {
    return JSON.parse(toml) as unknown;
  } catch {
    return toml.replace(/^'(.*)'$/s, '$1');
  }
}

/** The mistakes of the text of rules, by line: their field is `/toml:LINE:KEY`. */
export function mistakes(problem: Problem | null): Mistake[] {
  const found = (problem?.entries ?? []).flatMap(({ field, cause, action }) => {
    const at = /^\/toml(?::(\d+))?(?::(.*))?$/s.exec(field);
    if (!at) return [];
    const text = [cause, action].filter(Boolean).join('; ');
    return [{ line: at[1] ? Number(at[1]) : null, key: at[2] ?? '', text }];
  });
  return found.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

/** Where a line of a text begins and ends. */
export function lineSpan(text: string, line: number): [number, number] {
  const lines = text.split('\n');
  const begin = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
  return [Math.min(begin, text.length), Math.min(begin + (lines[line - 1]?.length ?? 0), text.length)];
}
