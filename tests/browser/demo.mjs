// A demo of our own: `musette demo` on a fresh folder and a free port.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 120_000;
const STOP_MS = 10_000;

/** @typedef {{ url: string, stop: () => Promise<void> }} Demo */

/**
 * Starts a demo; what it says is kept in build/browser/NAME.log.
 * @param {string} name
 * @returns {Promise<Demo>}
 */
export async function startDemo(name) {
  const program = process.env.MUSETTE;
  if (!program) throw new Error('MUSETTE must name the program to try: run  make browser');
  await mkdir('build/browser', { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'musette-browser-'));
  const child = spawn(program, ['demo', '--data-dir', join(folder, 'demo'), '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends the tests ends the demo.
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

  const log = createWriteStream(join('build/browser', `${name}.log`));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));

  const url = await address(child, ended).catch(async (error) => {
    kill();
    await rm(folder, { recursive: true, force: true });
    throw new Error(`${error.message}: see build/browser/${name}.log`);
  });
  return {
    url,
    async stop() {
      child.kill('SIGINT');
      const late = setTimeout(kill, STOP_MS);
      const how = await ended;
      clearTimeout(late);
      process.off('exit', kill);
      log.end();
      await rm(folder, { recursive: true, force: true });
      if (how !== 0)
        throw new Error(`Ctrl-C must end the demo cleanly within ${STOP_MS / 1000} s; it ended with ${how}`);
    },
  };
}

/** The first line that starts with http:// is where the demo listens. */
async function address(child, ended) {
  const lines = createInterface({ input: child.stdout });
  const found = new Promise((resolve) =>
    lines.on('line', (line) => /^http:\/\//.test(line) && resolve(new URL(line.split(/\s/)[0]).origin)),
  );
  const early = ended.then((how) => Promise.reject(new Error(`the demo ended at its start (${how})`)));
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the demo said no address within ${START_MS / 1000} s`)),
      START_MS,
    );
  });
  early.catch(() => {});
  return Promise.race([found, early, late]).finally(() => clearTimeout(timer));
}
