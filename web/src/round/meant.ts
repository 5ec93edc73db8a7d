/** Which stop is meant, whatever its number is by now: rounds change while they are ridden. */
import type { RoundStop } from '../api/types';

export interface Meant {
  kind: RoundStop['kind'];
  order_id?: string;
  /** Of an order there may be several dropoffs. */
  position?: number;
}

export function meant(stop: RoundStop): Meant {
  return {
    kind: stop.kind,
    ...(stop.order_id ? { order_id: stop.order_id } : {}),
    ...(typeof stop.position === 'number' ? { position: stop.position } : {}),
  };
}
