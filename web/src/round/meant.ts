/** Which stop is meant, whatever its number is by now: rounds change while they are ridden. */
import type { RoundStop } from '../api/types';

export interface Meant {
  kind: RoundStop['kind'];
  order_id?: string;
  /** Which of the order's dropoffs: a new plan may have swapped two of them. */
  dropoff?: number;
}

export function meant(stop: RoundStop): Meant {
  return {
    kind: stop.kind,
    ...(stop.order_id ? { order_id: stop.order_id } : {}),
    ...(stop.dropoff === null || stop.dropoff === undefined ? {} : { dropoff: stop.dropoff }),
  };
}
