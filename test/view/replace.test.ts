import { describe, expect, test } from "vitest";
import { firstChoice, imageChoices } from "../../renderer/screens/replace/image-choices.ts";
import {
  canaryServers,
  defaultSettings,
  numbersOf,
  settingProblems,
} from "../../renderer/screens/replace/replace-settings.ts";
import { aFleet } from "./preview/fleets.ts";
import { imagesOf } from "./preview/operations.ts";

describe("images to choose from", () => {
  const fleet = aFleet({ name: "checkout-web", live: 40, servers: 50 });
  const choices = imageChoices(fleet, imagesOf(fleet));

  test("newer verified ones of the recipe come first, unfit ones last with the reason", () => {
    expect(choices.map(({ image, group }) => [image.version, group])).toEqual([
      ["7.3.0", "recommended"],
      ["7.1.0", "earlier"],
      ["7.4.0", "unfit"],
      ["7.2.0", "unfit"],
    ]);
    expect(choices[2]?.why).toContain("tests failed");
    expect(choices[3]?.why).toBe("It is live now.");
  });

  test("the newest recommended one is chosen, unless another was asked for", () => {
    expect(firstChoice(choices, null)?.image.version).toBe("7.3.0");
    expect(firstChoice(choices, "ami-checkout-web-39")?.image.version).toBe("7.1.0");
    expect(firstChoice([], null)).toBeNull();
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
