/** What a gate asks over HTTP is kept in the plan and in the journal: it must name no secret. */
import { expect, it } from "vitest";
import { replaceSchema } from "../../../shared/contract/replace-schema.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";

const accepts = (url: string) =>
  replaceSchema.safeParse({
    ...plainParallel,
    fleetId: "practice/checkout-web",
    imageId: "ami-1",
    canary: 1,
    canarySoakMs: 0,
    soakMs: 0,
    warmForMs: 0,
    gates: [{ kind: "http", url, expectStatus: 200 }],
  }).success;

it.each([
  ["https://shop.example/healthz", true],
  ["http://10.0.0.7:8080/?mail=a@b.example", true],
  ["https://me:secret@shop.example/healthz", false],
  ["https://token@shop.example/", false],
  ["file:///etc/passwd", false],
  ["gopher://shop.example/", false],
])("a gate asks %s: %s", (url, isAccepted) => {
  expect(accepts(url)).toBe(isAccepted);
});
