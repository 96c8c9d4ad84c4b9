/** DescribeRegions: those that every account has, and with AllRegions those that it would have to ask for. */
import type {
  DescribeRegionsCommandInput,
  DescribeRegionsCommandOutput,
  Region,
} from "@aws-sdk/client-ec2";
import { ENABLED_REGIONS, isEnabledRegion, OPT_IN_REGIONS } from "../../cloud/places.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { refuseDryRun } from "./reply.ts";
import type { Reply } from "./reply.ts";

const FIELDS: FilterFields<Region> = {
  "region-name": (row) => [row.RegionName ?? null],
  endpoint: (row) => [row.Endpoint ?? null],
  "opt-in-status": (row) => [row.OptInStatus ?? null],
};

export function DescribeRegions(
  input: DescribeRegionsCommandInput,
): Reply<DescribeRegionsCommandOutput> {
  refuseDryRun(input);
  const names = input.AllRegions ? [...ENABLED_REGIONS, ...OPT_IN_REGIONS] : ENABLED_REGIONS;
  const wanted = input.RegionNames ?? [];
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const words = `Invalid region provided: [${unknown.join(", ")}]`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  const rows = names.map(regionShape).filter(matcher(input.Filters, FIELDS));
  const isWanted = ({ RegionName = "" }: Region) =>
    wanted.length === 0 || wanted.includes(RegionName);
  return { Regions: rows.filter(isWanted) };
}

const regionShape = (name: string): Region => ({
  RegionName: name,
  Endpoint: `ec2.${name}.amazonaws.com`,
  OptInStatus: isEnabledRegion(name) ? "opt-in-not-required" : "not-opted-in",
});
