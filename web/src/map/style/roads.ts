/** Streets, paths and rails: casings first, so that crossings look joined. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { SOURCE } from './source';
import type { MapColours } from './colours';

interface RoadClass {
  id: string;
  classes: string[];
  minzoom: number;
  /** Width in pixels at zooms 10, 14, 18. */
  width: [number, number, number];
  colour: (c: MapColours) => string;
  casing: (c: MapColours) => string;
}

/** From the least to the greatest: later ones are drawn over earlier ones. */
const CLASSES: RoadClass[] = [
  {
    id: 'service',
    classes: ['service'],
    minzoom: 14,
    width: [0.2, 1.1, 8],
    colour: (c) => c.service,
    casing: (c) => c.casing,
  },
  {
    id: 'pedestrian',
    classes: ['pedestrian'],
    minzoom: 13,
    width: [0.3, 1.8, 12],
    colour: (c) => c.pedestrian,
    casing: (c) => c.casing,
  },
  {
    id: 'minor',
    classes: ['minor'],
    minzoom: 12,
    width: [0.4, 2.6, 18],
    colour: (c) => c.minor,
    casing: (c) => c.casing,
  },
  {
    id: 'tertiary',
    classes: ['tertiary'],
    minzoom: 10,
    width: [0.6, 4, 22],
    colour: (c) => c.minor,
    casing: (c) => c.casing,
  },
  {
    id: 'secondary',
    classes: ['secondary'],
    minzoom: 10,
    width: [1, 5, 25],
    colour: (c) => c.major,
    casing: (c) => c.casingMajor,
  },
  {
    id: 'primary',
    classes: ['primary'],
    minzoom: 10,
    width: [1.3, 6, 27],
    colour: (c) => c.trunk,
    casing: (c) => c.casingMajor,
  },
  {
    id: 'motorway',
    classes: ['motorway', 'trunk'],
    minzoom: 10,
    width: [1.6, 6.5, 28],
    colour: (c) => c.motorway,
    casing: (c) => c.casingMajor,
  },
];

function width(of: [number, number, number], more = 0): ExpressionSpecification {
  const [low, middle, high] = of;
  return [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    10,
    low + (more ? 0.6 : 0),
    14,
    middle + more,
    18,
    high + more * 1.6,
  ];
}

function of(classes: string[], ...more: ExpressionSpecification[]): FilterSpecification {
  return ['all', ['in', ['get', 'class'], ['literal', classes]], ...more];
}

const IS_TUNNEL: ExpressionSpecification = ['==', ['get', 'tunnel'], 1];
const NO_TUNNEL: ExpressionSpecification = ['!=', ['get', 'tunnel'], 1];

export function roads(c: MapColours): LayerSpecification[] {
  const line = { source: SOURCE, 'source-layer': 'road', type: 'line' as const };
  const round = { 'line-cap': 'round' as const, 'line-join': 'round' as const };
  const tunnels: LayerSpecification[] = CLASSES.map((road) => ({
    ...line,
    id: `tunnel-${road.id}`,
    minzoom: road.minzoom,
    filter: of(road.classes, IS_TUNNEL),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': road.casing(c),
      'line-width': width(road.width),
      'line-opacity': 0.45,
      'line-dasharray': [1.4, 0.8],
    },
  }));
  const casings: LayerSpecification[] = CLASSES.map((road) => ({
    ...line,
    id: `casing-${road.id}`,
    minzoom: Math.max(road.minzoom, road.minzoom + (road.minzoom > 10 ? 0.5 : 0)),
    filter: of(road.classes, NO_TUNNEL),
    layout: round,
    paint: { 'line-color': road.casing(c), 'line-width': width(road.width, 1.6) },
  }));
  const fills: LayerSpecification[] = CLASSES.map((road) => ({
    ...line,
    id: `road-${road.id}`,
    minzoom: road.minzoom,
    filter: of(road.classes, NO_TUNNEL),
    layout: round,
    paint: { 'line-color': road.colour(c), 'line-width': width(road.width) },
  }));
  return [...tunnels, ...paths(c), ...casings, ...fills, ...cycling(c), ...rails(c)];
}

function paths(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'path',
      type: 'line',
      source: SOURCE,
      'source-layer': 'road',
      minzoom: 14,
      filter: of(['path', 'footway', 'steps', 'track']),
      paint: {
        'line-color': c.path,
        'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.5, 18, 2],
        'line-dasharray': [2, 1.4],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.4, 16, 0.9],
      },
    },
    {
      id: 'ferry',
      type: 'line',
      source: SOURCE,
      'source-layer': 'road',
      filter: of(['ferry']),
      paint: { 'line-color': c.ferry, 'line-width': 1.2, 'line-dasharray': [3, 3] },
    },
  ];
}

/** What is signed for bikes: the first thing that a courier looks for. */
function cycling(c: MapColours): LayerSpecification[] {
  return [
    {
      id: 'cycleway',
      type: 'line',
      source: SOURCE,
      'source-layer': 'road',
      minzoom: 12,
      filter: ['any', ['==', ['get', 'class'], 'cycleway'], ['==', ['get', 'bike'], 'cycleway']],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': c.cycleway,
        'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 12, 0.6, 14, 1.2, 18, 3.4],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0.35, 15, 0.75],
      },
    },
    {
      id: 'bike-lane',
      type: 'line',
      source: SOURCE,
      'source-layer': 'road',
      minzoom: 13.5,
      filter: ['==', ['get', 'bike'], 'lane'],
      paint: {
        'line-color': c.cycleway,
        'line-width': ['interpolate', ['linear'], ['zoom'], 13.5, 0.6, 18, 2],
        'line-dasharray': [3, 2.2],
        'line-opacity': 0.65,
      },
    },
  ];
}

function rails(c: MapColours): LayerSpecification[] {
  const rail = { source: SOURCE, 'source-layer': 'rail', type: 'line' as const };
  return [
    {
      ...rail,
      id: 'rail',
      filter: ['==', ['get', 'class'], 'rail'],
      paint: {
        'line-color': c.rail,
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.6, 14, 1.2, 18, 2.4],
      },
    },
    {
      ...rail,
      id: 'rail-ties',
      minzoom: 14.5,
      filter: ['==', ['get', 'class'], 'rail'],
      paint: { 'line-color': c.rail, 'line-width': 5, 'line-dasharray': [0.2, 2] },
    },
    {
      ...rail,
      id: 'tram',
      minzoom: 13.5,
      filter: ['in', ['get', 'class'], ['literal', ['tram', 'subway']]],
      paint: { 'line-color': c.rail, 'line-width': 0.8, 'line-opacity': 0.8 },
    },
  ];
}
