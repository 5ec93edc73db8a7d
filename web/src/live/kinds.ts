/** The kinds of events, by the names that the server sends. */

export const EVENT_KINDS = [
  'coop.created',
  'order.posted',
  'order.promised',
  'order.placed',
  'order.ready',
  'order.cancelled',
  'order.planned',
  'order.unassigned',
  'order.withdrawn',
  'quote.held',
  'quote.released',
  'plan.published',
  'round.published',
  'round.withdrawn',
  'round.changed',
  'stop.started',
  'stop.done',
  'stop.failed',
  'shop.changed',
  'courier.changed',
  'vehicle.changed',
  'hub.changed',
  'shift.changed',
  'heat.changed',
  'profile.changed',
  'zone.changed',
  'rules.changed',
  'account.changed',
] as const;

/** Told while a day is being planned; nothing has happened yet. */
export const PLAN_PROGRESS = 'plan.progress';

export type EventKind = (typeof EVENT_KINDS)[number];

/** What an event is about: ids only. */
export interface EventSubject {
  day?: string;
  order?: string;
  shop?: string;
  round?: string;
  courier?: string;
  stop?: number;
  other?: string;
}
