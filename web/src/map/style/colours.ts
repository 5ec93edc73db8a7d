/** The map's colours: quiet, so that rounds and stops stand out on it. */

export interface MapColours {
  land: string;
  residential: string;
  industrial: string;
  park: string;
  grass: string;
  forest: string;
  farmland: string;
  sport: string;
  sand: string;
  cemetery: string;
  campus: string;
  water: string;
  waterway: string;
  building: string;
  buildingLine: string;
  motorway: string;
  trunk: string;
  major: string;
  minor: string;
  service: string;
  casing: string;
  casingMajor: string;
  path: string;
  cycleway: string;
  pedestrian: string;
  rail: string;
  ferry: string;
  label: string;
  labelSoft: string;
  labelWater: string;
  labelGreen: string;
  halo: string;
}

export const LIGHT: MapColours = {
  land: '#f4efe6',
  residential: '#f1ebe0',
  industrial: '#ece6df',
  park: '#d9e6cb',
  grass: '#e1ead2',
  forest: '#cfdfc0',
  farmland: '#efecd8',
  sport: '#d6e5d2',
  sand: '#f2e6c6',
  cemetery: '#d7e0cc',
  campus: '#f0e7d8',
  water: '#bfd9e2',
  waterway: '#b0cfda',
  building: '#e6ddcf',
  buildingLine: '#d9cebd',
  motorway: '#f3cf9c',
  trunk: '#f6dbb0',
  major: '#fbe9c9',
  minor: '#ffffff',
  service: '#fcf9f4',
  casing: '#ddd2c1',
  casingMajor: '#d3bd95',
  path: '#c9b89d',
  cycleway: '#5fa296',
  pedestrian: '#f7f1e7',
  rail: '#c0b5a8',
  ferry: '#86b3c4',
  label: '#453d34',
  labelSoft: '#6f6558',
  labelWater: '#3f7286',
  labelGreen: '#54704a',
  halo: '#fbf8f2',
};

export const DARK: MapColours = {
  land: '#221f1c',
  residential: '#25211e',
  industrial: '#272321',
  park: '#263022',
  grass: '#262c21',
  forest: '#232e20',
  farmland: '#2a271d',
  sport: '#253026',
  sand: '#332d20',
  cemetery: '#272d22',
  campus: '#2b2621',
  water: '#17303a',
  waterway: '#1c3944',
  building: '#2e2925',
  buildingLine: '#3a342e',
  motorway: '#6b5434',
  trunk: '#61503a',
  major: '#544839',
  minor: '#413a33',
  service: '#38322c',
  casing: '#1a1715',
  casingMajor: '#191613',
  path: '#5d5347',
  cycleway: '#3f8479',
  pedestrian: '#39332d',
  rail: '#544c44',
  ferry: '#34596a',
  label: '#d9cfc2',
  labelSoft: '#a89c8d',
  labelWater: '#7fb0c3',
  labelGreen: '#93ad88',
  halo: '#1d1a17',
};
