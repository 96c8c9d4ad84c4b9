/** What a call must be allowed to do: each action on each resource that it touches, with what policies may ask. */
import type { ContextFacts } from "../../world/iam/request-context.ts";
import { prefixed } from "../../world/iam/permissions.ts";
import type { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";

export interface Wanted {
  readonly action: string;
  readonly resource: string;
  readonly facts: ContextFacts;
  /** What the refusal says where AWS doesn't tell the action itself. */
  readonly refusal?: PracticeError;
}

export type Input = Readonly<Record<string, unknown>>;
export type NeedsOf = (action: string, input: Input, world: World) => readonly Wanted[];

export const onAnything = (action: string, facts: ContextFacts = {}): Wanted => ({
  action,
  resource: "*",
  facts,
});

export const textIn = (input: Input, name: string): string | null => {
  const value = input[name];
  return typeof value === "string" && value !== "" ? value : null;
};

export const textsIn = (input: Input, name: string): readonly string[] => {
  const value = input[name];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
};

export const objectsIn = (input: Input, name: string): readonly Input[] => {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly Input[]) : [];
};

export const objectIn = (input: Input, name: string): Input => {
  const value = input[name];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Input)
    : {};
};

export const tagsIn = (input: Input, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    objectsIn(input, name).map((tag) => [textIn(tag, "Key") ?? "", textIn(tag, "Value") ?? ""]),
  );

export const requestTags = (tags: Readonly<Record<string, string>>): ContextFacts => ({
  ...prefixed("aws:RequestTag/", tags),
  "aws:TagKeys": Object.keys(tags).length > 0 ? Object.keys(tags) : undefined,
});

/** AWS's own key and the service's older one. */
export const resourceTags = (
  service: string,
  tags: Readonly<Record<string, string>>,
): ContextFacts => ({
  ...prefixed("aws:ResourceTag/", tags),
  ...prefixed(`${service}:ResourceTag/`, tags),
});
