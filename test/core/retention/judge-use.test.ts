/** What counts as a use of an image, and that what wasn't looked at is never free. */
import { describe, expect, it } from "vitest";
import {
  defaultRetentionRules,
  type CheckKind,
  type RetentionRules,
} from "../../../shared/model/retention.ts";
import type { ImageEvidence, TemplateUse } from "../../../shared/retention/evidence.ts";
import { notLooked } from "../../../shared/retention/evidence.ts";
import { pinnedVersions, usesOf } from "../../../shared/retention/from-inventory.ts";
import { judgeUse, verdictOf } from "../../../shared/retention/judge-use.ts";
import { aTemplateVersion } from "../../builders/world.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, NOW_MS } from "../../builders/time.ts";

const seen = <V>(value: V) => ({ atMs: NOW_MS, value });
const image = anImage("ami-1", { ownerId: "1", deregistrationProtected: false, tags: {} });
const unused: ImageEvidence = {
  image,
  accountId: "1",
  servers: seen([]),
  templates: seen([]),
  launchConfigurations: seen([]),
  references: seen([]),
  permissions: seen({ accounts: [], isPublic: false, organizations: [] }),
  lastLaunchedAtMs: seen(null),
  promises: seen([]),
  elsewhere: seen([]),
};
const use = (over: Partial<TemplateUse> = {}): TemplateUse => ({
  ...{ template: "web", version: 3, depth: 30, isDefault: false, groups: [] },
  ...over,
});
const judged = (over: Partial<ImageEvidence>, rules: Partial<RetentionRules> = {}) =>
  judgeUse({ ...unused, ...over }, { ...defaultRetentionRules, ...rules }, NOW_MS);

describe("nothing needs it", () => {
  it("only where everything was looked at", () => {
    expect(verdictOf(judged({}))).toBe("free");
  });

  it.each<[CheckKind, Partial<ImageEvidence>]>([
    ["servers", { servers: notLooked("x") }],
    ["templates", { templates: notLooked("x") }],
    ["launch-configurations", { launchConfigurations: notLooked("x") }],
    ["references", { references: notLooked("x") }],
    ["promises", { promises: notLooked("x") }],
    ["sharing", { permissions: notLooked("x") }],
    ["launches", { lastLaunchedAtMs: notLooked("x") }],
    ["other-connections", { elsewhere: notLooked("x") }],
    ["owner", { accountId: null }],
  ])("%s that could not be looked at leave it unknown", (what, over) => {
    const checks = judged(over);
    expect(verdictOf(checks)).toBe("unknown");
    expect(checks.find((check) => check.what === what)).toMatchObject({
      outcome: "unknown",
      lookedAtMs: null,
    });
  });
});

describe("something needs it", () => {
  it.each<[CheckKind, Partial<ImageEvidence>, Partial<RetentionRules>?]>([
    ["owner", { image: { ...image, ownerId: "2" } }],
    ["protection", { image: { ...image, deregistrationProtected: true } }],
    ["servers", { servers: seen(["i-1 (stopped)"]) }],
    ["templates", { templates: seen([use({ depth: 10 })]) }],
    ["templates", { templates: seen([use({ isDefault: true })]) }],
    ["templates", { templates: seen([use({ groups: ["web-v3"] })]) }],
    ["templates", { templates: seen([use()]) }, { templateDepth: null }],
    ["launch-configurations", { launchConfigurations: seen(["old-web"]) }],
    [
      "references",
      { references: seen([{ imageId: image.id, resourceType: "ssm:Parameter", arn: "arn:p" }]) },
    ],
    ["promises", { promises: seen(["web v3 (cold, promised)"]) }],
    ["sharing", { permissions: seen({ accounts: ["2"], isPublic: false, organizations: [] }) }],
    ["sharing", { permissions: seen({ accounts: [], isPublic: true, organizations: [] }) }],
    ["launches", { lastLaunchedAtMs: seen(NOW_MS - 29 * DAY_MS) }],
    ["other-connections", { elsewhere: seen(["i-2 in Stage"]) }],
  ])("%s", (what, over, rules) => {
    const checks = judged(over, rules);
    expect(verdictOf(checks)).toBe("used");
    expect(checks.filter(({ outcome }) => outcome === "used").map((check) => check.what)).toEqual([
      what,
    ]);
  });

  it.each<[string, Partial<ImageEvidence>, Partial<RetentionRules>?]>([
    ["a version further back", { templates: seen([use()]) }],
    ["a start of long ago", { lastLaunchedAtMs: seen(NOW_MS - 31 * DAY_MS) }],
    [
      "sharing that the rules don't ask for",
      { permissions: seen({ accounts: ["2"], isPublic: false, organizations: [] }) },
      { keepShared: false },
    ],
    [
      "a server that AWS names and that was looked at by itself",
      { references: seen([{ imageId: image.id, resourceType: "ec2:Instance", arn: "arn:i" }]) },
    ],
  ])("not %s", (_what, over, rules) => {
    expect(verdictOf(judged(over, rules))).toBe("free");
  });
});

describe("which versions count as used by a group", () => {
  const versions = [1, 2, 3].map((version) => ({
    ...aTemplateVersion(version),
    imageId: image.id,
    isDefault: version === 1,
  }));
  it.each([
    ["2", [2]],
    ["$Latest", [3]],
    ["$Default", [1]],
    ["7", []],
  ])("a group that asks for %s", (version, used) => {
    const found = usesOf(versions as never, [{ version, group: "web" }]);
    expect(found.filter((one) => one.use.groups.length > 0).map((one) => one.use.version)).toEqual(
      used,
    );
    expect(found.map((one) => one.use.depth)).toEqual([1, 2, 3]);
  });

  it("also what its members run, and what an override of its mixed instances policy names", () => {
    const group = {
      name: "web",
      template: { id: "lt-1", name: null, version: "2" },
      members: [{ template: { id: "lt-1", name: null, version: "1" } }],
      settings: {
        mixedInstances: {
          LaunchTemplate: {
            Overrides: [
              { LaunchTemplateSpecification: { LaunchTemplateId: "lt-2", Version: "4" } },
            ],
          },
        },
      },
    };
    const pins = pinnedVersions([group] as never);
    expect(pins.get("lt-1")?.map(({ version }) => version)).toEqual(["2", "1"]);
    expect(pins.get("lt-2")).toEqual([{ version: "4", group: "web" }]);
  });
});
