/** What a plan costs beyond what the fleet costs anyway. A price that isn't known stays unknown. */
import type { PriceSetting } from "../../model/guard-rails.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import { listPrice } from "../../prices/price-book.ts";
import { countWords } from "../../words/counts.ts";
import type { ExtraServers } from "./extra-servers.ts";

export interface Priced {
  readonly usdPerHour: number | null;
  readonly basis: string;
}

export function priceOf(
  instanceType: string | null,
  region: string,
  own: readonly PriceSetting[],
): Priced {
  if (instanceType === null)
    return {
      usdPerHour: null,
      basis: "the servers' type is not known, or they are of several, so neither is the price",
    };
  const set = own.find((price) => price.instanceType === instanceType);
  if (set !== undefined)
    return {
      usdPerHour: set.usdPerHour,
      basis: `${instanceType} at ${usdWords(set.usdPerHour)} an hour, as set for this connection`,
    };
  const listed = listPrice(region, instanceType);
  if (listed === null)
    return {
      usdPerHour: null,
      basis: `no price of ${instanceType} in ${region} is known: set one in the connection's guard rails`,
    };
  return {
    usdPerHour: listed.usdPerHour,
    basis: `${instanceType} at ${usdWords(listed.usdPerHour)} an hour: AWS's list price for Linux on demand in ${region}, as of ${listed.asOf}; servers alone, without disks, traffic, discounts and tax`,
  };
}

export function moneyOf(extra: ExtraServers, price: Priced): PlanOutlook["money"] {
  const { usdPerHour } = price;
  if (extra.hours === 0)
    return { extraServerHours: 0, usd: 0, basis: "no server runs beyond those that run now" };
  const staying =
    extra.staying === 0
      ? ""
      : `; after that ${countWords(extra.staying, "old server")} ${extra.staying === 1 ? "costs" : "cost"} ${
          usdPerHour === null ? "as much" : `${sumWords(extra.staying * usdPerHour)} an hour`
        } until retired`;
  return {
    extraServerHours: extra.hours,
    usd: usdPerHour === null ? null : extra.hours * usdPerHour,
    basis: price.basis + staying,
  };
}

/** A price: cents, and more digits where it is less than a dollar: 0.11235, 0.05, 12.30. */
export function usdWords(usd: number): string {
  if (usd >= 1) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(5).replace(/0{1,3}$/, "")}`;
}

/** A sum: whole cents. */
export const sumWords = (usd: number): string =>
  usd > 0 && usd < 0.01 ? "under $0.01" : `$${usd.toFixed(2)}`;
