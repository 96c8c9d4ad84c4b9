/** The settings of a replacement as the user writes them, and as the request takes them. Pure. */
import { defaultCanary, defaultPolicy } from "../../../shared/rules/fleet-policy.ts";

export interface ReplaceSettings {
  readonly canary: string;
  readonly canaryUnit: "servers" | "percent";
  readonly canarySoakMinutes: string;
  readonly soakMinutes: string;
  readonly warmMinutes: string;
}

export interface ReplaceNumbers {
  readonly canary: number;
  readonly canarySoakMs: number;
  readonly soakMs: number;
  readonly warmForMs: number;
}

const minuteMs = 60_000;
const longestMinutes = 48 * 60;
const inMinutes = (ms: number) => String(ms / minuteMs);

export function defaultSettings(desired: number): ReplaceSettings {
  return {
    canary: String(defaultCanary(desired, defaultPolicy)),
    canaryUnit: "servers",
    canarySoakMinutes: inMinutes(defaultPolicy.canarySoakMs),
    soakMinutes: inMinutes(defaultPolicy.soakMs),
    warmMinutes: inMinutes(defaultPolicy.warmForMs),
  };
}

export type SettingProblems = Partial<Record<keyof ReplaceSettings, string>>;

export function settingProblems(settings: ReplaceSettings, desired: number): SettingProblems {
  const problems: SettingProblems = {};
  const canary = canaryServers(settings, desired);
  if (canary === null) problems.canary = "A whole number, 0 for none.";
  else if (canary > desired) problems.canary = `The fleet has ${String(desired)} servers.`;
  for (const name of ["canarySoakMinutes", "soakMinutes", "warmMinutes"] as const)
    if (minutesToMs(settings[name]) === null) problems[name] = "Minutes, from 0 to 2880.";
  return problems;
}

export function canaryServers(settings: ReplaceSettings, desired: number): number | null {
  const value = wholeNumber(settings.canary);
  if (value === null || settings.canaryUnit === "servers") return value;
  return Math.ceil((desired * value) / 100);
}

export function numbersOf(settings: ReplaceSettings, desired: number): ReplaceNumbers | null {
  const canary = canaryServers(settings, desired);
  const canarySoakMs = minutesToMs(settings.canarySoakMinutes);
  const soakMs = minutesToMs(settings.soakMinutes);
  const warmForMs = minutesToMs(settings.warmMinutes);
  if (canary === null || canarySoakMs === null || soakMs === null || warmForMs === null)
    return null;
  return { canary, canarySoakMs, soakMs, warmForMs };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
}

function minutesToMs(text: string): number | null {
  const minutes = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
  return minutes === null || minutes > longestMinutes ? null : Math.round(minutes * minuteMs);
}
