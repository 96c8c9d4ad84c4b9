import { expect, test } from "vitest";
import { confirmationFor, revokeConfirmation } from "../../../shared/rules/confirmations.ts";
import { aConnection } from "../../builders/connection.ts";

const production = aConnection({ environment: "prod", name: "Shop production" });
const stage = aConnection({ environment: "stage", name: "Shop stage" });

test("a fleet's name is typed in production; for a campaign, which has many, the connection's", () => {
  expect(confirmationFor({ kind: "replace", fleetName: "web" }, production)).toBe("web");
  expect(confirmationFor({ kind: "campaign", fleetName: null }, production)).toBe(
    "Shop production",
  );
  expect(confirmationFor({ kind: "bake", fleetName: null }, production)).toBeNull();
  expect(confirmationFor({ kind: "campaign", fleetName: null }, stage)).toBeNull();
});

test("a revocation's tag asks for nothing; AWS's own switch asks for the image's name", () => {
  expect(revokeConfirmation(production, null, "al2023")).toBeNull();
  expect(revokeConfirmation(production, "disable", "al2023")).toBe("al2023");
  expect(revokeConfirmation(production, "enable", "al2023")).toBeNull();
  expect(revokeConfirmation(stage, "disable", "al2023")).toBeNull();
});
