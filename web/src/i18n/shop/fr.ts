import type { ShopWords } from './en';

export const fr: ShopWords = {
  title: 'Livraisons',
};
