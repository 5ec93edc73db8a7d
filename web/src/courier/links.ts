/** Ways out of the page into the phone's own apps. */

/** Null if there is no number in it. */
export function telLink(phone: string): string | null {
  const number = phone.replace(/(?!^\+)[^\d]/g, '');
  return /\d{3}/.test(number) ? `tel:${number}` : null;
}

/** RFC 5870, with the query that map apps of phones take for the pin and its name. */
export function geoLink(lonLat: readonly number[], label: string): string {
  const [lon = 0, lat = 0] = lonLat;
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  const name = label.replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim();
  return `geo:${at}?q=${at}${name ? `(${encodeURIComponent(name)})` : ''}`;
}
