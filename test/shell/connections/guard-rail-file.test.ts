import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { GuardRailFile } from "../../../electron/connections/guard-rail-file.ts";
import { defaultGuardRails } from "../../../shared/model/guard-rails.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import { aConnection } from "../../builders/connection.ts";

function aFile(text: string | null = null): string {
  const folder = mkdtempSync(join(tmpdir(), "bennu-rails-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "guard-rails.json");
  if (text !== null) writeFileSync(path, text);
  return path;
}

test("a connection has its environment's defaults until something else is saved, which stays", () => {
  const path = aFile();
  const prod = aConnection({ environment: "prod" });
  expect(new GuardRailFile(path).of(prod)).toEqual(defaultGuardRails("prod"));
  const chosen = {
    ...defaultGuardRails("prod"),
    reasonRequired: false,
    changeNumberRequired: true,
  };
  new GuardRailFile(path).save(prod.id, chosen);
  const again = new GuardRailFile(path);
  expect(again.of(prod)).toEqual(chosen);
  expect(again.of(aConnection({ id: connectionId("other") }))).toEqual(defaultGuardRails("stage"));
});

test.each([
  ["no JSON", "{"],
  ["another shape", '{"format": 1, "guardRails": {"c1": {"reasonRequired": 1}}}'],
])("%s is named and left as it is: no guard rail is dropped unseen", (_, text) => {
  const path = aFile(text);
  expect(() => new GuardRailFile(path)).toThrowError(/can't be read .* No fleet was touched/s);
  expect(readFileSync(path, "utf8")).toBe(text);
});
