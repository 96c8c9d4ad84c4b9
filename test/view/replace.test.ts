import { describe, expect, test } from "vitest";
import { requestSchemas } from "../../shared/contract/requests.ts";
import { firstChoice, imageChoices } from "../../renderer/screens/replace/image-choices.ts";
import {
  canaryServers,
  defaultSettings,
  numbersOf,
} from "../../renderer/screens/replace/replace-settings.ts";
import { payloadOf } from "../../renderer/screens/replace/settings/payload.ts";
import { settingProblems } from "../../renderer/screens/replace/settings/problems.ts";
import { connectionId } from "../../shared/model/ids.ts";
import { aFleet } from "./preview/fleets.ts";
import { imagesOf } from "./preview/operations.ts";

describe("images to choose from", () => {
  const fleet = aFleet({ name: "checkout-web", live: 40, servers: 50 });
  const choices = imageChoices(fleet, imagesOf(fleet));

  test("newer verified ones of the recipe come first, unfit ones last with the reason", () => {
    expect(choices.map(({ image, group }) => [image.version, group])).toEqual([
      ["7.3.0", "recommended"],
      ["7.1.0", "earlier"],
      ["7.2.0", "renewal"],
      ["7.4.0", "unfit"],
    ]);
    expect(choices[3]?.why).toContain("tests failed");
    expect(choices[2]?.why).toMatch(/^It is live now/);
  });

  test("the newest recommended one is chosen, unless another was asked for", () => {
    expect(firstChoice(choices, null)?.image.version).toBe("7.3.0");
    expect(firstChoice(choices, "ami-checkout-web-39")?.image.version).toBe("7.1.0");
    expect(firstChoice([], null)).toBeNull();
  });

  test("a revoked one is not fit, however new, and it is said who revoked it", () => {
    const revoked = { by: "ada", fromMs: null, reason: "it has a hole", through: null };
    const images = imagesOf(fleet).map((image) =>
      image.version === "7.3.0" ? { ...image, revoked } : image,
    );
    const choice = imageChoices(fleet, images).find(({ image }) => image.version === "7.3.0");
    expect(choice).toMatchObject({ group: "unfit", why: "Revoked by ada: it has a hole." });
  });

  test("images of another connection are none", () => {
    const elsewhere = aFleet({
      name: "checkout-web",
      live: 40,
      servers: 50,
      connection: "shop-prod",
    });
    expect(imageChoices(elsewhere, imagesOf(fleet))).toEqual([]);
  });

  test("the same ids on another connection change nothing", () => {
    const own = imagesOf(fleet);
    const twins = own.map((image) => ({
      ...image,
      connectionId: connectionId("shop-prod"),
      architecture: "arm64",
    }));
    expect(imageChoices(fleet, [...twins, ...own])).toEqual(choices);
  });
});

describe("settings", () => {
  const settings = defaultSettings(20);

  test("the defaults are the policy's and have no problem", () => {
    expect(settingProblems(settings, 20)).toEqual({});
    expect(numbersOf(settings, 20)).toMatchObject({ canary: 2, canarySoakMs: 300_000 });
  });

  test("percent is rounded up to whole servers", () => {
    expect(canaryServers({ ...settings, canary: "11", canaryUnit: "percent" }, 20)).toBe(3);
  });

  test.each(["", "two", "-1", "1.5", "21"])(
    "a canary of %o is refused beside its field",
    (canary) => {
      expect(settingProblems({ ...settings, canary }, 20).canary).toBeDefined();
    },
  );

  test.each(["", "x", "-5", "2881"])(
    "a soak of %o minutes is refused beside its field",
    (soakMinutes) => {
      expect(settingProblems({ ...settings, soakMinutes }, 20).soakMinutes).toBeDefined();
    },
  );
});

describe("settings of each strategy", () => {
  const settings = defaultSettings(20);
  const subject = { fleetId: "f", imageId: "ami-1", desired: 20 };

  test.each(["parallel", "grow-shrink", "refresh", "root-volume"] as const)(
    "%s: the defaults have no problem and fit the contract",
    (strategy) => {
      expect(settingProblems(settings, 20, strategy)).toEqual({});
      const payload = payloadOf(strategy, settings, subject);
      expect(requestSchemas["plan:replace"].parse(payload)).toEqual(payload);
    },
  );

  test("waves in percent become servers, rounded up", () => {
    const waved = { ...settings, waves: "25, 51", waveSoakMinutes: "2" };
    expect(payloadOf("parallel", waved, subject)).toMatchObject({
      waves: [5, 11],
      waveSoakMs: 120_000,
    });
  });

  test.each([
    ["falling", "50, 25"],
    ["no numbers", "a few"],
    ["the whole fleet", "50, 100"],
    ["not more than the canary", "10"],
  ])("waves that are %s are refused beside their field", (_, waves) => {
    expect(settingProblems({ ...settings, waves }, 20).waves).toBeDefined();
    expect(payloadOf("parallel", { ...settings, waves }, subject)).toBeNull();
  });

  test.each(["0", "21", "x"])("a batch of %o is refused", (batch) => {
    expect(settingProblems({ ...settings, batch }, 20, "grow-shrink").batch).toBeDefined();
  });

  test.each([
    ["minHealthy", { minHealthy: "101" }],
    ["maxHealthy", { maxHealthy: "99" }],
    ["maxHealthy", { minHealthy: "50", maxHealthy: "151" }],
    ["warmupSeconds", { warmupSeconds: "soon" }],
    ["checkpoints", { checkpoints: "50, 20" }],
    ["checkpoints", { checkpoints: "0, 100" }],
  ] as const)("of a refresh, %s is held to AWS's bounds: %o", (field, over) => {
    expect(settingProblems({ ...settings, ...over }, 20, "refresh")[field]).toBeDefined();
  });

  test("what is left empty is left to AWS", () => {
    expect(payloadOf("refresh", settings, subject)).toMatchObject({
      preferences: {
        instanceWarmupSeconds: null,
        checkpointDelaySeconds: null,
        bakeTimeSeconds: null,
        checkpointPercentages: [],
      },
    });
    const chosen = { ...settings, warmupSeconds: "60", checkpoints: "10", bakeMinutes: "5" };
    expect(payloadOf("refresh", chosen, subject)).toMatchObject({
      preferences: {
        instanceWarmupSeconds: 60,
        checkpointDelaySeconds: 3600,
        bakeTimeSeconds: 300,
        checkpointPercentages: [10, 100],
      },
    });
  });
});
