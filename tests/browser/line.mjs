// The line between a page and the service, which a story can cut.
import { connect, createServer } from 'node:net';

/**
 * A line of its own to the service; a page that uses it has its `url` as its baseURL.
 * @param {string} service @returns {Promise<{ url: string, cut: () => void, mend: () => void, close: () => void }>}
 */
export async function lineTo(service) {
  const { hostname, port } = new URL(service);
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const end = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut() {
      whole = false;
      end();
    },
    mend() {
      whole = true;
    },
    close() {
      end();
      server.close();
    },
  };
}
