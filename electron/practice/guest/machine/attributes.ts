/** Modes and owners of a practice server's files, as they are asked for, kept and compared. */
export interface Attributes {
  /** Four digits. */
  readonly mode: string;
  /** user:group */
  readonly owner: string;
}

/** What a step or a test asks for; undefined: nothing. */
export interface AttributesWish {
  readonly mode?: string | undefined;
  readonly owner?: string | undefined;
}

export const ordinary: Attributes = { mode: "0644", owner: "root:root" };

const fourDigits = (mode: string) => mode.replace(/^0?o/, "").padStart(4, "0");

export function fits(has: Attributes, { mode, owner }: AttributesWish): boolean {
  return (mode === undefined || has.mode === fourDigits(mode)) && isOwner(has.owner, owner);
}

/** `user` alone asks for no group. */
const isOwner = (has: string, wanted: string | undefined) =>
  wanted === undefined || has === wanted || (!wanted.includes(":") && has.split(":")[0] === wanted);

export function changedBy(has: Attributes, { mode, owner }: AttributesWish): Attributes {
  const [user = "root", group] = (owner ?? has.owner).split(":");
  return {
    mode: mode === undefined ? has.mode : fourDigits(mode),
    owner: `${user}:${group ?? user}`,
  };
}

/** As an image keeps them, by path: `0644 root:root`. */
export function attributesIn(kept: unknown): Map<string, Attributes> {
  if (kept === null || typeof kept !== "object") return new Map();
  return new Map(
    Object.entries(kept).map(([path, words]) => {
      const [mode = ordinary.mode, owner = ordinary.owner] = String(words).split(" ");
      return [path, { mode, owner }];
    }),
  );
}
