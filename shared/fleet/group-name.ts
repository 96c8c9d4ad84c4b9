/**
 * Names of groups by the rules of Frigga, as Asgard, Spinnaker and Bennu write them: `app-stack-detail-v042`,
 * where all but app may be missing, and the sequence has three to six digits. Any other name is its own base.
 */
export interface ParsedGroupName {
  /** The name without its sequence: the fleet's name. */
  readonly base: string;
  readonly app: string;
  readonly stack: string | null;
  readonly detail: string | null;
  readonly sequence: number | null;
}

const sequenced = /^(.+)-v(\d{3,6})$/;
/** What AWS allows for the name of a group. */
export const maxGroupNameLength = 255;

export function parseGroupName(name: string): ParsedGroupName {
  const match = sequenced.exec(name);
  const base = match?.[1] ?? name;
  const [app = base, stack = null, ...detail] = base.split("-");
  return {
    base,
    app,
    stack: stack === "" ? null : stack,
    detail: detail.length === 0 ? null : detail.join("-"),
    sequence: match?.[2] === undefined ? null : Number(match[2]),
  };
}

export function formatGroupName(base: string, sequence: number): string {
  return `${base}-v${String(sequence).padStart(3, "0")}`;
}

/** `v42` for people. */
export function sequenceLabel(sequence: number): string {
  return `v${String(sequence)}`;
}

/**
 * One above every sequence that this base ever had, so that no name is used twice.
 * `namesInUse`: group names and descriptions of template versions, which keep the name of a group that is gone.
 */
export function nextSequence(base: string, namesInUse: Iterable<string>): number {
  let highest = 0;
  for (const name of namesInUse) {
    const parsed = parseGroupName(name.trim());
    if (parsed.base === base) highest = Math.max(highest, parsed.sequence ?? 0);
  }
  return highest + 1;
}
