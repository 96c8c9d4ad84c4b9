/** What a practice server reads off its disk as it boots: units, ports by configuration, the recipe that made it. */
import type { ImageContents } from "../../world/kernel/state/ec2/contents.ts";

/** By path. */
type Files = ReadonlyMap<string, { readonly text: string | null }>;

export interface KeptRecipe {
  readonly name: string;
  readonly text: string;
}

/** On every Amazon Linux and Debian. */
export const baseUnits = [
  "sshd",
  "ssh",
  "crond",
  "cron",
  "rsyslog",
  "amazon-ssm-agent",
  "systemd-journald",
];

/** `listen 8080`, `port = 8080`, `PORT=8080`, `port: 8080` in the file, or in any below the folder. */
export function configuredPorts(files: Files, folder: string): readonly number[] | null {
  const texts = [...files]
    .filter(([path]) => path === folder || path.startsWith(`${folder}/`))
    .map(([, file]) => file.text ?? "");
  const named = texts
    .join("\n")
    .matchAll(/^\s*(?:listen|port)\b[\s=:]+(?:[\w.[\]:]*:)?(\d{2,5})\b/gim);
  const ports = [...named].map((match) => Number(match[1]));
  return ports.length === 0 ? null : ports;
}

export function portsByService(kept: unknown): Map<string, readonly number[]> {
  if (kept === null || typeof kept !== "object") return new Map();
  return new Map(
    Object.entries(kept).map(([unit, ports]) => [
      unit,
      Array.isArray(ports) ? ports.map(Number) : [],
    ]),
  );
}

export function keptRecipe(facts: ImageContents["facts"]): KeptRecipe | null {
  const name = facts?.["recipeName"];
  const text = facts?.["recipeText"];
  return typeof name === "string" && typeof text === "string" ? { name, text } : null;
}
