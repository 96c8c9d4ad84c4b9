import { assertNever } from "../../assert-never.ts";
import type { RecipeTest } from "../recipe-test.ts";
import { testKinds } from "../schema/test-schema.ts";
import type { TestFile } from "../schema/test-schema.ts";
import { numberOf } from "../schema/words.ts";
import { fourDigits } from "./steps.ts";

export function testOf(test: TestFile): RecipeTest {
  const kind = testKinds.find((candidate) => test[candidate] !== undefined);
  if (kind === undefined) throw new Error("A test has no kind: it was not checked");
  const named = (name: string) => test.name ?? name;
  switch (kind) {
    case "command": {
      const command = test.command ?? "";
      return { kind, command, name: named(firstLine(command)) };
    }
    case "port": {
      const port = numberOf(test.port ?? 0);
      return { kind, port, name: named(`port ${String(port)} listens`) };
    }
    case "http":
      return httpOf(test);
    case "package":
      return packageTestOf(test);
    case "file":
      return fileTestOf(test);
    case "service":
      return serviceOf(test);
    case "user": {
      const { user = "", absent = false } = test;
      return { kind, user, absent, name: named(`user ${user} is ${absent ? "absent" : "there"}`) };
    }
    case "listening":
      return listeningOf(test);
    case "boot": {
      const seconds = numberOf(test.boot ?? 0);
      return { kind, seconds, name: named(`it boots within ${String(seconds)} s`) };
    }
    default:
      return assertNever(kind, "test kind");
  }
}

function httpOf(test: TestFile): RecipeTest {
  const status = numberOf(test.status ?? 200);
  const url = test.http ?? "";
  const name = test.name ?? `${url} answers ${String(status)}`;
  return { kind: "http", url, status, contains: test.contains ?? null, name };
}

function packageTestOf(test: TestFile): RecipeTest {
  const absent = test.absent ?? false;
  const version = test.version ?? null;
  const what = [test.package, version].filter(Boolean).join(" ");
  const name = test.name ?? `${what} is ${absent ? "not " : ""}installed`;
  return { kind: "package", name, package: test.package ?? "", version, absent };
}

function fileTestOf(test: TestFile): RecipeTest {
  const absent = test.absent ?? false;
  const path = test.file ?? "";
  const { contains = null, owner = null } = test;
  return {
    ...{ kind: "file", path, absent, contains, owner },
    mode: test.mode === undefined ? null : fourDigits(test.mode),
    name: test.name ?? `${path} is ${absent ? "absent" : "there"}`,
  };
}

function serviceOf(test: TestFile): RecipeTest {
  const { service = "", enabled = false } = test;
  const name = test.name ?? `${service} is active${enabled ? " and enabled" : ""}`;
  return { kind: "service", service, enabled, name };
}

function listeningOf(test: TestFile): RecipeTest {
  const only = (test.listening ?? []).map((one) =>
    typeof one === "number" ? `tcp/${String(one)}` : one,
  );
  const words = only.length === 0 ? "nothing" : `nothing but ${only.join(", ")}`;
  return { kind: "listening", only, name: test.name ?? `${words} listens` };
}

const firstLine = (text: string) => (text.trim().split("\n")[0] ?? "").slice(0, 100);

/** Results are told apart by name, so a second one of the same name gets a number. */
export function uniquelyNamed(tests: readonly RecipeTest[]): readonly RecipeTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${String(count)})` };
  });
}
