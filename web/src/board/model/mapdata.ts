/** What the board puts on the map, as GeoJSON. */
import { isPickup, stopsOf } from '../../api/stops';
import type { Day, Hub, Order } from '../../api/types';
import type { Pointed, Selection } from '../board.svelte';
import { isStop } from './progress';

type Collection = GeoJSON.FeatureCollection;

export interface MapInput {
  day: Day;
  paths: Collection;
  hubs: readonly Hub[];
  colourOf: (courier: string) => number;
}

/** What is picked out of it. */
export interface Picked {
  courier: string | null;
  selection: Selection | null;
  pointed: Pointed | null;
}

function point(lonLat: readonly number[], properties: Record<string, unknown>): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...lonLat] }, properties };
}

function all(features: GeoJSON.Feature[]): Collection {
  return { type: 'FeatureCollection', features };
}

/** The lines of rounds, with their courier's place in the palette. */
export function lines({ day, paths, colourOf }: MapInput): Collection {
  const known = new Set(day.rounds.map((round) => round.id));
  return all(
    paths.features
      .filter((feature) => known.has(String(feature.properties?.round_id)))
      .map((feature) => ({
        ...feature,
        properties: {
          round: feature.properties?.round_id,
          courier: feature.properties?.courier_id,
          colour: colourOf(String(feature.properties?.courier_id)),
        },
      })),
  );
}

/** The stops of rounds; what is still to do lies above what is over. */
export function stops({ day, colourOf }: MapInput): Collection {
  const rank = { started: 3, failed: 2, todo: 1, done: 0, cancelled: 0 };
  return all(
    day.rounds.flatMap((round) =>
      round.stops.filter(isStop).map((stop) =>
        point(stop.lon_lat, {
          round: round.id,
          courier: round.courier_id,
          order: stop.order_id ?? '',
          number: stop.number,
          sign: `stop|${stop.kind}|${stop.status}|${colourOf(round.courier_id)}`,
          rank: rank[stop.status],
        }),
      ),
    ),
  );
}

const WAITING = ['unassigned', 'review', 'open'];

function placesOf(order: Order) {
  return stopsOf(order).filter((stop) => stop.lon_lat);
}

/** The known places of orders that are in no round. */
export function waiting({ day }: MapInput): Collection {
  return all(
    day.orders
      .filter((order) => WAITING.includes(order.status))
      .flatMap((order) =>
        placesOf(order).map((stop) =>
          point(stop.lon_lat ?? [], {
            order: order.id,
            sign: `wait|${isPickup(order, stop) ? 'pickup' : 'dropoff'}|${order.status}|0`,
          }),
        ),
      ),
  );
}

/** Straight lines from pickups to dropoffs of those orders. */
export function ties({ day }: MapInput): Collection {
  return all(
    day.orders
      .filter((order) => WAITING.includes(order.status) && placesOf(order).length > 1)
      .map((order) => ({
        type: 'Feature',
        geometry: {
          type: 'LineString',
          coordinates: placesOf(order).map((stop) => [...(stop.lon_lat ?? [])]),
        },
        properties: { order: order.id },
      })),
  );
}

export function hubs({ hubs: known }: MapInput): Collection {
  return all(known.map((hub) => point(hub.lon_lat, { name: hub.name, sign: 'hub|hub|hub|0' })));
}

/** Rings around what is pointed at and what is picked out. */
export function rings({ day }: MapInput, picked: Picked): Collection {
  const rings: GeoJSON.Feature[] = [];
  const ring = (order: Order, kind: string) => {
    for (const stop of placesOf(order)) rings.push(point(stop.lon_lat ?? [], { kind }));
  };
  const find = (id: string | null) => day.orders.find((order) => order.id === id);
  const chosen = picked.selection?.kind === 'order' ? find(picked.selection.id) : undefined;
  if (chosen) ring(chosen, 'chosen');
  const { pointed } = picked;
  const stop = day.rounds
    .find((round) => round.id === pointed?.round)
    ?.stops.find((one) => one.number === pointed?.number);
  if (stop) rings.push(point(stop.lon_lat, { kind: 'pointed' }));
  const order = stop ? undefined : find(pointed?.order ?? null);
  if (order) ring(order, 'pointed');
  return all(rings);
}

/** All places that the map should show at first. */
export function placesOfDay({ day, hubs: known }: MapInput): (readonly number[])[] {
  return [
    ...day.rounds.flatMap((round) => round.stops.map((stop) => stop.lon_lat)),
    ...day.orders.flatMap((order) => placesOf(order).map((stop) => stop.lon_lat ?? [])),
    ...known.map((hub) => hub.lon_lat),
  ];
}
