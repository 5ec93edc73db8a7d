import { api, ask } from '../api/client';
import type { MapInfo } from '../api/types';

let asked: Promise<MapInfo> | undefined;

/** What the server's map is; asked once. */
export function mapInfo(): Promise<MapInfo> {
  asked ??= ask(api.GET('/v1/map')).catch((thrown: unknown) => {
    asked = undefined;
    throw thrown;
  });
  return asked;
}
