import type { Address, LonLat } from '../api/types';

/** An address as typed, and its place once a suggestion is chosen. */
export interface TypedAddress {
  text: string;
  lon_lat: LonLat | null;
}

/** Finds places by words; the signal calls it off. */
export type AddressFinder = (text: string, signal: AbortSignal) => Promise<Address[]>;
