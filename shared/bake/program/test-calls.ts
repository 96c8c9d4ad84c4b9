/** The calls of each kind of test. A word that says nothing is `-`. */
import { assertNever } from "../../assert-never.ts";
import type { RecipeTest } from "../../recipe/recipe-test.ts";
import { call, contentWords } from "./call.ts";

export function testCall(test: RecipeTest): string {
  const asked = (...words: readonly string[]) => call("bennu_test", test.kind, test.name, ...words);
  switch (test.kind) {
    case "command":
      return `${asked()} ${contentWords(test.command)}`;
    case "port":
      return asked(String(test.port));
    case "http":
      return asked(test.url, String(test.status), test.contains ?? "");
    case "package":
      return asked(test.package, test.version ?? "-", presence(test.absent));
    case "file":
      return asked(
        test.path,
        presence(test.absent),
        test.mode ?? "-",
        test.owner ?? "-",
        test.contains ?? "",
      );
    case "service":
      return asked(test.service, test.enabled ? "enabled" : "active");
    case "user":
      return asked(test.user, presence(test.absent));
    case "listening":
      return asked(...test.only);
    case "boot":
      return asked(String(test.seconds));
    default:
      return assertNever(test, "recipe test");
  }
}

const presence = (absent: boolean) => (absent ? "absent" : "present");
