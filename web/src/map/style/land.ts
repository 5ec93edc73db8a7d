/** Land, water and buildings. */
import type { LayerSpecification } from 'maplibre-gl';
import { SOURCE } from './source';
import type { MapColours } from './colours';

export function land(c: MapColours): LayerSpecification[] {
  return [
    { id: 'land', type: 'background', paint: { 'background-color': c.land } },
    {
      id: 'landuse',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'landuse',
      paint: {
        'fill-antialias': false,
        'fill-color': [
          'match',
          ['get', 'class'],
          'park',
          c.park,
          'grass',
          c.grass,
          'forest',
          c.forest,
          'farmland',
          c.farmland,
          'cemetery',
          c.cemetery,
          'sport',
          c.sport,
          'sand',
          c.sand,
          'residential',
          c.residential,
          ['industrial', 'railway'],
          c.industrial,
          ['school', 'hospital'],
          c.campus,
          c.land,
        ],
      },
    },
    { id: 'water', type: 'fill', source: SOURCE, 'source-layer': 'water', paint: { 'fill-color': c.water } },
    {
      id: 'waterway',
      type: 'line',
      source: SOURCE,
      'source-layer': 'waterway',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': c.waterway,
        'line-width': [
          'interpolate',
          ['exponential', 1.5],
          ['zoom'],
          10,
          ['match', ['get', 'class'], 'river', 1.2, 0.4],
          17,
          ['match', ['get', 'class'], 'river', 9, 'canal', 6, 2.5],
        ],
      },
    },
    {
      id: 'building',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'building',
      minzoom: 14,
      paint: {
        'fill-color': c.building,
        'fill-outline-color': c.buildingLine,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0, 14.8, 1],
      },
    },
  ];
}
