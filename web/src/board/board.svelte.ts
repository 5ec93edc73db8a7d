/** What the board knows of the day that is looked at, and what is picked out of it. */
import { api, ask } from '../api/client';
import { Problem } from '../api/problem';
import type {
  AfterFailure,
  Courier,
  Day,
  FailureReason,
  Hub,
  LonLat,
  MoveCheck,
  MoveDraft,
  MoveMade,
  Order,
  OrderStatus,
  PlanOutcome,
  PlanProgress,
  Round,
  RoundStop,
  Vehicle,
} from '../api/types';
import { courierIndex } from '../map/palette';
import { meant } from '../round/meant';
import { clock } from '../time/clock.svelte';
import { dayOf } from '../time/format';
import type { Change } from '../live/live.svelte';
import { forecast } from './model/planning';
import { rowsOf } from './model/timeline';

export type Selection = { kind: 'order'; id: string } | { kind: 'round'; id: string };
/** One stop of a round, as pointed at. */
export interface Pointed {
  round: string;
  order: string | null;
  number: number;
}
export type StopMark =
  { to: 'start' } | { to: 'done' } | { to: 'fail'; reason: FailureReason; note: string; then?: AfterFailure };

const NO_PATHS: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
const NEW_PATHS = [
  'plan.published',
  'round.published',
  'round.withdrawn',
  'round.changed',
  'hub.changed',
  'profile.changed',
  'zone.changed',
];

function moveOf(order: Order, shift: string, reason: string): MoveDraft {
  return { order_id: order.id, shift_id: shift, ...(reason ? { reason } : {}) };
}

export class Board {
  day = $state('');
  data = $state.raw<Day | null>(null);
  paths = $state.raw<GeoJSON.FeatureCollection>(NO_PATHS);
  couriers = $state.raw<Courier[]>([]);
  vehicles = $state.raw<Vehicle[]>([]);
  hubs = $state.raw<Hub[]>([]);
  problem = $state.raw<Problem | null>(null);
  /** When the plan that is being made was asked for, by the server's clock. */
  planningSince = $state<number | null>(null);
  /** How far that plan is, once its rounds are being searched for. */
  planProgress = $state.raw<PlanProgress | null>(null);
  selection = $state.raw<Selection | null>(null);
  pointed = $state.raw<Pointed | null>(null);
  search = $state('');
  // Always replaced as a whole.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  statuses = $state.raw<ReadonlySet<OrderStatus>>(new Set());

  today = $derived(dayOf(clock.now, clock.zone));
  rows = $derived(this.data ? rowsOf(this.data, this.couriers, this.vehicles) : []);
  colours = $derived(
    courierIndex([...this.couriers.map((one) => one.id), ...this.rows.map((row) => row.courierId)]),
  );
  forecast = $derived(this.data ? forecast(this.data, this.today, clock.now) : null);
  order = $derived(this.selection?.kind === 'order' ? this.orderOf(this.selection.id) : null);
  round = $derived(this.selection?.kind === 'round' ? this.roundOf(this.selection.id) : null);
  /** The courier who is picked out; the others step back. */
  courier = $derived(this.round?.courier_id ?? null);

  #asked = 0;
  #running = false;
  #again: { paths: boolean } | null = null;

  orderOf(id: string | null | undefined): Order | null {
    return (id && this.data?.orders.find((order) => order.id === id)) || null;
  }

  roundOf(id: string | null | undefined): Round | null {
    return (id && this.data?.rounds.find((round) => round.id === id)) || null;
  }

  colourOf(courier: string): number {
    return this.colours.get(courier) ?? 0;
  }

  /** Turns to another day: nothing of the old one stays. */
  async turnTo(day: string): Promise<void> {
    if (day === this.day) return;
    this.day = day;
    this.data = null;
    this.paths = NO_PATHS;
    this.problem = null;
    this.selection = null;
    this.pointed = null;
    this.planProgress = null;
    this.#asked += 1;
    this.#running = false;
    this.#again = null;
    await Promise.all([this.refresh(true), this.refreshStaff()]);
  }

