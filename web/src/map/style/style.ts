/** Our map style for the tiles that the server cuts. */
import bold from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import boldExt from '@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url';
import boldCyrillic from '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url';
import boldGreek from '@fontsource/noto-sans/files/noto-sans-greek-600-normal.woff2?url';
import cyrillic from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import greek from '@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff2?url';
import latin from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latinExt from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url';
import type { StyleSpecification } from 'maplibre-gl';
import type { MapInfo } from '../../api/types';
import { DARK, LIGHT, type MapColours } from './colours';
import { BOLD, labels, REGULAR } from './labels';
import { land } from './land';
import { roads } from './roads';
import { SOURCE } from './source';

export type Mode = 'light' | 'dark';

export function mapColours(mode: Mode): MapColours {
  return mode === 'dark' ? DARK : LIGHT;
}

function faces(basic: string, extended: string, cyrillicFile: string, greekFile: string) {
  const absolute = (url: string) => new URL(url, location.href).href;
  return [
    { url: absolute(basic), 'unicode-range': ['U+0-FF', 'U+131', 'U+152-153', 'U+2000-206F', 'U+20AC'] },
    { url: absolute(extended), 'unicode-range': ['U+100-130', 'U+132-151', 'U+154-2BA', 'U+1E00-1EFF'] },
    { url: absolute(cyrillicFile), 'unicode-range': ['U+400-4FF'] },
    { url: absolute(greekFile), 'unicode-range': ['U+370-3FF'] },
  ];
}

export function baseStyle(info: MapInfo, mode: Mode): StyleSpecification {
  const c = mapColours(mode);
  return {
    version: 8,
    name: `Musette ${mode}`,
    sources: {
      [SOURCE]: {
        type: 'vector',
        tiles: [new URL(info.tiles, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
        minzoom: info.min_zoom,
        maxzoom: info.max_zoom,
        bounds: info.bounds as [number, number, number, number],
      },
    },
    'font-faces': {
      [REGULAR]: faces(latin, latinExt, cyrillic, greek),
      [BOLD]: faces(bold, boldExt, boldCyrillic, boldGreek),
    },
    layers: [...land(c), ...roads(c), ...labels(c)],
  };
}
