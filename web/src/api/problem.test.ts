import { beforeEach, describe, expect, it } from 'vitest';
import { language } from '../i18n/language.svelte';
import { ask, watchAnswers } from './client';
import { Problem } from './problem';
import { entryText, fieldErrors, problemText } from './problem-text';

beforeEach(() => language.set('en'));

const entry = (field: string, code = 'odd') => ({ field, code, cause: 'it is odd', action: 'use another' });

describe('a problem', () => {
  it('is told in the reader’s language if its code is known, else in the server’s words', () => {
    const known = new Problem({ status: 401, code: 'wrong_password', detail: 'no such login' });
    expect(problemText(known)).toBe('Login or password is wrong.');
    language.set('fr');
    expect(problemText(known)).toMatch(/incorrect/);
    expect(problemText(new Problem({ status: 409, code: 'brand_new', detail: 'The moon is full.' }))).toBe(
      'The moon is full.',
    );
    expect(entryText(entry('/x'))).toBe('It is odd. Use another.');
  });

  it('survives answers that are none of ours', () => {
    const page = Problem.fromAnswer(
      new Response('<html>', { status: 502, headers: { 'x-request-id': 'r1' } }),
      '<html>',
    );
    expect(page).toMatchObject({ status: 502, code: 'unreadable', requestId: 'r1', entries: [] });
    expect(Problem.from(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'offline' });
  });
});

describe('complaints', () => {
  const fields = ['/dropoffs/*/address', '/dropoffs/*/window', '/reference'];

  it('go to the field that their pointer begins with, whatever its place in the list', () => {
    const problem = new Problem({
      status: 422,
      code: 'invalid',
      entries: [entry('/dropoffs/1/address'), entry('/dropoffs/0/window/end_at'), entry('/reference')],
    });
    expect(Object.keys(fieldErrors(problem, fields)).sort()).toEqual([
      '/dropoffs/0/window',
      '/dropoffs/1/address',
      '/reference',
    ]);
  });

  it('that belong to no field are kept together, none lost', () => {
    const problem = new Problem({
      status: 422,
      code: 'invalid',
      entries: [entry('/pickup'), entry('?day', 'missing')],
    });
    expect(fieldErrors(problem, fields)).toEqual({ '': 'It is odd. Use another. Please fill this in.' });
    expect(fieldErrors(null, fields)).toEqual({});
  });
});

describe('asking', () => {
  it('gives the data, or throws the problem and tells the watchers', async () => {
    const seen: unknown[] = [];
    const stop = watchAnswers((...told) => seen.push(told));
    await expect(ask(Promise.resolve({ data: 7, response: new Response() }))).resolves.toBe(7);
    const refusal = {
      error: { code: 'forbidden', detail: 'no' },
      response: new Response('', { status: 403 }),
    };
    await expect(ask(Promise.resolve(refusal))).rejects.toMatchObject({ status: 403, code: 'forbidden' });
    await expect(ask(Promise.reject(new TypeError('gone')))).rejects.toMatchObject({ code: 'offline' });
    stop();
    expect(seen).toEqual([
      [true, 200],
      [true, 403],
      [false, 0],
    ]);
  });
});
