import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import type { Decision, DecisionEntry } from '../api/types';
import { language } from '../i18n/language.svelte';
import Why from './Why.svelte';

const said = (en: string) => ({ en, fr: `${en} (fr)` });

const LEFT: Decision = {
  order_id: 'a',
  plan_id: 'p',
  decided_at: '2026-03-17T10:00:00Z',
  replaced_at: null,
  assigned: false,
  sentence: said('No place keeps all of these.'),
  no_place: null,
  conflict: ['promises', 'dropoff_due'],
  remedies: [{ kind: 'ready_earlier', sentence: said('if it were ready 12 min earlier'), minutes: 12 }],
  remedies_sought: true,
  chosen: null,
  others: [
    {
      possible: false,
      sentence: said('at best the dropoff would be 7 min late'),
      courier_id: 'bruno',
      courier_name: 'Bruno',
      vehicle_id: 'bike',
      vehicle_name: 'Bike',
      window: { start_at: '2026-03-17T10:00:00Z', end_at: '2026-03-17T14:00:00Z' },
      fit: null,
      obstacles: [],
    },
  ],
  by_hand: null,
  inputs: null,
};

const entry = (plan: string, en: string): DecisionEntry => ({
  plan_id: plan,
  decided_at: '2026-03-16T09:00:00Z',
  replaced_at: null,
  stands: false,
  assigned: true,
  rules_version: 1,
  sentence: said(en),
});

function show(load: (order: string) => Promise<Decision>, brief = false) {
  const props = { order: 'a', title: 'Why?', version: '1', brief, load };
  return { user: userEvent.setup(), ...render(Why, props) };
}

beforeEach(() => language.set('en'));

describe('why an order is where it is', () => {
  it('is asked for when it is opened, and says what would help and what was in the way', async () => {
    const asked: string[] = [];
    const { user } = show(async (order) => {
      asked.push(order);
      return LEFT;
    });
    expect(asked).toEqual([]);
    await user.click(screen.getByText('Why?'));
    expect(await screen.findByText('No place keeps all of these.')).toBeInTheDocument();
    expect(screen.getByText('If it were ready 12 min earlier')).toBeInTheDocument();
    expect(screen.getByText('Bruno')).toBeInTheDocument();
    expect(asked).toEqual(['a']);
  });

  it('tells what other plans decided when that is asked for', async () => {
    const entries = [entry('p', 'No place keeps all of these.'), entry('o', 'With Bruno it adds nothing.')];
    const loadAll = async () => entries;
    const props = { order: 'a', title: 'Why?', version: '1', open: true, load: async () => LEFT, loadAll };
    const { rerender } = render(Why, props);
    await userEvent.click(await screen.findByRole('button', { name: 'What other plans decided' }));
    expect(await screen.findByText('With Bruno it adds nothing.')).toBeInTheDocument();
    expect(screen.getAllByText('No place keeps all of these.')).toHaveLength(1);
    entries.pop();
    await rerender({ version: '2' });
    await userEvent.click(await screen.findByRole('button', { name: 'What other plans decided' }));
    expect(await screen.findByText(/No other plan/)).toBeInTheDocument();
  });

  it('is one sentence on the road', async () => {
    const { user } = show(async () => LEFT, true);
    await user.click(screen.getByText('Why?'));
    expect(await screen.findByText('No place keeps all of these.')).toBeInTheDocument();
    expect(screen.queryByText('Bruno')).toBeNull();
  });

  it('says when no plan stands, and can be asked again when the server does not answer', async () => {
    let status = 0;
    const load = () => Promise.reject(new Problem({ status, code: status ? 'not_found' : 'offline' }));
    const { user, rerender } = show(load);
    await user.click(screen.getByText('Why?'));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    status = 404;
    await rerender({ version: '2' });
    expect(await screen.findByText(/No plan stands/)).toBeInTheDocument();
  });
});
