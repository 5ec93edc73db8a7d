import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Address } from '../api/types';
import { language } from '../i18n/language.svelte';
import type { AddressFinder, TypedAddress } from './address';
import AddressSearch from './AddressSearch.svelte';

const place = (label: string, lon: number): Address => ({
  label,
  lon_lat: [lon, 60],
  name: '',
  street: '',
  housenumber: '',
  postcode: '',
  city: '',
  kind: 'address',
});
const FOUND = [place('Kasarmikatu 25', 24), place('Kasarmikatu 44', 25)];

function show(find: AddressFinder) {
  const changes: TypedAddress[] = [];
  render(AddressSearch, {
    value: { text: '', lon_lat: null },
    control: { id: 'where', 'aria-describedby': undefined, 'aria-invalid': undefined },
    find,
    waitMs: 0,
    onchange: (value: TypedAddress) => changes.push(value),
  });
  return { changes, input: screen.getByRole('combobox'), user: userEvent.setup() };
}

beforeEach(() => language.set('en'));

describe('the address search', () => {
  it('offers places as one types, and takes one by keyboard alone', async () => {
    const { changes, input, user } = show(async () => FOUND);
    await user.type(input, 'kasa');
    await waitFor(() => expect(input).toHaveAttribute('aria-expanded', 'true'));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const marked = screen.getByRole('option', { selected: true });
    expect(marked).toHaveTextContent('Kasarmikatu 44');
    expect(input).toHaveAttribute('aria-activedescendant', marked.id);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(changes.at(-1)).toEqual({ text: 'Kasarmikatu 25', lon_lat: [24, 60] });
    expect(input).toHaveValue('Kasarmikatu 25');
    expect(input).toHaveAttribute('aria-expanded', 'false');
  });

  it('leaves what was typed when one escapes, and forgets the place when one types on', async () => {
    const { changes, input, user } = show(async () => FOUND);
    await user.type(input, 'kasa');
    await waitFor(() => expect(input).toHaveAttribute('aria-expanded', 'true'));
    await user.keyboard('{Escape}');
    expect(input).toHaveAttribute('aria-expanded', 'false');
    expect(input).toHaveValue('kasa');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(changes.at(-1)?.lon_lat).toEqual([24, 60]);
    await user.type(input, '!');
    expect(changes.at(-1)).toEqual({ text: 'Kasarmikatu 25!', lon_lat: null });
  });

  it('does not send the form by an Enter that is meant for the list', async () => {
    const { changes, input, user } = show(async () => FOUND);
    await user.type(input, 'kasa');
    await waitFor(() => expect(input).toHaveAttribute('aria-expanded', 'true'));
    await user.keyboard('{Enter}');
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('Kasarmikatu 25');
    expect(changes.every((change) => change.lon_lat === null)).toBe(true);
  });

  it('shows the answer to the last words only, and says so when none or no answer comes', async () => {
    const answers = new Map<string, (found: Address[]) => void>();
    const find = vi.fn<AddressFinder>((text) => new Promise((resolve) => answers.set(text, resolve)));
    const { input, user } = show(find);
    await user.type(input, 'ka');
    await waitFor(() => expect(answers.has('ka')).toBe(true));
    await user.type(input, 's');
    await waitFor(() => expect(answers.has('kas')).toBe(true));
    answers.get('kas')?.([]);
    answers.get('ka')?.(FOUND);
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('No such address'));
    expect(screen.queryAllByRole('option')).toEqual([]);
    find.mockRejectedValueOnce(new Error('gone'));
    await user.type(input, 'a');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('does not answer'));
  });
});
