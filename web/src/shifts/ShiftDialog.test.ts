import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem';
import type { LabourRefusal, ShiftDraft } from '../api/types';
import { language } from '../i18n/language.svelte';
import ShiftDialog from './ShiftDialog.svelte';
import { DayShifts } from './shifts.svelte';

const REFUSAL: LabourRefusal = {
  rule: 'daily_work',
  article: 'Code du travail, art. L3121-18',
  limit: { span_s: 36_000 },
  found: { span_s: 37_800 },
  period: null,
  sentence: {
    en: '10 h 30 min of work; at most 10 h a day (Code du travail, art. L3121-18)',
    fr: '10 h 30 min de travail ; au plus 10 h par jour (Code du travail, art. L3121-18)',
  },
  field: '/window',
  courier_id: 'nina',
  courier_name: 'Nina',
  shift_id: null,
};

function show(keep: (id: string | null, draft: ShiftDraft) => Promise<void>) {
  const model = new DayShifts();
  model.day = '2026-03-17';
  model.couriers = [{ id: 'nina', name: 'Nina', skills: [], age: 'adult' }];
  model.vehicles = [
    {
      id: 'bike',
      name: 'Bike',
      profile: 'bike',
      capacity: { mass_g: 1, volume_ml: 1, bags: 1 },
      parking_s: 0,
    },
  ];
  model.hubs = [{ id: 'core', name: 'Core', lon_lat: [2, 48] }];
  model.keep = keep;
  const onclose = vi.fn();
  render(ShiftDialog, { model, shift: null, open: true, onclose });
  return { onclose, user: userEvent.setup() };
}

beforeEach(() => {
  language.set('en');
  // jsdom opens no dialogs.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
});

describe('a shift', () => {
  it('that the law forbids is told with article and figures, beside its hours too', async () => {
    const keep = vi.fn(() =>
      Promise.reject(new Problem({ status: 409, code: 'unlawful', refusals: [REFUSAL] })),
    );
    const { onclose, user } = show(keep);
    const from = screen.getByLabelText('From');
    await user.type(from, '8');
    await user.type(screen.getByLabelText('Until'), '18h30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/Nina: 10 h 30 min.*L3121-18/);
    expect(from).toHaveAccessibleDescription(/at most 10 h a day/);
    expect(from).toHaveAttribute('aria-invalid', 'true');
    expect(keep).toHaveBeenCalledWith(null, expect.objectContaining({ courier_id: 'nina', crew_id: null }));
    expect(onclose).not.toHaveBeenCalled();
    language.set('fr');
    const told = await screen.findByText(/au plus 10 h par jour/, { selector: 'li' });
    expect(told).toHaveTextContent(/Nina : 10 h 30 min de travail/);
  });

  it('whose times cannot be read is not sent, and a good one closes the dialog', async () => {
    const keep = vi.fn(() => Promise.resolve());
    const { onclose, user } = show(keep);
    await user.type(screen.getByLabelText('From'), 'eight');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getAllByText('Write a time such as 14:30.')).toHaveLength(2);
    expect(keep).not.toHaveBeenCalled();
    await user.clear(screen.getByLabelText('From'));
    await user.type(screen.getByLabelText('From'), '8');
    await user.type(screen.getByLabelText('Until'), '12');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onclose).toHaveBeenCalledOnce();
  });
});
