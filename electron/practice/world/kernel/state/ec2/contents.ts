import type { Json } from "../../json.ts";

/** What is on an image's disk. Never visible over the wire, only through what a booted server prints. */
export interface ImageContents {
  readonly packages: readonly PackageContents[];
  readonly kernel: string;
  readonly files: readonly { readonly path: string; readonly digest: string }[];
  readonly users: readonly string[];
  readonly services: readonly string[];
  readonly ports: readonly number[];
  readonly appVersion?: string;
  /** From running to healthy. */
  readonly bootSeconds?: number;
  readonly diskMib?: number;
  readonly health: "ok" | "never-healthy";
  readonly facts?: Readonly<Record<string, Json>>;
}

export interface PackageContents {
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  readonly source?: string;
}
