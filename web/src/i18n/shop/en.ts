export const en = {
  title: 'Deliveries',
};

export type ShopWords = typeof en;
