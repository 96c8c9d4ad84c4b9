/** A practice server that boots, and what it says and becomes. */
import { recipeGuest } from "../../../electron/practice/guest/recipe-guest.ts";
import type { GuestContext } from "../../../electron/practice/world/kernel/guest.ts";
import type { ImageContents } from "../../../electron/practice/world/kernel/state/ec2/contents.ts";

/** Amazon Linux, as small as it can be. */
export const base: ImageContents = {
  packages: [
    { name: "python3-boto3", version: "1.34.144-1.amzn2023", arch: "x86_64", source: "rpm" },
  ],
  kernel: "6.1.153",
  files: [{ path: "/etc/os-release", digest: "aa" }],
  users: ["root"],
  services: ["sshd", "chronyd.service"],
  ports: [22],
  health: "never-healthy",
};

export interface Said {
  readonly lines: { readonly line: string; readonly atMs: number }[];
  contents: ImageContents | null;
  offAtMs: number | null;
  health: boolean | null;
}

export function boot(
  userDataText: string,
  contents = base,
  bootCount = 1,
  more: Partial<GuestContext> = {},
): Said {
  const said: Said = { lines: [], contents: null, offAtMs: null, health: null };
  recipeGuest.boot({ ...context(userDataText, contents, bootCount, said), ...more });
  return said;
}

export function context(
  userDataText: string,
  contents: ImageContents,
  bootCount: number,
  said: Said,
): GuestContext {
  return {
    userData: userDataText,
    contents,
    image: null,
    bootedAtMs: 1_700_000_000_000,
    instance: {
      ...{
        id: "i-1",
        instanceType: "c7i.large",
        architecture: "x86_64",
        zone: "a",
        privateIp: "10.0.0.1",
      },
      ...{ tags: {}, groupName: null, bootCount },
    },
    random: () => 0.5,
    say: (line, atMs) => void said.lines.push({ line, atMs }),
    shutdownAt: (atMs) => void (said.offAtMs = atMs),
    healthyAt: (_, ok) => void (said.health = ok),
    setContents: (wanted) => void (said.contents = wanted),
  };
}

export const consoleOf = (said: Said) =>
  said.lines
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ line }) => line)
    .join("\r\n");
