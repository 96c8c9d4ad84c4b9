/** Sizes and speeds of volumes by their type, as EBS has them. */
import { PracticeError } from "../../kernel/practice-error.ts";

interface TypeLimits {
  readonly leastGib: number;
  readonly mostGib: number;
  /** Null: the type has no such number. */
  readonly iops: ((sizeGib: number) => number) | null;
  readonly throughput: number | null;
  /** Whether one must say how many operations a second it shall do. */
  readonly needsIops?: boolean;
}

const gp2Iops = (sizeGib: number) => Math.min(16_000, Math.max(100, 3 * sizeGib));

const TYPES: Readonly<Record<string, TypeLimits>> = {
  gp3: { leastGib: 1, mostGib: 65_536, iops: () => 3000, throughput: 125 },
  gp2: { leastGib: 1, mostGib: 16_384, iops: gp2Iops, throughput: null },
  io1: { leastGib: 4, mostGib: 16_384, iops: () => 100, throughput: null, needsIops: true },
  io2: { leastGib: 4, mostGib: 65_536, iops: () => 100, throughput: null, needsIops: true },
  st1: { leastGib: 125, mostGib: 16_384, iops: null, throughput: null },
  sc1: { leastGib: 125, mostGib: 16_384, iops: null, throughput: null },
  standard: { leastGib: 1, mostGib: 1024, iops: null, throughput: null },
};

export interface VolumeShape {
  readonly volumeType: string;
  readonly sizeGib: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
}

/** The same with the numbers that its type has by default; throws if the type can't be so. */
export function completeShape(wish: VolumeShape): VolumeShape {
  const limits = TYPES[wish.volumeType];
  if (!limits) throw refused(`Invalid value '${wish.volumeType}' for parameter VolumeType.`);
  checkSize(wish, limits);
  if (limits.needsIops && wish.iops === undefined) {
    const words = `The parameter iops must be specified for ${wish.volumeType} volumes.`;
    throw new PracticeError("MissingParameter", words);
  }
  if (limits.iops === null && wish.iops !== undefined) throw unsupported("iops", wish.volumeType);
  if (limits.throughput === null && wish.throughput !== undefined)
    throw unsupported("throughput", wish.volumeType);
  return { ...wish, ...speedOf(wish) };
}

/** What a volume does a second, said or by its type; one that came with a server may have been made without. */
export function speedOf({ volumeType, sizeGib, iops, throughput }: VolumeShape) {
  const limits = TYPES[volumeType];
  return {
    iops: iops ?? limits?.iops?.(sizeGib),
    throughput: throughput ?? limits?.throughput ?? undefined,
  };
}

function checkSize({ volumeType, sizeGib }: VolumeShape, { leastGib, mostGib }: TypeLimits): void {
  if (sizeGib < leastGib) {
    throw refused(
      `Volume of ${sizeGib}GiB is too small for volume type ${volumeType}; minimum is ${leastGib}GiB.`,
    );
  }
  if (sizeGib > mostGib) {
    throw refused(
      `Volume of ${sizeGib}GiB is too large for volume type ${volumeType}; maximum is ${mostGib}GiB.`,
    );
  }
}

const refused = (words: string) => new PracticeError("InvalidParameterValue", words);

function unsupported(name: string, volumeType: string): PracticeError {
  const words = `The parameter ${name} is not supported for ${volumeType} volumes.`;
  return new PracticeError("InvalidParameterCombination", words);
}
