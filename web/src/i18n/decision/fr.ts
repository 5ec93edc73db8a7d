import type { en } from './en';

export const fr: typeof en = {
  assigned: 'Pourquoi ce coursier ?',
  unassigned: 'Pourquoi dans aucune tournée, et que faire ?',
  mine: 'Pourquoi est-ce pour moi ?',
  mineOf: (reference) => `Pourquoi ${reference} est pour moi ?`,
  none: 'Aucun plan ne vaut pour cette commande : elle attend le prochain.',
  loadError: 'Les raisons n’ont pas pu être chargées',
  others: 'Les autres services',
  remedies: 'Ce qui aiderait',
  noRemedies: 'Aucun changement à lui seul ne suffirait.',
  notSought:
    'Un plan ne cherche de solution que pour ses dix premières commandes sans coursier ; celle-ci n’en est pas.',
  release: 'Laisser les plans la déplacer',
  earlier: 'Ce que d’autres plans ont décidé',
  noEarlier: 'Aucun autre plan n’a statué.',
  decidedAt: (time) => `Décidé à ${time}`,
  decidedOn: (day, time) => `${day}, ${time}`,
  shift: (vehicle, span) => `${vehicle}, ${span}`,
};
