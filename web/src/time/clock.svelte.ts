/** The server's clock: the browser's may be wrong, and a demo lives on a day of its own. */

const TICK_MS = 10_000;

let offsetMs = $state(0);
let tick = $state(Date.now());
let zone = $state('UTC');

export const clock = {
  /** Milliseconds since 1970 by the server's clock; reactive, to ten seconds. */
  get now(): number {
    return tick + offsetMs;
  },
  /** The same, to the millisecond and not reactive. */
  exact(): number {
    return Date.now() + offsetMs;
  },
  /** The co-operative's time zone. */
  get zone(): string {
    return zone;
  },
  /** Set from any answer with `now_at`. */
  set(nowAt: string, coopZone?: string): void {
    const server = Date.parse(nowAt);
    if (Number.isFinite(server)) {
      offsetMs = server - Date.now();
      tick = Date.now();
    }
    if (coopZone) zone = coopZone;
  },
  /** Ticks until the answer is called. */
  run(): () => void {
    const timer = setInterval(() => (tick = Date.now()), TICK_MS);
    return () => clearInterval(timer);
  },
};
