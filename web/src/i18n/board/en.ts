export const en = {
  title: 'Board',
};

export type BoardWords = typeof en;