  /** Fetches the day anew; what is shown stays until the answer is here. */
  async refresh(paths: boolean): Promise<void> {
    if (this.#running) {
      this.#again = { paths: paths || (this.#again?.paths ?? false) };
      return;
    }
    this.#running = true;
    const mine = this.#asked;
    const path = { params: { path: { day: this.day } } };
    try {
      const day = await ask(api.GET('/v1/days/{day}', path));
      if (mine !== this.#asked) return;
      clock.set(day.now_at);
      this.data = day;
      this.problem = null;
      if (paths) {
        const lines = await ask(api.GET('/v1/days/{day}/paths', path)).catch(() => null);
        if (mine !== this.#asked) return;
        if (lines) this.paths = lines as GeoJSON.FeatureCollection;
      }
    } catch (thrown) {
      if (mine === this.#asked) this.problem = Problem.from(thrown);
    } finally {
      if (mine === this.#asked) {
        this.#running = false;
        const again = this.#again;
        this.#again = null;
        if (again) void this.refresh(again.paths);
      }
    }
  }

  /** Names of couriers, vehicles and hubs. Without them the board still shows the rounds. */
  async refreshStaff(): Promise<void> {
    const [couriers, vehicles, hubs] = await Promise.all([
      ask(api.GET('/v1/couriers')).catch(() => null),
      ask(api.GET('/v1/vehicles')).catch(() => null),
      ask(api.GET('/v1/hubs')).catch(() => null),
    ]);
    if (couriers) this.couriers = couriers.items;
    if (vehicles) this.vehicles = vehicles.items;
    if (hubs) this.hubs = hubs.items;
  }

  /** Fetches what events touched. */
  heard({ all, events }: Change): void {
    const here = events.filter((event) => !event.subject.day || event.subject.day === this.day);
    if (!all && here.length === 0) return;
    void this.refresh(all || here.some((event) => NEW_PATHS.includes(event.kind)));
    if (all || here.some((event) => /^(courier|vehicle|hub)\./.test(event.kind))) void this.refreshStaff();
  }

  /** Takes in how far the planning of a day is. */
  planningHeard(progress: PlanProgress): void {
    if (this.planningSince !== null && progress.day === this.day) this.planProgress = progress;
  }

  async plan(): Promise<PlanOutcome> {
    this.planningSince = clock.exact();
    this.planProgress = null;
    try {
      const outcome = await ask(api.POST('/v1/days/{day}/plan', { params: { path: { day: this.day } } }));
      await this.refresh(true);
      return outcome;
    } finally {
      this.planningSince = null;
      this.planProgress = null;
    }
  }

  async cancel(order: Order): Promise<void> {
    this.#put(await ask(api.POST('/v1/orders/{id}/cancel', { params: { path: { id: order.id } } })));
  }

  /** Says where a load goes that could not be handed over, and is still on board. */
  async redirect(order: Order, failed: number, then: AfterFailure): Promise<void> {
    const params = { path: { id: order.id } };
    const body = { then, position: failed };
    this.#put(await ask(api.POST('/v1/orders/{id}/failed', { params, body })));
  }

  async place(order: Order, position: number, lonLat: LonLat, label?: string): Promise<void> {
    const params = { path: { id: order.id, position } };
    const body = { lon_lat: lonLat, ...(label ? { label } : {}) };
    this.#put(await ask(api.PUT('/v1/orders/{id}/stops/{position}/place', { params, body })));
  }

  /** What it would mean to put an order into the round of a shift. */
  async checkMove(order: Order, shift: string, reason: string): Promise<MoveCheck> {
    const params = { path: { day: this.day } };
    return ask(api.POST('/v1/days/{day}/moves/check', { params, body: moveOf(order, shift, reason) }));
  }

  async give(order: Order, shift: string, reason: string): Promise<MoveMade> {
    const params = { path: { day: this.day } };
    const made = await ask(api.POST('/v1/days/{day}/moves', { params, body: moveOf(order, shift, reason) }));
    await this.refresh(true);
    return made;
  }

  async mark(round: string, stop: RoundStop, mark: StopMark): Promise<void> {
    const params = { path: { id: round, number: stop.number }, query: meant(stop) };
    const answer = await ask(
      mark.to === 'start'
        ? api.POST('/v1/rounds/{id}/stops/{number}/start', { params })
        : mark.to === 'done'
          ? api.POST('/v1/rounds/{id}/stops/{number}/done', { params })
          : api.POST('/v1/rounds/{id}/stops/{number}/fail', {
              params,
              body: {
                reason: mark.reason,
                ...(mark.note ? { note: mark.note } : {}),
                ...(mark.then ? { then: mark.then } : {}),
              },
            }),
    );
    if (this.data)
      this.data = {
        ...this.data,
        rounds: this.data.rounds.map((one) => (one.id === answer.id ? answer : one)),
      };
    void this.refresh(false);
  }

  /** Shows an answered order at once, and fetches what else it changed. */
  #put(order: Order): void {
    if (this.data)
      this.data = {
        ...this.data,
        orders: this.data.orders.map((one) => (one.id === order.id ? order : one)),
      };
    void this.refresh(false);
  }
}
