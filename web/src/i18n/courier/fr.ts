import type { CourierWords } from './en';

export const fr: CourierWords = {
  title: 'Ma tournée',
};
