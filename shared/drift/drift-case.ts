/** What a drift rule is given: one fleet, judged, and the facts. A rule returns findings with their evidence. */
import type { MemberFact, ServerFact } from "../model/facts.ts";
import type { Finding, GenerationState } from "../model/fleet.ts";
import type { GroupName, OperationId } from "../model/ids.ts";
import type { Sizes } from "../model/steps/generation.ts";
import type { FactIndex } from "../fleet/fact-index.ts";
import type { GenerationDraft } from "../fleet/generations/generation-drafts.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";

export interface DriftCase {
  readonly fleetName: string;
  readonly generations: readonly {
    readonly draft: GenerationDraft;
    readonly state: GenerationState;
  }[];
  /** Somebody is at work: a temporary state is no finding then. */
  readonly atWork: boolean;
  readonly index: FactIndex;
  readonly policy: FleetPolicy;
  readonly nowMs: number;
  /** By this console's journal. */
  readonly leftSizes: readonly LeftSizes[];
  /** Servers that serve or will serve, as far as they were read. Retired ones are kept as they are. */
  readonly servers: readonly CheckedServer[];
}

/** Limits of a group that an ended operation changed for a time and never put back. */
export interface LeftSizes {
  readonly group: GroupName;
  readonly operationId: OperationId;
  readonly sizes: Sizes;
}

export type DriftRule = (drift: DriftCase) => Finding[];

export interface CheckedServer {
  readonly draft: GenerationDraft;
  readonly member: MemberFact;
  readonly server: ServerFact;
}

export function checkedServers({
  generations,
  index,
}: Pick<DriftCase, "generations" | "index">): CheckedServer[] {
  const { servers } = index.facts;
  return generations
    .filter(({ state }) => state === "live" || state === "rising")
    .flatMap(({ draft }) =>
      draft.members.flatMap((member) => {
        const server = servers.get(member.serverId);
        return server === undefined ? [] : [{ draft, member, server }];
      }),
    );
}

export const replaceCure = (fleetName: string) =>
  `Replace ${fleetName}; if the difference is wanted, bake it into the recipe first.`;

/** The kinds that make a server a snowflake: it differs from its generation. */
export const snowflakeKinds: ReadonlySet<Finding["kind"]> = new Set([
  "other-image",
  "other-template-version",
  "other-security-groups",
  "other-instance-profile",
]);
