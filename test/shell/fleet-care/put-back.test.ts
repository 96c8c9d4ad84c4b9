import { expect, it } from "vitest";
import type { Call } from "../../../shared/model/call.ts";
import type { Finding, FindingKind } from "../../../shared/model/fleet.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aCare, made } from "./care.ts";

type Care = ReturnType<typeof aCare>;

/** Somebody does it beside Bennu; then it is found, and put back by the plan that the finding leads to. */
async function left(kind: FindingKind, deed: (group: GroupName, care: Care) => Promise<Call>) {
  const care = aCare();
  const { groupName } = await care.generation(({ state }) => state === "live");
  if (groupName === null) throw new Error("The live generation has a group");
  const call = await deed(groupName, care);
  expect(await care.region.cloud.actor.perform(call)).toMatchObject({ kind: "ok" });
  const fleet = await care.fleet();
  const finding = fleet.findings.find((one) => one.kind === kind);
  if (!finding) throw new Error(`Not found: ${fleet.findings.map((one) => one.kind).join()}`);
  const putBack = () => care.planned(intentOf(fleet.id, finding));
  return { ...care, groupName, finding, putBack };
}

const intentOf = (fleetId: Awaited<ReturnType<Care["fleet"]>>["id"], finding: Finding) =>
  ({ kind: "put-back", fleetId, finding: finding.kind, subject: finding.subject }) as const;

const deeds: readonly (readonly [FindingKind, (group: GroupName, care: Care) => Promise<Call>])[] =
  [
    [
      "left-suspended",
      async (groupName) => ({
        call: "SuspendProcesses",
        groupName,
        processes: ["Launch", "AZRebalance"],
      }),
    ],
    [
      "left-protected",
      async (groupName, { region }) => {
        const [group] = await region.cloud.reader.groups([groupName]);
        const serverIds = (group?.members ?? []).map(({ serverId }) => serverId);
        return { call: "SetInstanceProtection", groupName, serverIds, protectedFromScaleIn: true };
      },
    ],
    [
      "stale-claim",
      async (groupName, { region }) => {
        const atMs = region.cloud.clock.now() - 2 * 3_600_000;
        const tags = { [TAG.claim]: `op-gone ben@gone ${String(atMs)}` };
        return { call: "CreateOrUpdateTags", groupName, tags };
      },
    ],
  ];

it.each(deeds)("%s is put back, and nothing else is touched", async (kind, deed) => {
  const { putBack, carryOut, fleet, journal } = await left(kind, deed);
  const before = await fleet();
  const detail = await carryOut(made(await putBack()));
  expect(detail.status).toBe("succeeded");
  const after = await fleet();
  expect(after.findings.map((one) => one.kind)).not.toContain(kind);
  expect(after.inService).toBe(before.inService);
  expect(after.desired).toBe(before.desired);
  expect(journal.evidence.originals(detail.id).map(({ state }) => state)).not.toContain("pending");
});

it("a fleet that was put right meanwhile is left alone", async () => {
  const { putBack, region, groupName } = await left(...(deeds[0] ?? fail()));
  const processes = ["Launch", "AZRebalance"];
  await region.cloud.actor.perform({ call: "ResumeProcesses", groupName, processes });
  expect(await putBack()).toMatchObject({ refused: true });
});

const fail = () => {
  throw new Error("There is a deed");
};
