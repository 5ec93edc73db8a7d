// Runs before the first paint, so that a dark page does not flash white: says in <html data-theme>
// whether the light or the dark colours hold, as chosen, else as the system has it.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('musette.theme');
  } catch {
    // Storage may be forbidden: the system's theme then holds.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
