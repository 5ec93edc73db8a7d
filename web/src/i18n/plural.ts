import type { Language } from './language.svelte';

export interface Forms {
  one: string;
  other: string;
}

/** A chooser of plural forms; French counts 0 and 1,5 as one, English only 1. */
export function pluralizer(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (count, forms) => {
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return form.replaceAll('#', number.format(count));
  };
}
