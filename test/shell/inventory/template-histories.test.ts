/** When the versions of a launch template are read again. */
import { expect, test } from "vitest";
import { historiesToRead } from "../../../electron/inventory/template-histories.ts";
import { templateId } from "../../../shared/model/ids.ts";
import { aFleet, aTemplateVersion } from "../../builders/world.ts";
import { NOW_MS } from "../../builders/time.ts";

const MINUTE_MS = 60_000;
const facts = aFleet("web").withGeneration(3).withCold(1).facts();
const latest = [...facts.templateVersions.values()];
const template = templateId("lt-web");

test("a history that was never read is due", () => {
  const unread = { ...facts, templateHistories: new Map() };
  expect(historiesToRead(unread, latest, NOW_MS)).toEqual([template]);
});

test("one whose latest and default version are as they were is not", () => {
  expect(historiesToRead(facts, latest, NOW_MS + MINUTE_MS)).toEqual([]);
});

test("a new version, another default or a template that vanished make it due", () => {
  const newer = [...latest, aTemplateVersion(99)];
  expect(historiesToRead(facts, newer, NOW_MS)).toEqual([template]);
  const other = latest.map((one) => ({ ...one, isDefault: false }));
  expect(historiesToRead(facts, other, NOW_MS)).toEqual([template]);
  expect(historiesToRead(facts, [], NOW_MS)).toEqual([template]);
});

test("after ten minutes it is swept, for a version that was deleted", () => {
  expect(historiesToRead(facts, latest, NOW_MS + 10 * MINUTE_MS)).toEqual([template]);
});
