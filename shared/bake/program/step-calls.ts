/** The calls of each kind of step. */
import { assertNever } from "../../assert-never.ts";
import type { FileWanted, RecipeStep } from "../../recipe/recipe-step.ts";
import { call, contentWords } from "./call.ts";
import { containerCalls } from "./container-calls.ts";
import { packageCalls } from "./package-calls.ts";
import { ansibleCalls, cfengineCalls, chefCalls, puppetCalls } from "./provisioner-calls.ts";
import { fileWords } from "./repository-words.ts";

/** `mark` is a word that no other line of the program has: the program goes on after its line. */
export function stepCalls(step: RecipeStep, mark: string): readonly string[] {
  switch (step.kind) {
    case "packages":
      return packageCalls(step);
    case "files":
      return step.files.map(fileCall);
    case "shell":
      return [`bennu_shell ${contentWords(step.script)}`];
    case "ansible":
      return ansibleCalls(step);
    case "chef":
      return chefCalls(step);
    case "puppet":
      return puppetCalls(step);
    case "cfengine":
      return cfengineCalls(step);
    case "container":
      return containerCalls(step);
    case "reboot":
      return [call("bennu_reboot", mark)];
    default:
      return assertNever(step, "recipe step");
  }
}

function fileCall({ path, mode, owner, content }: FileWanted): string {
  const words = content.kind === "text" ? contentWords(content.text) : fileWords(content.file);
  return `${call("bennu_file", path, mode, owner)} ${words}`;
}
