/** What a page draws on the map: said as a whole, and brought about by the map component. */
import type { LayerSpecification } from 'maplibre-gl';
import type { Mode } from './style/style';

export interface Overlay {
  /** GeoJSON by the name of its source. The set of names must stay the same while the map is shown. */
  data: Record<string, GeoJSON.FeatureCollection>;
  /** Layers on these sources, drawn above the map in this order; colours may depend on the mode. */
  layers: (mode: Mode) => LayerSpecification[];
  /** Ids of those layers that can be clicked. */
  clickable?: readonly string[];
}

export const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** The smallest box around places, as [west, south, east, north]; null of none. */
export function boundsOf(places: Iterable<readonly number[]>): [number, number, number, number] | null {
  let box: [number, number, number, number] | null = null;
  for (const [lon, lat] of places) {
    if (lon === undefined || lat === undefined) continue;
    box = box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return box;
}
