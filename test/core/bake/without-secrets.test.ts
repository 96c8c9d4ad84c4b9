import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { sedWithoutSecrets, withoutSecrets } from "../../../shared/bake/without-secrets.ts";
import { userDataItems } from "../../../shared/compare/outside/user-data.ts";

const table: readonly (readonly [string, string])[] = [
  ["get https://me:Zq7x@host.example/a b", "get https://[secret]@host.example/a b"],
  ["s3://AKIA0:Zq7x@bucket and ftp://Zq7x@h", "s3://[secret]@bucket and ftp://[secret]@h"],
  ["DB_PASSWORD=Zq7x and more", "DB_PASSWORD=[secret] and more"],
  ["export MYSQL_PWD='Zq7x y' next", "export MYSQL_PWD=[secret] next"],
  ["aws_secret_access_key = Zq7x", "aws_secret_access_key = [secret]"],
  [`{"apiKey": "Zq7x", "n": 1}`, `{"apiKey": [secret], "n": 1}`],
  ["password: Zq7x", "password: [secret]"],
  ["run --db-password Zq7x --token=Zq7x -v", "run --db-password [secret] --token=[secret] -v"],
  ["Authorization: Bearer Zq7x.Zq7x", "Authorization: Bearer [secret]"],
  ["mysqldump --opt -pZq7x shop", "mysqldump --opt -p[secret] shop"],
  ["curl -u me:Zq7x https://h", "curl -u me:[secret] https://h"],
  ["cloned with ghp_Zq7xZq7xZq7x.", "cloned with ghp_[secret]"],
  ["a eyJhbGciOi.eyJzdWIi.Zq7x b", "a [secret] b"],
];

const plain = [
  "passwd: password expiry information changed",
  "could not get token: connection refused by peer",
  "tok(en) near unexpected token `)'",
  "Installing : mysql-libs-8.0.1 -p",
  "Get:1 https://deb.example/debian bookworm/main amd64 Packages",
  "key 1 of 3 imported; keys are fine",
];

const bySed = (text: string) =>
  execFileSync("sed", ["-E", sedWithoutSecrets], { input: text, encoding: "utf8" });

describe("a line without what names itself a secret", () => {
  it.each(table)("%s", (line, shown) => {
    expect(withoutSecrets(line)).toBe(shown);
    expect(bySed(line)).toBe(shown);
  });

  it.each(plain)("stays what it is where nothing does: %s", (line) => {
    expect(withoutSecrets(line)).toBe(line);
    expect(bySed(line)).toBe(line);
  });
});

describe("user data in a comparison", () => {
  const items = (password: string) =>
    userDataItems(
      `#!/bin/sh\nexport DB_PASSWORD="${password}"\nPORT=8080\ncurl https://u:${password}@h/x`,
    );

  it("keeps the values of secrets back, and shows that one changed", () => {
    const [before, after] = [items("Zq7x-one"), items("Zq7x-two")];
    expect(JSON.stringify([before, after])).not.toContain("Zq7x");
    expect(before[1]).toEqual(["user data · PORT", "8080"]);
    expect(before[0]?.[1]).toMatch(/^\[rest kept back, mark [0-9a-f]{3}\]$/);
    expect(before[0]).not.toEqual(after[0]);
    expect(before[2]?.[1]).toContain("curl https://[secret]@h/x [rest kept back, mark ");
    expect(before[2]).not.toEqual(after[2]);
  });
});
