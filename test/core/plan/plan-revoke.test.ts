import { describe, expect, it, test } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../../shared/fleet/derive-images.ts";
import { holeOf, indexHoles } from "../../../shared/lineage/hole.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId, planId, stepId } from "../../../shared/model/ids.ts";
import type { RevokeIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { planRevoke } from "../../../shared/plan/plan-revoke.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { anImage } from "../../builders/image.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const connection = aConnection();
const HOLE = `${new Date(NOW_MS - HOUR_MS).toISOString()} ada: it has a hole`;
const OWNER = "123456789012";

interface Wish {
  readonly of?: string;
  readonly base?: Partial<ImageFact>;
  readonly intent?: Partial<RevokeIntent>;
}

/** A base, and a fleet whose live v2 and cold v1 run what was made from it. */
function planned({ of = "ami-base", base = {}, intent = {} }: Wish = {}): Planned {
  const facts = aFleet().withCold(1).withGeneration(2).facts();
  const images = new Map<string, ImageFact>(
    [...facts.images].map(([id, image]) => [id, { ...image, sourceImageId: imageId("ami-base") }]),
  ).set("ami-base", anImage("ami-base", { name: "base", ...base }));
  const world = { ...facts, images };
  const fleets = deriveFleets(world, { connection, nowMs: NOW_MS, policy: defaultPolicy });
  const rows = deriveImages(world, fleets, new Set(), connection);
  return planRevoke({
    intent: {
      kind: "revoke",
      connectionId: connection.id,
      imageId: imageId(of),
      isRevoked: true,
      fromMs: null,
      reason: "it has a hole",
      by: "ada",
      ...intent,
    },
    image: images.get(of) ?? null,
    facts: world,
    hole: holeOf(indexHoles([{ connectionId: connection.id, images: rows, fleets }]), of),
    accountId: OWNER,
    policy: defaultPolicy,
    ids: { planId: planId("p"), stepId: (place) => stepId(`p/${String(place)}`) },
    nowMs: NOW_MS,
  });
}

function plan(wish: Wish = {}): Plan {
  const result = planned(wish);
  if (result.refused) throw new Error(`${result.reason} ${result.cure}`);
  return result.plan;
}
const words = (wish: Wish = {}) => plan(wish).warnings.join("\n");
const tagsOf = ({ steps }: Plan) =>
  Object.assign(
    {},
    ...steps.map(({ work }) => (work.kind === "tag-image" ? work.tags : {})),
  ) as Readonly<Record<string, string>>;

describe("revoking a base", () => {
  it("is one tag, from now on or from a time on, and holds no fleet", () => {
    const { fleetId, steps } = plan();
    expect([fleetId, steps.length]).toEqual([null, 1]);
    expect(tagsOf(plan())[TAG.revoked]).toBe(
      `${new Date(NOW_MS).toISOString()} ada: it has a hole`,
    );
    const later = NOW_MS + HOUR_MS;
    expect(tagsOf(plan({ intent: { fromMs: later } }))[TAG.revoked]).toContain(
      new Date(later).toISOString(),
    );
  });

  it("says what was made from it, what serves on it, and that AWS goes on starting it", () => {
    expect(words()).toContain("2 images made from it can't be put into service either.");
    expect(words()).toContain("In service on it: web v2. They go on serving");
    expect(words()).toContain("A tag keeps consoles from it, not AWS: the scaling groups of web");
  });

  it("of another account is written in this one, and says who sees it", () => {
    expect(words({ base: { ownerId: "amazon" } })).toMatch(
      /belongs to the account amazon.*only consoles of this account see it/s,
    );
  });

  it("with AWS's own switch says what that means, tag first", () => {
    const disabled = plan({ of: "ami-2", intent: { atAws: "disable" } });
    expect(disabled.steps.map(({ work }) => work.kind)).toEqual(["tag-image", "disable-image"]);
    expect(disabled.warnings.join("\n")).toContain(
      "The scaling groups of web start their servers from it: from then on they can replace no server",
    );
  });
});

describe("taking it back", () => {
  const back = { isRevoked: false, reason: "it was another one" };

  it("withdraws the mark, also one in the words of before", () => {
    const tags = { [TAG.bad]: HOLE };
    const withdrawn = tagsOf(plan({ base: { tags }, intent: back }));
    expect(withdrawn[TAG.revoked]).toMatch(/^withdrawn .* ada: it was another one$/);
    expect(withdrawn[TAG.bad]).toBe(withdrawn[TAG.revoked]);
  });

  it("on a descendant excepts it alone, and says so", () => {
    const wish = { of: "ami-2", base: { tags: { [TAG.revoked]: HOLE } }, intent: back };
    expect(words(wish)).toMatch(/revoked by ada, through base .*That stays:.*alone/s);
  });

  it("enables first where AWS's switch is to go with it", () => {
    const base = { tags: { [TAG.revoked]: HOLE }, state: "disabled" };
    const kinds = plan({ base, intent: { ...back, atAws: "enable" } }).steps.map(
      ({ work }) => work.kind,
    );
    expect(kinds).toEqual(["disable-image", "tag-image"]);
  });
});

test.each<readonly [string, Wish, RegExp]>([
  ["of what isn't there", { of: "ami-gone" }, /isn't there any more/],
  [
    "of what is revoked already",
    { base: { tags: { [TAG.revoked]: HOLE } } },
    /revoked already, by ada/,
  ],
  ["taken back where there is none", { intent: { isRevoked: false } }, /isn't revoked/],
  [
    "with the switch of somebody else's image",
    { base: { ownerId: "amazon" }, intent: { atAws: "disable" } },
    /only its owner can disable/,
  ],
  [
    "with AWS's switch at a time to come",
    { intent: { atAws: "disable", fromMs: NOW_MS + HOUR_MS } },
    /AWS disables an image at once/,
  ],
])("there is no revocation %s", (_, wish, reason) => {
  const result = planned(wish);
  expect(result.refused && result.reason).toMatch(reason);
});
