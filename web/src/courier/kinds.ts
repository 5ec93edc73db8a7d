import type { RoundStop } from '../api/types';
import type { IconName } from '../ui/icons';

/** Each kind has a shape of its own, on the card as in the list. */
export const KIND_ICON: Record<RoundStop['kind'], IconName> = {
  start: 'home',
  pickup: 'bag',
  dropoff: 'pin',
  break: 'pause',
  end: 'home',
};
