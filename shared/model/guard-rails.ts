/** What a connection asks for before anything of its fleets is changed, and what its servers cost. */
import type { Environment } from "./connection.ts";

/** A time of the week in the window's own zone: day 0 is Sunday. */
export interface WeekTime {
  readonly day: number;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
}

/** A time in which no replacement and no retirement is started. Rolling back is always allowed. */
export interface FreezeWindow {
  readonly name: string;
  readonly when:
    | { readonly kind: "once"; readonly fromMs: number; readonly toMs: number }
    | {
        readonly kind: "weekly";
        readonly from: WeekTime;
        readonly to: WeekTime;
        readonly timeZone: string;
      };
}

export interface PriceSetting {
  readonly instanceType: string;
  readonly usdPerHour: number;
}

export interface GuardRails {
  readonly reasonRequired: boolean;
  readonly changeNumberRequired: boolean;
  readonly freezes: readonly FreezeWindow[];
  /** What this account pays, where that isn't the list price. */
  readonly prices: readonly PriceSetting[];
}

/** What holds until somebody sets something else: production asks why. */
export const defaultGuardRails = (environment: Environment): GuardRails => ({
  reasonRequired: environment === "prod",
  changeNumberRequired: false,
  freezes: [],
  prices: [],
});
