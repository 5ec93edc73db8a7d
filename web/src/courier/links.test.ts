import { expect, it } from 'vitest';
import { geoLink, telLink } from './links';

it('dials what people write', () => {
  expect(telLink('+358 40 123 4567')).toBe('tel:+358401234567');
  expect(telLink('01.23.45.67.89')).toBe('tel:0123456789');
  expect(telLink('ask the shop')).toBeNull();
  expect(telLink('')).toBeNull();
});

it('puts latitude first, and no bracket of a name ends the name', () => {
  expect(geoLink([24.94, 60.17], 'Café (back door)')).toBe(
    'geo:60.170000,24.940000?q=60.170000,24.940000(Caf%C3%A9%20back%20door)',
  );
});
