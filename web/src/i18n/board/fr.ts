import type { BoardWords } from './en';

export const fr: BoardWords = {
  title: 'Tableau de bord',
};
