/** What is inside an image, as a booted server printed it. */
export interface PackageFact {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  /** rpm, deb, npm, pip, container… */
  readonly source: string;
}

export interface WatchedFile {
  readonly path: string;
  readonly digest: string;
}

export interface Manifest {
  readonly imageId: string | null;
  readonly takenAtMs: number;
  readonly kernel: string;
  readonly packages: readonly PackageFact[];
  readonly files: readonly WatchedFile[];
  readonly users: readonly string[];
  readonly services: readonly string[];
  /** Listening ports, e.g. `tcp/8080`. */
  readonly ports: readonly string[];
  readonly diskUsedMib: number | null;
  readonly bootSeconds: number | null;
}

export interface TestResult {
  readonly name: string;
  /** `builder`: before the image was made. `fresh-boot`: on a server started from it. */
  readonly where: "builder" | "fresh-boot";
  readonly passed: boolean;
  readonly detail: string;
  readonly durationMs: number;
}

/** What the journal keeps of an image: from a bake, or from an inspection (a boot to print the manifest). */
export interface ImageRecord {
  readonly imageId: string;
  readonly manifest: Manifest | null;
  readonly tests: readonly TestResult[];
  readonly recipeName: string | null;
  readonly recipeText: string | null;
  readonly bakedByOperation: string | null;
  readonly recordedAtMs: number;
}
