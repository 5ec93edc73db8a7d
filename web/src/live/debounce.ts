export interface Debounced {
  (): void;
  cancel(): void;
}

/** Calls `run` once things have been quiet for `quietMs`, at the latest four times as long after the first call. */
export function debounce(run: () => void, quietMs: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | undefined;
  const fire = () => {
    timer = undefined;
    since = undefined;
    run();
  };
  const later = () => {
    since ??= Date.now();
    clearTimeout(timer);
    const left = since + 4 * quietMs - Date.now();
    timer = setTimeout(fire, Math.max(0, Math.min(quietMs, left)));
  };
  later.cancel = () => {
    clearTimeout(timer);
    timer = undefined;
    since = undefined;
  };
  return later;
}
