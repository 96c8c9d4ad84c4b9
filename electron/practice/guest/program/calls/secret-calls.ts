/** Variables and secrets: where they come from, and that no secret is left on the disk. */
import type { Machine } from "../../machine/machine.ts";
import type { Ending, Run } from "./progress.ts";

const shortest = 8;
const ended = (reason: string): Ending => ({ ok: false, reason });

export const secretCalls: Readonly<Record<string, Run>> = {
  bennu_set: (machine, [name, value]) => {
    machine.variables.set(name ?? "", value ?? "");
    return null;
  },
  bennu_secret: (machine, [name = "", kind, id = "", key]) => {
    machine.spend(300, 1_200);
    const read = machine.context.secret?.(kind === "ssm" ? "ssm" : "secretsManager", id);
    const refused = (why: string) => ended(`the secret ${name} can not be had: ${id}: ${why}`);
    if (read === undefined) return refused("this server has no instance profile to read it with");
    if ("refusal" in read) return refused(read.refusal);
    const value = key === undefined || key === "" ? read.text : valueOf(read.text, key);
    if (value === null) return refused(`it is no JSON with the key ${String(key)}`);
    if (value.length < shortest) return ended(tooShort(name));
    machine.secrets.set(name, value);
    return null;
  },
  bennu_no_secrets: (machine) => {
    machine.spend(600, 3_000);
    for (const [name, value] of machine.secrets) {
      const paths = pathsWith(machine, value);
      if (paths.length === 0) continue;
      const where = paths.slice(0, 3).join(" ");
      return ended(`the secret ${name} is on the disk that would become the image: ${where} `);
    }
    return null;
  },
};

const tooShort = (name: string) =>
  `the secret ${name} is shorter than 8 letters: it could not be told from other text in the log or on the disk`;

function valueOf(text: string, key: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || typeof value !== "object" || !(key in value)) return null;
    const found: unknown = (value as Readonly<Record<string, unknown>>)[key];
    return typeof found === "string" ? found : JSON.stringify(found);
  } catch {
    // No JSON: the same as without that key.
    return null;
  }
}

const pathsWith = (machine: Machine, secret: string) =>
  [...machine.files].flatMap(([path, { text }]) => (text?.includes(secret) === true ? [path] : []));
