/** Names and house numbers, drawn in our own font. */
import type { LayerSpecification } from 'maplibre-gl';
import { SOURCE } from './source';
import type { MapColours } from './colours';

export const REGULAR = 'Noto Sans';
export const BOLD = 'Noto Sans Bold';

export function labels(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'label-housenumber',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'housenumber',
      minzoom: 16.5,
      layout: {
        'text-field': ['get', 'number'],
        'text-font': [REGULAR],
        'text-size': ['interpolate', ['linear'], ['zoom'], 16.5, 9.5, 19, 13],
        'text-padding': 3,
      },
      paint: { 'text-color': c.labelSoft, 'text-halo-color': c.building, 'text-halo-width': 1 },
    },
    // Later layers are placed first: streets must win over shops.
    {
      id: 'label-poi',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'poi',
      minzoom: 16.5,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [REGULAR],
        'text-size': 11,
        'text-max-width': 7,
        'text-padding': 10,
      },
      paint: { 'text-color': c.labelSoft, 'text-halo-color': c.halo, 'text-halo-width': 1.2 },
    },
    {
      id: 'label-road',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'road',
      minzoom: 13,
      filter: ['all', ['has', 'name'], ['!', ['in', ['get', 'class'], ['literal', ['ferry', 'steps']]]]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['get', 'name'],
        'text-font': [REGULAR],
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          13,
          ['match', ['get', 'class'], ['motorway', 'trunk', 'primary', 'secondary'], 11, 9.5],
          18,
          ['match', ['get', 'class'], ['motorway', 'trunk', 'primary', 'secondary'], 15, 14],
        ],
        'text-max-angle': 35,
        'text-padding': 4,
        'symbol-sort-key': [
          'match',
          ['get', 'class'],
          ['motorway', 'trunk', 'primary'],
          0,
          'secondary',
          1,
          'tertiary',
          2,
          'minor',
          3,
          4,
        ],
      },
      paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.6 },
    },
    {
      id: 'label-waterway',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'waterway',
      minzoom: 12,
      filter: ['has', 'name'],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': [REGULAR],
        'text-size': 12,
        'text-letter-spacing': 0.08,
      },
      paint: { 'text-color': c.labelWater, 'text-halo-color': c.water, 'text-halo-width': 1 },
    },
    {
      id: 'label-quarter',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'place',
      minzoom: 11,
      maxzoom: 16,
      filter: ['in', ['get', 'class'], ['literal', ['suburb', 'neighbourhood', 'village']]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [BOLD],
        'text-size': ['interpolate', ['linear'], ['zoom'], 11, 10.5, 15, 13.5],
        'text-letter-spacing': 0.06,
        'text-max-width': 7,
        'symbol-sort-key': ['match', ['get', 'class'], 'suburb', 0, 'village', 1, 2],
      },
      paint: { 'text-color': c.labelSoft, 'text-halo-color': c.halo, 'text-halo-width': 1.6 },
    },
    {
      id: 'label-town',
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'place',
      maxzoom: 14,
      filter: ['in', ['get', 'class'], ['literal', ['city', 'town']]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [BOLD],
        'text-size': ['match', ['get', 'class'], 'city', 18, 14],
        'text-max-width': 8,
      },
      paint: { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 2 },
    },
  ];
}
