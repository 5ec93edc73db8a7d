/** The shifts of a day, with who may work them, how hot it is, and how everybody's hours stand. */
import { api, ask } from '../api/client';
import { Problem } from '../api/problem';
import type { Courier, Heat, HeatLevel, Hub, Ledger, Shift, ShiftDraft, Vehicle } from '../api/types';

export const SHIFT_EVENTS = [
  'shift.changed',
  'courier.changed',
  'vehicle.changed',
  'hub.changed',
  'heat.changed',
] as const;

export class DayShifts {
  day = $state('');
  shifts = $state.raw<Shift[] | null>(null);
  couriers = $state.raw<Courier[]>([]);
  vehicles = $state.raw<Vehicle[]>([]);
  hubs = $state.raw<Hub[]>([]);
  ledgers = $state.raw<Ledger[]>([]);
  heat = $state.raw<Heat | null>(null);
  problem = $state.raw<Problem | null>(null);

  #asked = 0;

  courierName(id: string | null | undefined): string {
    return this.couriers.find((one) => one.id === id)?.name ?? id ?? '';
  }

  vehicleName(id: string): string {
    return this.vehicles.find((one) => one.id === id)?.name ?? id;
  }

  hubName(id: string): string {
    return this.hubs.find((one) => one.id === id)?.name ?? id;
  }

  async load(day: string): Promise<void> {
    if (day !== this.day) {
      this.day = day;
      this.shifts = null;
      this.heat = null;
      this.ledgers = [];
    }
    this.#asked += 1;
    const mine = this.#asked;
    try {
      const path = { day };
      const [shifts, couriers, vehicles, hubs, heat] = await Promise.all([
        ask(api.GET('/v1/shifts', { params: { query: { day } } })),
        ask(api.GET('/v1/couriers')),
        ask(api.GET('/v1/vehicles')),
        ask(api.GET('/v1/hubs')),
        ask(api.GET('/v1/days/{day}/heat', { params: { path } })),
      ]);
      const ledger = (id: string) =>
        ask(api.GET('/v1/couriers/{id}/ledger', { params: { path: { id }, query: { day } } }));
      const ledgers = await Promise.all(couriers.items.map((courier) => ledger(courier.id)));
      if (mine !== this.#asked) return;
      this.shifts = shifts.items;
      this.couriers = couriers.items;
      this.vehicles = vehicles.items;
      this.hubs = hubs.items;
      this.ledgers = ledgers;
      this.heat = heat;
      this.problem = null;
    } catch (thrown) {
      if (mine === this.#asked) this.problem = Problem.from(thrown);
    }
  }

  /** A shift of any day may change what somebody may still work on this one. */
  async follow(): Promise<void> {
    if (this.day) await this.load(this.day);
  }

  async keep(id: string | null, draft: ShiftDraft): Promise<void> {
    if (id === null) await ask(api.POST('/v1/shifts', { body: draft }));
    else await ask(api.PUT('/v1/shifts/{id}', { params: { path: { id } }, body: draft }));
    await this.load(this.day);
  }

  async remove(id: string): Promise<void> {
    await ask(api.DELETE('/v1/shifts/{id}', { params: { path: { id } } }));
    await this.load(this.day);
  }

  async setHeat(level: HeatLevel): Promise<void> {
    const path = { day: this.day };
    this.heat = await ask(api.PUT('/v1/days/{day}/heat', { params: { path }, body: { level } }));
  }
}
