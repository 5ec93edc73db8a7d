/** The API's types by their names. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Address = Schemas['Address'];
export type AfterFailure = Schemas['AfterFailure'];
export type Candidate = Schemas['Candidate'];
export type Courier = Schemas['Courier'];
export type Day = Schemas['Day'];
export type Decision = Schemas['Decision'];
export type DecisionEntry = Schemas['DecisionEntry'];
export type FailureReason = Schemas['FailureReason'];
export type Heat = Schemas['Heat'];
export type HeatLevel = Schemas['HeatLevel'];
export type Hub = Schemas['Hub'];
export type LabourRefusal = Schemas['LabourRefusal'];
export type Ledger = Schemas['Ledger'];
export type Load = Schemas['Load'];
export type MapInfo = Schemas['Map'];
export type MoveCheck = Schemas['MoveCheck'];
export type MoveDraft = Schemas['MoveDraft'];
export type MoveMade = Schemas['MoveMade'];
export type Order = Schemas['Order'];
export type OrderDraft = Schemas['OrderDraft'];
export type OrderStatus = Schemas['OrderStatus'];
export type PlanOutcome = Schemas['PlanOutcome'];
export type PlanProgress = Schemas['PlanProgress'];
export type ProblemBody = Schemas['Problem'];
export type ProblemEntry = Schemas['ProblemError'];
export type Quote = Schemas['Quote'];
export type QuoteLater = Schemas['QuoteLater'];
export type ReadyDraft = Schemas['ReadyDraft'];
export type Role = Schemas['Role'];
export type Round = Schemas['Round'];
export type RoundStop = Schemas['RoundStop'];
export type RuleChange = Schemas['RuleChange'];
export type Rules = Schemas['Rules'];
export type RulesVersion = Schemas['RulesVersion'];
export type Sentence = Schemas['Sentence'];
export type Session = Schemas['Session'];
export type Shift = Schemas['Shift'];
export type ShiftDraft = Schemas['ShiftDraft'];
export type Shop = Schemas['Shop'];
export type Stop = Schemas['Stop'];
export type StopDraft = Schemas['StopDraft'];
export type StopStatus = Schemas['StopStatus'];
export type Vehicle = Schemas['Vehicle'];
export type Window = Schemas['Window'];

/** Longitude, then latitude. */
export type LonLat = [number, number];

/** The API's pair of numbers as a pair by type too. */
export function pair(place: readonly number[]): LonLat {
  return [place[0] ?? 0, place[1] ?? 0];
}
