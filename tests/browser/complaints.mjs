// What no page may do, whatever the story: ask another origin, say an error or a warning on the
// console, throw, or ask for what fails.

/**
 * @typedef {{ status?: number, path?: RegExp, text?: RegExp, failure?: RegExp }} Expected an answer
 *   (status, path), words on the console (text) or why a request gets no answer (failure) that the
 *   story means to bring about
 */

/** A page that does not know yet whether anybody is signed in may ask, and be told. */
const ALWAYS = [{ status: 401, path: /^\/v1\/session$/ }];

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} origin
 * @param {string} who
 */
export function watch(context, origin, who) {
  /** @type {string[]} */
  const complaints = [];
  /** @type {Expected[]} */
  const expected = [...ALWAYS];
  const own = (url) => /^(data|blob|about):/.test(url) || new URL(url).origin === origin;
  const answerExpected = (status, url) =>
    expected.some((e) => e.status === status && (e.path ?? /^/).test(new URL(url).pathname));

  context.on('request', (request) => {
    if (!own(request.url())) complaints.push(`${who}: asks another origin: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    // What the page itself gave up: a stream that it closed, a search that was typed over.
    const why = request.failure()?.errorText;
    if (why === 'net::ERR_ABORTED' || expected.some((e) => e.failure?.test(why ?? ''))) return;
    complaints.push(`${who}: ${request.method()} ${request.url()}: ${why}`);
  });
  context.on('response', (response) => {
    const [status, url] = [response.status(), response.url()];
    if (status >= 400 && !answerExpected(status, url))
      complaints.push(`${who}: ${response.request().method()} ${url}: ${status}`);
  });
  context.on('weberror', (error) =>
    complaints.push(`${who}: throws ${error.error().stack ?? error.error()}`),
  );
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // The answer itself was judged above.
    if (/^Failed to load resource: the server responded with/.test(message.text())) return;
    if (expected.some((e) => e.text?.test(message.text()))) return;
    complaints.push(`${who}: console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  return { complaints, expect: (/** @type {Expected} */ e) => void expected.push(e) };
}
