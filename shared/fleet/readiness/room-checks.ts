/** Whether a return would find room: subnets and their addresses, the type in the zones, capacity, quota. */
import type { ReadinessCheck } from "../../model/fleet.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { agoWords } from "../../words/durations.ts";
import { notChecked, oldest, type ColdCase } from "./cold-checks.ts";

export const roomChecks = (of: ColdCase): readonly ReadinessCheck[] => [
  subnets(of),
  instanceType(of),
  capacity(of),
  notChecked("Quota", "AWS says it only when servers are started"),
];

const NOT_YET = "not looked at yet";

function subnets({ live, facts }: ColdCase): ReadinessCheck {
  const what = "Subnets";
  const ids = live.settings.subnetIds;
  if (ids.length === 0) return notChecked(what, "the group names none");
  const looks = ids.map((id) => facts.subnets.get(id));
  const lookedAt = oldest(looks);
  if (lookedAt === null) return notChecked(what, NOT_YET);
  const there = looks.flatMap((look) => look?.found ?? []);
  if (there.length === 0)
    return { what, outcome: "fails", words: `${listWords(ids, 3)} are gone`, lookedAt };
  const free = there.reduce((sum, one) => sum + one.freeAddresses, 0);
  const words = `${countWords(there.length, "subnet")}, ${countWords(free, "free address", "free addresses")} for ${countWords(live.desiredCapacity, "server")}`;
  const isShort = free < live.desiredCapacity || there.length < ids.length;
  return { what, outcome: isShort ? "doubtful" : "holds", words, lookedAt };
}

function instanceType({ version, live, facts }: ColdCase): ReadinessCheck {
  const what = "Instance type";
  const type = version.instanceType;
  if (type === null) return notChecked(what, "the template doesn't name one");
  const offered = facts.offerings.get(type);
  if (offered === undefined) return notChecked(what, NOT_YET);
  const { atMs: lookedAt, found } = offered;
  const wanted = zonesOf(live.settings.zones, live.settings.subnetIds, facts);
  const have = new Set(found ?? []);
  const lacking = wanted.filter((zone) => !have.has(zone));
  if (lacking.length === 0 && wanted.length > 0)
    return { what, outcome: "holds", words: `${type} is offered in all zones`, lookedAt };
  const none = lacking.length === wanted.length;
  const words = none
    ? `${type} is offered in none of the fleet's zones`
    : `${type} is not offered in ${listWords(lacking, 3)}`;
  return { what, outcome: none ? "fails" : "doubtful", words, lookedAt };
}

function zonesOf(
  zones: readonly string[],
  subnetIds: readonly string[],
  { subnets: known }: ColdCase["facts"],
): readonly string[] {
  const ofSubnets = subnetIds.flatMap((id) => known.get(id)?.found?.zone ?? []);
  return [...new Set(ofSubnets.length > 0 ? ofSubnets : zones)];
}

function capacity({ live, facts, nowMs }: ColdCase): ReadinessCheck {
  const what = "Capacity";
  const look = facts.shortages.get(live.name);
  if (look === undefined) return notChecked(what, NOT_YET);
  const { atMs: lookedAt, found } = look;
  if (found === null)
    return {
      what,
      outcome: "holds",
      words: "AWS has refused the fleet none in the hour before; later only a launch shows",
      lookedAt,
    };
  const words = `AWS had none ${agoWords(found.atMs, nowMs)}: ${found.message}`;
  return { what, outcome: "doubtful", words, lookedAt };
}
