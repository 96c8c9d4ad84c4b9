/** The retention rules' numbers as they are typed. */
import { describe, expect, it } from "vitest";
import {
  NUMBERS,
  problemOf,
  rulesFrom,
  textsOf,
} from "../../../renderer/screens/images/retention/rule-texts.ts";
import { defaultRetentionRules } from "../../../shared/model/retention.ts";
import { retentionRulesSchema } from "../../../shared/contract/retention-schemas.ts";

describe("the numbers of the rules", () => {
  it.each([
    defaultRetentionRules,
    { ...defaultRetentionRules, failedDays: null, templateDepth: null, keepNewest: 0 },
  ])("come back as they were", (rules) => {
    expect(rulesFrom(textsOf(rules), rules)).toEqual(rules);
  });

  it.each([
    ["keepDays", "", false],
    ["keepDays", "-1", false],
    ["keepDays", "1.5", false],
    ["keepDays", "a week", false],
    ["keepDays", "3651", false],
    ["keepDays", "0", true],
    ["templateDepth", "0", false],
    ["templateDepth", "", true],
    ["templateDepth", " ", true],
    ["failedDays", "", true],
  ] as const)("%s %j", (name, text, isFine) => {
    const field = NUMBERS.find((one) => one.name === name);
    expect(field && problemOf(field, text) === null).toBe(isFine);
    const texts = { ...textsOf(defaultRetentionRules), [name]: text };
    expect(rulesFrom(texts, defaultRetentionRules) !== null).toBe(isFine);
  });

  it("are what the contract takes, at both ends", () => {
    for (const end of ["least", "most"] as const) {
      const texts = Object.fromEntries(NUMBERS.map((field) => [field.name, String(field[end])]));
      const rules = rulesFrom(texts as never, defaultRetentionRules);
      expect(retentionRulesSchema.safeParse(rules).success).toBe(true);
    }
  });
});
