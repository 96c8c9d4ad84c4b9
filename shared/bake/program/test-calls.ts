/** The calls of each kind of test. A word that says nothing is `-`. */
import { assertNever } from "../../assert-never.ts";
import type { RecipeTest } from "../../recipe/recipe-test.ts";
import { call, contentWords } from "./call.ts";

export function testCall(check: RecipeTest): string {
  const asked = (...words: readonly string[]) =>
    call("bennu_test", check.kind, check.name, ...words);
  switch (check.kind) {
    case "command":
      return `${asked()} ${contentWords(check.command)}`;
    case "port":
      return asked(String(check.port));
    case "http":
      return asked(check.url, String(check.status), check.contains ?? "");
    case "package":
      return asked(check.package, check.version ?? "-", presence(check.absent));
    case "file":
      return asked(
        check.path,
        presence(check.absent),
        check.mode ?? "-",
        check.owner ?? "-",
        check.contains ?? "",
      );
    case "service":
      return asked(check.service, check.enabled ? "enabled" : "active");
    case "user":
      return asked(check.user, presence(check.absent));
    case "listening":
      return asked(...check.only);
    case "boot":
      return asked(String(check.seconds));
    default:
      return assertNever(check, "recipe test");
  }
}

const presence = (absent: boolean) => (absent ? "absent" : "present");
