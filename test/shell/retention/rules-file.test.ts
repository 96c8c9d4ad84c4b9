import { readFileSync, writeFileSync } from "node:fs";
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

it("a file that can't be made out is told to whoever asks and left as it is, until it is corrected", () => {
  const folder = aFolder();
  const path = join(folder, "retention.json");
  const damaged = '{"format":1,"rules":{"prod":{"keepNewest":-1}}}';
  writeFileSync(path, damaged);
  const file = new RetentionRulesFile(folder);
  const told = expect.objectContaining({ code: "invalid-input" });
  expect(() => file.of("prod")).toThrowError(told);
  expect(() => file.save("prod", defaultRetentionRules)).toThrowError(told);
  expect(readFileSync(path, "utf8")).toBe(damaged);
  writeFileSync(path, '{"format":1,"rules":{}}');
  expect(file.of("prod")).toEqual(defaultRetentionRules);
});
