/** The layers of the board's map, from the bottom up. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { courierColour } from '../map/palette';
import { mapColours, type Mode } from '../map/style/style';

const PALETTE_SIZE = 10;

function paint(mode: Mode): ExpressionSpecification {
  const cases = Array.from({ length: PALETTE_SIZE }, (_, at) => [at, courierColour(at, mode).fill]).flat();
  return [
    'match',
    ['%', ['get', 'colour'], PALETTE_SIZE],
    ...cases,
    courierColour(0, mode).fill,
  ] as unknown as ExpressionSpecification;
}

/** Those of other couriers step back while one is picked out. */
function unless(courier: string | null, full: number, dimmed: number): number | ExpressionSpecification {
  if (courier === null) return full;
  return ['case', ['==', ['get', 'courier'], courier], full, dimmed];
}

/** What is picked out lies above the others. */
function above(courier: string | null, rank: ExpressionSpecification | number): ExpressionSpecification {
  return ['+', ['case', ['==', ['get', 'courier'], courier ?? ''], 10, 0], rank];
}

export function boardLayers(courier: string | null): (mode: Mode) => LayerSpecification[] {
  return (mode) => {
    const c = mapColours(mode);
    const sign: ExpressionSpecification = ['concat', ['get', 'sign'], '|', mode];
    const size: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 11, 0.45, 13, 0.62, 16, 1];
    const ring = mode === 'dark' ? '#ffb65c' : '#b35a00';
    return [
      {
        id: 'round-casing',
        type: 'line',
        source: 'lines',
        layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': above(courier, 0) },
        paint: { 'line-color': c.halo, 'line-width': 6.5, 'line-opacity': unless(courier, 0.8, 0) },
      },
      {
        id: 'round-line',
        type: 'line',
        source: 'lines',
        layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': above(courier, 0) },
        paint: { 'line-color': paint(mode), 'line-width': 3, 'line-opacity': unless(courier, 0.85, 0.15) },
      },
      {
        id: 'wait-tie',
        type: 'line',
        source: 'ties',
        paint: {
          'line-color': mode === 'dark' ? '#ffab98' : '#a02918',
          'line-width': 1.6,
          'line-dasharray': [2, 2.5],
          'line-opacity': courier === null ? 0.85 : 0.3,
        },
      },
      {
        id: 'ring',
        type: 'circle',
        source: 'rings',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 11, 16, 20],
          'circle-color': ring,
          'circle-opacity': ['match', ['get', 'kind'], 'pointed', 0.35, 0.22],
          'circle-stroke-color': ring,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: 'stop',
        type: 'symbol',
        source: 'stops',
        layout: {
          'icon-image': sign,
          'icon-size': size,
          'icon-allow-overlap': true,
          'symbol-sort-key': above(courier, ['get', 'rank']),
        },
        paint: { 'icon-opacity': unless(courier, 1, 0.2) },
      },
      {
        id: 'hub',
        type: 'symbol',
        source: 'hubs',
        layout: {
          'icon-image': sign,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.75, 14, 1],
          'icon-allow-overlap': true,
          'text-field': ['get', 'name'],
          'text-font': ['Noto Sans'],
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 0.8],
          'text-optional': true,
        },
        paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.6 },
      },
      {
        id: 'wait',
        type: 'symbol',
        source: 'waiting',
        layout: {
          'icon-image': sign,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.7, 13, 0.9, 16, 1.15],
          'icon-allow-overlap': true,
        },
        paint: { 'icon-opacity': courier === null ? 1 : 0.45 },
      },
    ];
  };
}
