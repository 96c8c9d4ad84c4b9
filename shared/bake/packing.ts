/** gzip and SHA-256, which this layer doesn't have itself: given from outside (electron/bake/packer.ts). */
export interface Packed {
  readonly base64: string;
  readonly bytes: number;
  /** Of the packed bytes, lower-case hex. */
  readonly sha256: string;
}

export interface Packer {
  /** The same text gives the same bytes. */
  readonly gzip: (text: string) => Packed;
  readonly gunzip: Gunzip;
}

/** Base64 of either alphabet. Null: not gzip, damaged, or larger than `limitBytes` unpacked. Never throws. */
export type Gunzip = (base64: string, limitBytes: number) => string | null;
