/** Decisions on policies, one a row: what the documents say, what is asked, what AWS answers. */
import { describe, expect, it } from "vitest";
import { decide } from "../../../../electron/practice/world/iam/evaluate.ts";
import type { PolicyKind } from "../../../../electron/practice/world/iam/evaluate.ts";
import { readPolicy } from "../../../../electron/practice/world/iam/policy-document.ts";
import { contextOf } from "../../../../electron/practice/world/iam/request-context.ts";
import type { ContextFacts } from "../../../../electron/practice/world/iam/request-context.ts";

type Statement = Readonly<Record<string, unknown>>;

const document = (...statements: readonly Statement[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (more: Statement): Statement => ({
  Effect: "Allow",
  ...("NotAction" in more ? {} : { Action: "*" }),
  ...("NotResource" in more ? {} : { Resource: "*" }),
  ...more,
});
const deny = (more: Statement): Statement => ({ ...allow(more), Effect: "Deny" });

const WEB = "arn:aws:ec2:eu-west-1:441722901163:instance/i-0123";

function verdict(
  sets: Partial<Record<PolicyKind, readonly Statement[]>>,
  action: string,
  resource = WEB,
  facts: ContextFacts = {},
) {
  const read = Object.entries(sets).map(
    ([kind, statements]) => [kind as PolicyKind, readPolicy(document(...statements))] as const,
  );
  const said = decide(new Map(read), { action, resource, context: contextOf(facts) });
  if (said.allowed) return "allowed";
  return `${said.explicit ? "denied" : "not allowed"} by ${said.kind}`;
}

const own = (...statements: readonly Statement[]) => ({ "identity-based policy": statements });

describe("actions and resources", () => {
  it.each<[string, Statement, string, string, boolean]>([
    ["its own name", { Action: "ec2:RunInstances" }, "ec2:RunInstances", WEB, true],
    ["in any case", { Action: "EC2:runinstances" }, "ec2:RunInstances", WEB, true],
    ["another name", { Action: "ec2:StopInstances" }, "ec2:RunInstances", WEB, false],
    ["a wildcard", { Action: "ec2:Describe*" }, "ec2:DescribeImages", "*", true],
    ["a mark for one letter", { Action: "ec2:St?pInstances" }, "ec2:StopInstances", WEB, true],
    ["any but these", { NotAction: "iam:*" }, "ec2:StopInstances", WEB, true],
    ["these not", { NotAction: ["iam:*", "ec2:*"] }, "ec2:StopInstances", WEB, false],
    ["a resource", { Resource: WEB }, "ec2:StopInstances", WEB, true],
    ["another resource", { Resource: `${WEB}4` }, "ec2:StopInstances", WEB, false],
    ["its kind", { Resource: "arn:aws:ec2:*:*:instance/*" }, "ec2:StopInstances", WEB, true],
    [
      "its kind in upper case",
      { Resource: "arn:aws:ec2:*:*:INSTANCE/*" },
      "ec2:StopInstances",
      WEB,
      false,
    ],
    [
      "any but its kind",
      { NotResource: "arn:aws:ec2:*:*:instance/*" },
      "ec2:StopInstances",
      WEB,
      false,
    ],
    ["a resource where the action knows none", { Resource: WEB }, "ec2:DescribeImages", "*", false],
  ])("%s", (_name, statement, action, resource, expected) => {
    const said = verdict(own(allow(statement)), action, resource);
    expect(said).toBe(expected ? "allowed" : "not allowed by identity-based policy");
  });
});

describe("conditions", () => {
  const facts = {
    "aws:RequestedRegion": "eu-west-1",
    "aws:ResourceTag/team": "web",
    "aws:TagKeys": ["team", "cost"],
    "aws:MultiFactorAuthPresent": "true",
    "aws:MultiFactorAuthAge": "120",
    "aws:CurrentTime": "2026-11-21T09:00:00.000Z",
    "aws:PrincipalArn": "arn:aws:iam::441722901163:role/ops/deploy",
    "aws:username": "ann",
    "aws:SourceIp": "127.0.0.1",
  };

  it.each<[string, Statement, boolean]>([
    ["equal", { StringEquals: { "aws:RequestedRegion": "eu-west-1" } }, true],
    [
      "one of several",
      { StringEquals: { "aws:RequestedRegion": ["us-east-1", "eu-west-1"] } },
      true,
    ],
    ["not equal", { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } }, false],
    ["not equal without the key", { StringNotEquals: { "aws:RequestTag/x": "1" } }, true],
    ["equal without the key", { StringEquals: { "aws:RequestTag/x": "1" } }, false],
    ["equal if it exists", { StringEqualsIfExists: { "aws:RequestTag/x": "1" } }, true],
    ["equal ignoring case", { StringEqualsIgnoreCase: { "aws:ResourceTag/team": "WEB" } }, true],
    ["equal with a star is literal", { StringEquals: { "aws:ResourceTag/team": "w*" } }, false],
    ["like", { StringLike: { "aws:ResourceTag/team": "w*" } }, true],
    ["not like", { StringNotLike: { "aws:ResourceTag/team": "w*" } }, false],
    ["the key in any case", { StringEquals: { "AWS:resourcetag/TEAM": "web" } }, true],
    [
      "two keys at once",
      { StringEquals: { "aws:ResourceTag/team": "web", "aws:username": "bob" } },
      false,
    ],
    ["an ARN", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ops/*" } }, true],
    [
      "an ARN whose star stops at a colon",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:*role/ops/*" } },
      false,
    ],
    ["not that ARN", { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ops/*" } }, false],
    ["a truth", { Bool: { "aws:MultiFactorAuthPresent": true } }, true],
    ["a number", { NumericLessThan: { "aws:MultiFactorAuthAge": 3600 } }, true],
    ["too old", { NumericLessThan: { "aws:MultiFactorAuthAge": "60" } }, false],
    ["before a date", { DateLessThan: { "aws:CurrentTime": "2026-12-01T00:00:00Z" } }, true],
    ["after a date", { DateGreaterThan: { "aws:CurrentTime": "2026-12-01T00:00:00Z" } }, false],
    ["from an address", { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }, true],
    ["not from an address", { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "::1"] } }, true],
    ["absent", { Null: { "aws:RequestTag/x": "true" } }, true],
    ["present", { Null: { "aws:ResourceTag/team": "false" } }, true],
    [
      "all values known",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost", "x"] } },
      true,
    ],
    ["not all values known", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } }, false],
    ["all of nothing", { "ForAllValues:StringEquals": { "aws:RequestTagKeys": ["x"] } }, true],
    ["any value known", { "ForAnyValue:StringEquals": { "aws:TagKeys": ["cost"] } }, true],
    ["any of nothing", { "ForAnyValue:StringEquals": { "aws:RequestTagKeys": ["x"] } }, false],
    [
      "a variable",
      { StringLike: { "aws:PrincipalArn": "*${aws:RequestTag/none, '/deploy'}" } },
      true,
    ],
    [
      "a variable without a value",
      { StringLike: { "aws:PrincipalArn": "*${aws:RequestTag/none}" } },
      false,
    ],
  ])("%s", (_name, Condition, expected) => {
    const said = verdict(own(allow({ Condition })), "ec2:StopInstances", WEB, facts);
    expect(said).toBe(expected ? "allowed" : "not allowed by identity-based policy");
  });

  it("a variable in a resource stands for its value alone, whatever that holds", () => {
    const mine = allow({ Resource: "arn:aws:ec2:*:*:instance/${aws:username}" });
    const asked = (name: string) =>
      verdict(own(mine), "ec2:StopInstances", "arn:aws:ec2:r:a:instance/ann", {
        "aws:username": name,
      });
    expect(asked("ann")).toBe("allowed");
    expect(asked("*")).toBe("not allowed by identity-based policy");
  });
});

describe("several policies", () => {
  it.each<[string, Partial<Record<PolicyKind, readonly Statement[]>>, string]>([
    [
      "a deny goes first",
      own(deny({ Action: "ec2:Stop*" }), allow({})),
      "denied by identity-based policy",
    ],
    [
      "a deny under a condition that fails",
      own(deny({ Condition: { Bool: { "aws:x": "true" } } }), allow({})),
      "allowed",
    ],
    [
      "a boundary takes away",
      { ...own(allow({})), "permissions boundary": [allow({ Action: "s3:*" })] },
      "not allowed by permissions boundary",
    ],
    [
      "a boundary gives nothing",
      { ...own(), "permissions boundary": [allow({})] },
      "not allowed by identity-based policy",
    ],
    [
      "a session's policy takes away",
      { ...own(allow({})), "session policy": [allow({ Action: "ec2:Describe*" })] },
      "not allowed by session policy",
    ],
    [
      "a session's policy denies",
      { ...own(allow({})), "session policy": [deny({})] },
      "denied by session policy",
    ],
    [
      "all agree",
      { ...own(allow({})), "permissions boundary": [allow({})], "session policy": [allow({})] },
      "allowed",
    ],
  ])("%s", (_name, sets, expected) => {
    const whole =
      sets["identity-based policy"]?.length === 0
        ? { ...sets, "identity-based policy": [allow({ Action: "sts:*" })] }
        : sets;
    expect(verdict(whole, "ec2:StopInstances")).toBe(expected);
  });
});

describe("a document that can't be understood", () => {
  it.each([
    ["no JSON", "Allow everything"],
    ["no statement", JSON.stringify({ Version: "2012-10-17" })],
    ["another version", JSON.stringify({ Version: "2020-01-01", Statement: [allow({})] })],
    ["no effect", document({ Action: "*", Resource: "*" })],
    ["no action", document({ Effect: "Allow", Resource: "*" })],
    ["an action and its inverse", document(allow({ NotAction: "*", Action: "*" }))],
    ["an action without a service", document(allow({ Action: "RunInstances" }))],
    ["no resource", document({ Effect: "Allow", Action: "*" })],
    [
      "an unknown operator",
      document(allow({ Condition: { StringSimilar: { "aws:username": "a" } } })),
    ],
    ["an unknown element", document(allow({ Actions: "*" }))],
  ])("is refused: %s", (_name, text) => {
    expect(() => readPolicy(text)).toThrow(
      expect.objectContaining({ code: "MalformedPolicyDocument" }),
    );
  });
});
