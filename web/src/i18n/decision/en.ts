export const en = {
  assigned: 'Why this courier?',
  unassigned: 'Why in no round, and what would help?',
  mine: 'Why is this with me?',
  mineOf: (reference: string) => `Why is ${reference} with me?`,
  none: 'No plan stands for this order: it waits for the next one.',
  loadError: 'The reasons could not be loaded',
  others: 'The other shifts',
  remedies: 'What would help',
  noRemedies: 'No single change was found that would help.',
  notSought:
    'A plan looks for help for its first ten orders without a courier only; this was not one of them.',
  release: 'Let plans move it again',
  earlier: 'What other plans decided',
  noEarlier: 'No other plan has decided about it.',
  decidedAt: (time: string) => `Decided at ${time}`,
  decidedOn: (day: string, time: string) => `${day}, ${time}`,
  shift: (vehicle: string, span: string) => `${vehicle}, ${span}`,
};
