import { expect, test } from "vitest";
import { translateError } from "../../../electron/aws/translate-error.ts";
import { curedFor } from "../../../renderer/components/connections/practice-words.ts";
import { aConnection } from "../../builders/connection.ts";

const expired = Object.assign(new Error("The security token included in the request is expired"), {
  name: "ExpiredToken",
  $metadata: {},
});
const attempted = { operation: "DescribeAutoScalingGroups" } as never;

test("nobody is told to sign in to the practice cloud; elsewhere it stands as it was said", () => {
  const { message } = translateError(expired, attempted);
  expect(message).toContain("aws sso login");
  const practice = { ...aConnection(), kind: "practice" as const };
  expect(curedFor(practice, message)).not.toContain("aws sso login");
  expect(curedFor(practice, message)).toContain("on the Practice screen");
  expect(curedFor({ ...practice, kind: "aws" }, message)).toBe(message);
});
