/** A round on the map: the way, the stops with their numbers, and where the courier is if they asked. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LonLat, Round } from '../api/types';
import { EMPTY, type Overlay } from '../map/overlay';
import type { Mode } from '../map/style/style';
import { openStops, visitNumbers, type Visit } from './visits';

type Look = 'over' | 'open' | 'next' | 'shown';

export interface RoundOnMap {
  round: Round;
  visits: readonly Visit[];
  next: Visit | null;
  shown: Visit | null;
  path: GeoJSON.FeatureCollection | null;
  me: LonLat | null;
}

export const STOPS_LAYER = 'round-stops';

function point(place: readonly number[], properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties };
}

function isHub(visit: Visit): boolean {
  return visit.kind === 'start' || visit.kind === 'end';
}

export function roundOverlay({ round, visits, next, shown, path, me }: RoundOnMap): Overlay {
  const look = (visit: Visit): Look => {
    if (visit.key === shown?.key) return 'shown';
    if (visit.key === next?.key) return 'next';
    return openStops(visit).length > 0 ? 'open' : 'over';
  };
  const rank: Look[] = ['over', 'open', 'next', 'shown'];
  const placed = visits
    .filter((visit) => visit.kind !== 'break')
    .map((visit) => ({ visit, look: look(visit) }))
    .sort((a, b) => rank.indexOf(a.look) - rank.indexOf(b.look));
  const from = next?.first.number ?? Infinity;
  const legs = (path?.features ?? []).map((leg): GeoJSON.Feature => {
    const stop = Number(leg.properties?.stop ?? 0);
    return { ...leg, properties: { part: stop < from ? 'over' : stop === from ? 'next' : 'later' } };
  });
  return {
    data: {
      'round-path': { type: 'FeatureCollection', features: legs },
      'round-stops': {
        type: 'FeatureCollection',
        features: placed.map(({ visit, look }) =>
          point(visit.first.lon_lat, {
            key: visit.key,
            look,
            kind: visit.kind,
            number: visit.first.number,
            text: isHub(visit) ? round.hub_name : visitNumbers(visit),
          }),
        ),
      },
      'round-me': me ? { type: 'FeatureCollection', features: [point(me, {})] } : EMPTY,
    },
    layers,
    clickable: [STOPS_LAYER],
  };
}

function layers(mode: Mode): LayerSpecification[] {
  const dark = mode === 'dark';
  const line = dark ? '#6cc5b6' : '#0e5c59';
  const paper = dark ? '#25211d' : '#ffffff';
  const ink = dark ? '#f2ebe1' : '#2a2520';
  const pickup = dark ? '#9cc6f2' : '#1f4f86';
  const warm = dark ? '#ffb65c' : '#b35a00';
  const grey = dark ? '#857a6c' : '#8f8371';
  const big: ExpressionSpecification = ['match', ['get', 'look'], 'shown', 20, 'next', 17, 'over', 10, 14];
  const kind: ExpressionSpecification = ['match', ['get', 'kind'], 'pickup', pickup, 'dropoff', line, ink];
  const fill: ExpressionSpecification = [
    'match',
    ['get', 'look'],
    'over',
    grey,
    ['match', ['get', 'kind'], 'dropoff', line, 'pickup', paper, ink],
  ];
  /** The leg to the next stop lies above the others. */
  const above: ExpressionSpecification = ['match', ['get', 'part'], 'next', 2, 'later', 1, 0];
  const hub: ExpressionSpecification = ['match', ['get', 'kind'], ['start', 'end'], true, false];
  return [
    {
      id: 'round-path-casing',
      type: 'line',
      source: 'round-path',
      layout: { 'line-join': 'round', 'line-cap': 'round', 'line-sort-key': above },
      paint: {
        'line-color': paper,
        'line-width': ['match', ['get', 'part'], 'next', 11, 7],
        'line-opacity': ['match', ['get', 'part'], 'over', 0.4, 0.9],
      },
    },
    {
      id: 'round-path',
      type: 'line',
      source: 'round-path',
      layout: { 'line-join': 'round', 'line-cap': 'round', 'line-sort-key': above },
      paint: {
        'line-color': ['match', ['get', 'part'], 'over', grey, 'next', warm, line],
        'line-width': ['match', ['get', 'part'], 'next', 6, 4],
        'line-opacity': ['match', ['get', 'part'], 'over', 0.6, 1],
      },
    },
    {
      id: STOPS_LAYER,
      type: 'circle',
      source: 'round-stops',
      paint: {
        'circle-radius': big,
        'circle-color': fill,
        'circle-stroke-color': ['match', ['get', 'look'], 'shown', warm, 'over', paper, kind],
        'circle-stroke-width': ['match', ['get', 'look'], 'shown', 5, 3],
      },
    },
    // Below the numbers: where both would lie on each other, the number is read.
    {
      id: 'round-hub-name',
      type: 'symbol',
      source: 'round-stops',
      filter: hub,
      layout: {
        'text-field': ['get', 'text'],
        'text-font': ['Noto Sans Bold'],
        'text-size': 14,
        'text-anchor': 'top',
        'text-offset': [0, 1.2],
      },
      paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2 },
    },
    {
      id: 'round-stop-numbers',
      type: 'symbol',
      source: 'round-stops',
      filter: ['!', hub],
      layout: {
        'text-field': ['get', 'text'],
        'text-font': ['Noto Sans Bold'],
        'text-size': ['match', ['get', 'look'], 'shown', 16, 'over', 10, 13],
        // Of numbers that would lie on each other the one that matters first is readable.
        'symbol-sort-key': [
          'match',
          ['get', 'look'],
          'shown',
          -2,
          'next',
          -1,
          'over',
          1000,
          ['get', 'number'],
        ],
        'text-padding': 0,
      },
      paint: {
        'text-color': [
          'case',
          ['any', ['==', ['get', 'look'], 'over'], ['==', ['get', 'kind'], 'dropoff']],
          dark ? '#14110e' : '#ffffff',
          ink,
        ],
      },
    },
    {
      id: 'round-me',
      type: 'circle',
      source: 'round-me',
      paint: {
        'circle-radius': 9,
        'circle-color': dark ? '#6db3ff' : '#0b5cad',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 4,
      },
    },
  ];
}
