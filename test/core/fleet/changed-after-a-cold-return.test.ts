/** A cold way back starts v1's version in a group named v3; what is then made inside that group is told apart from it. */
import { expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import {
  inPlaceDescription,
  refreshDescription,
} from "../../../shared/fleet/in-place/made-in-place.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const facts = aFleet().withCold(1).withCold(2).withGeneration(3).facts();
const group = [...facts.groups.values()].find(({ name }) => name.endsWith("v003"));
if (!group?.template) throw new Error("The fleet has a group");
const { name, members, template } = group;
const size = members.length;

/** The group v3 runs v1's version; so many of its servers run version 3, which is described like this. */
function returnedTo(description: string, count: number): Facts {
  const v1 = { ...template, version: "1" } as typeof template;
  const now = members.map((one, at) => ({ ...one, template: at < count ? template : v1 }));
  const image = (version: number) =>
    facts.templateVersions.get(`${String(template?.id)}:${String(version)}`)?.imageId;
  const servers = [...facts.servers].map(([id, server]) => {
    const at = members.findIndex(({ serverId }) => serverId === id);
    const imageId = at < 0 ? server.imageId : (image(at < count ? 3 : 1) ?? server.imageId);
    return [id, { ...server, imageId }] as const;
  });
  const versions = [...facts.templateVersions].map(
    ([key, one]) => [key, one.version === 3 ? { ...one, description } : one] as const,
  );
  const groups = new Map(facts.groups).set(name, { ...group, template: v1, members: now } as never);
  return { ...facts, groups, servers: new Map(servers), templateVersions: new Map(versions) };
}

function told(read: Facts) {
  const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
  const [fleet] = deriveFleets(read, about);
  return Object.fromEntries(
    (fleet?.generations ?? [])
      .filter(({ servers }) => servers > 0)
      .map((one) => [one.label, one.servers]),
  );
}

it.each([
  ["AWS's refresh", refreshDescription("plan-1", "web-2", name)],
  ["a change in place", inPlaceDescription(name, 2)],
])(
  "by %s: old and new ones are two generations, and the old one keeps the group's name",
  (_, how) => {
    expect(told(returnedTo(how, 0))).toEqual({ v3: size });
    expect(told(returnedTo(how, 1))).toEqual({ v3: size - 1, t3: 1 });
  },
);

it("by nobody that we know: a server that differs is none", () => {
  expect(told(returnedTo("made by hand", 1))).toEqual({ v3: size });
});
