export const en = {
  title: 'My round',
};

export type CourierWords = typeof en;
