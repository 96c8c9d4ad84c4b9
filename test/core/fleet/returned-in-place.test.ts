/** An earlier generation that was returned to in the group of a later one goes by its own name, not by the group's. */
import { expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Facts, GroupFact } from "../../../shared/model/facts.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const facts = aFleet().withCold(1).withGeneration(2).facts();

function returned(read: Facts, count: number): Facts {
  const [group] = [...read.groups.values()];
  if (!group?.template) throw new Error("The fleet has a group");
  const template = { ...group.template, version: "1" };
  const members = group.members.map((one, at) => (at < count ? { ...one, template } : one));
  const now: GroupFact = { ...group, members, template };
  const ids = new Set<string>(members.slice(0, count).map(({ serverId }) => serverId));
  const image = read.templateVersions.get(`${template.id}:1`)?.imageId;
  const servers = [...read.servers].map(
    ([id, server]) => [id, ids.has(id) && image ? { ...server, imageId: image } : server] as const,
  );
  return { ...read, groups: new Map([[group.name, now]]), servers: new Map(servers) };
}

function told(read: Facts) {
  const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
  const [fleet] = deriveFleets(read, about);
  return fleet?.generations.map(({ id, label, servers }) => [
    label,
    servers,
    id === fleet.liveId ? "live" : "",
  ]);
}

const [group] = [...facts.groups.values()];
const size = group?.members.length ?? 0;

it("before: the group's own serves, the earlier one is cold", () => {
  expect(told(facts)).toEqual([
    ["v2", size, "live"],
    ["v1", 0, ""],
  ]);
});

it("when all servers are back, it is live by its own name, and the group's own can be returned to", () => {
  const both = told(returned(facts, size)) ?? [];
  expect(both).toHaveLength(2);
  expect(both).toContainEqual(["v1", size, "live"]);
  expect(both).toContainEqual(["v2", 0, ""]);
});

it("half-way both are told apart by their own names", () => {
  const both = told(returned(facts, 1)) ?? [];
  expect(Object.fromEntries(both.map(([label, servers]) => [label, servers]))).toEqual({
    v1: 1,
    v2: size - 1,
  });
});
