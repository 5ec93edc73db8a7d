/** MapLibre, set up for us. Large: import this file only by `import()`. */
import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibre, setWorkerUrl, type LngLatBoundsLike } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { StyleSpecification } from 'maplibre-gl';
import type { MapInfo } from '../api/types';
import type { Overlay } from './overlay';
import { baseStyle, type Mode } from './style/style';

setWorkerUrl(workerUrl);

export type { MapLibre };

/** The map below and the page's own data above; but its lines leave the map's names readable. */
export function fullStyle(info: MapInfo, mode: Mode, overlay: Overlay | undefined): StyleSpecification {
  const style = baseStyle(info, mode);
  for (const [name, data] of Object.entries(overlay?.data ?? {})) {
    style.sources[name] = { type: 'geojson', data };
  }
  const own = overlay?.layers(mode) ?? [];
  const names = style.layers.findIndex((layer) => layer.type === 'symbol');
  const lines = own.filter((layer) => layer.type === 'line');
  style.layers.splice(names < 0 ? style.layers.length : names, 0, ...lines);
  style.layers.push(...own.filter((layer) => layer.type !== 'line'));
  return style;
}

export interface MapParams {
  container: HTMLElement;
  info: MapInfo;
  style: StyleSpecification;
  start: { bounds: LngLatBoundsLike } | { center: [number, number]; zoom: number };
  locale: Record<string, string>;
}

/** Throws without WebGL. */
export function openMap({ container, info, style, start, locale }: MapParams): MapLibre {
  const [west, south, east, north] = info.bounds as [number, number, number, number];
  // Room to look around a town, but not to get lost.
  const margin = 1.5 * Math.max(east - west, north - south);
  const map = new MapLibre({
    container,
    style,
    ...('bounds' in start ? { bounds: start.bounds, fitBoundsOptions: { padding: 48, maxZoom: 16 } } : start),
    minZoom: Math.max(8, info.min_zoom - 1),
    maxZoom: 20,
    maxBounds: [
      [west - margin, south - margin],
      [east + margin, north + margin],
    ],
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale,
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
