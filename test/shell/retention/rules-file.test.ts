import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RetentionRulesFile } from "../../../electron/retention/rules-file.ts";
import { defaultRetentionRules } from "../../../shared/model/retention.ts";
import { aFolder } from "../operations/console.ts";

it("each connection keeps rules of its own, also after a restart", () => {
  const folder = aFolder();
  const rules = { ...defaultRetentionRules, keepNewest: 7, templateDepth: null };
  new RetentionRulesFile(folder).save("prod", rules);
  const again = new RetentionRulesFile(folder);
  expect(again.of("prod")).toEqual(rules);
  expect(again.of("stage")).toEqual(defaultRetentionRules);
});

it("a file that can't be made out is told and left as it is: no rule is dropped unseen", () => {
  const folder = aFolder();
  writeFileSync(join(folder, "retention.json"), '{"format":1,"rules":{"prod":{"keepNewest":-1}}}');
  expect(() => new RetentionRulesFile(folder)).toThrowError(
    expect.objectContaining({ code: "invalid-input" }),
  );
});
