/** The template of before goes back to a group, unless somebody gave it another one since. */
import { expect, it } from "vitest";
import type { Original, TemplateVersion } from "../../../../shared/decide/decision.ts";
import { putBackCalls } from "../../../../shared/decide/put-back/put-back.ts";
import { groupName, operationId, templateId } from "../../../../shared/model/ids.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

const id = templateId("lt-1");
const NAME = groupName("shop");
const former: TemplateVersion = { id, version: 7 };
const given: TemplateVersion = { id, version: 8 };
const own = { kind: "template", group: NAME, template: former } as const;

const callsFor = (original: Original, version: string, template = id) => {
  const group = aGroup(NAME, { template: { id: template, name: null, version } });
  return putBackCalls(original, group, operationId("op-1")).map((call) =>
    call.call === "UpdateAutoScalingGroup" ? call.template : call.call,
  );
};

it.each<[string, Original, string, readonly unknown[]]>([
  ["it has what it was given", { ...own, given }, "8", [former]],
  ["it has the former one already", { ...own, given }, "7", []],
  ["somebody gave it a later one", { ...own, given }, "9", []],
  ["somebody gave it whatever is the latest", { ...own, given }, "$Latest", []],
  ["an old journal doesn't know what it was given", own, "8", [former]],
])("%s", (_, original, version, calls) => {
  expect(callsFor(original, version)).toEqual(calls);
});

it("somebody gave it another template of the same version", () => {
  expect(callsFor({ ...own, given }, "8", templateId("lt-2"))).toEqual([]);
});
