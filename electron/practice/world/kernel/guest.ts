/**
 * The operating system inside a simulated server, as far as anyone outside can tell: at each boot a guest reads
 * user data and the disk, and says what happens when. All it does becomes timers, so a restart loses nothing.
 */
import type { ImageContents } from "./state/ec2/contents.ts";

export interface GuestInstance {
  readonly id: string;
  readonly instanceType: string;
  readonly architecture: string;
  readonly zone: string;
  readonly privateIp: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly groupName: string | null;
  /** 1 at the first boot: user data runs then and never again. */
  readonly bootCount: number;
  /** The disks of its host, which are blank at a first boot and after each stop. */
  readonly hostDisks?: { readonly gib: number; readonly isBlank: boolean } | undefined;
}

export interface GuestImage {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface GuestContext {
  /** Decoded; empty if there is none. */
  readonly userData: string;
  readonly instance: GuestInstance;
  /** What it was started from; null if that image is unknown to this world. */
  readonly image: GuestImage | null;
  /** What is on the disk now. */
  readonly contents: ImageContents;
  /** Virtual time of this boot: offsets count from it. */
  readonly bootedAtMs: number;
  /** In [0, 1), from the world's seeded chance. */
  random(): number;
  /** What a signed address of S3 opens; null: nothing lies there. Left out: there is no network. */
  readonly download?: (address: string) => Uint8Array | null;
  /** What its instance profile lets it read, or AWS's word of why not. Left out: it has no profile. */
  readonly secret?: (
    service: "ssm" | "secretsManager",
    id: string,
  ) => { readonly text: string } | { readonly refusal: string };
  /** Everything that it has said so far, as far as it is kept. Left out: nothing. */
  readonly said?: () => string;
  /** A line on the serial console. */
  say(line: string, atOffsetMs: number): void;
  /** Powers off: stops or terminates the server, as its shutdown behaviour says. */
  shutdownAt(offsetMs: number): void;
  /** From then on its service answers health checks so. */
  healthyAt(offsetMs: number, ok: boolean): void;
  /** From `atOffsetMs` on (default: at once) the disk holds this: what CreateImage of the server carries. */
  setContents(contents: ImageContents, atOffsetMs?: number): void;
}

/** What a script that was run in a server came to. */
export interface ScriptRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly tookMs: number;
  /** What is on the disk afterwards; null: as before. */
  readonly contents: ImageContents | null;
  /** Whether its service answers afterwards; null: as before. */
  readonly healthy: boolean | null;
}

export interface Guest {
  boot(ctx: GuestContext): void;
  /** Runs a shell script as root in a server that is up; without it nothing can be run there. */
  run?(ctx: GuestContext, script: string): ScriptRun;
}
