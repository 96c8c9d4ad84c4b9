/** What a host gives a console: its ports, its data folder, and what the user chose at the start. */
import type { AwsFiles } from "../aws/credentials/profiles.ts";
import type { CrashPoint } from "../operations/turn/caller.ts";
import type { Random } from "../ports.ts";
import type { PracticeScenario } from "../practice/practice-world.ts";
import type { WorkerFiles } from "../workers.ts";

export interface ConsoleOptions {
  readonly dataDir: string;
  readonly appVersion: string;
  readonly host: "desktop" | "serve";
  readonly user: string;
  /** The wall's time, epoch ms. */
  readonly wall: () => number;
  readonly random: Random;
  /** Of a practice region that isn't there yet; one that was kept goes on as it is. */
  readonly practice: { readonly speed: number; readonly scenario: PracticeScenario };
  readonly workers: WorkerFiles;
  readonly awsFiles: AwsFiles;
  /** `folder`: given at the start; null: what was chosen in the console, else the data folder's. */
  readonly recipes: {
    readonly folder: string | null;
    readonly seeds: URL;
    /** The system's dialog; left out: this host has none. */
    readonly pickFolder?: () => Promise<string | null>;
  };
  /** Told of what no request waits for: a thread that ended, a runner's defect. */
  readonly onFault: (message: string) => void;
  readonly crashPoint?: CrashPoint;
}
