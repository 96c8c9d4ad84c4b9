/** Steps that set what AWS itself keeps of an image: protection, its own switch, its deprecation. */
import { seconds, step, type Unnumbered } from "../bake/plan/step-parts.ts";
import type { ImageFact } from "../model/facts.ts";
import type { ImageSwitches } from "../model/retention.ts";

/** Only what differs from what is. Protection last when all is switched at once: a disabled image keeps it. */
export function switchSteps(image: ImageFact, wanted: ImageSwitches): readonly Unnumbered[] {
  const { isProtected, isDisabled, deprecateAtMs } = wanted;
  return [
    ...(isDisabled === undefined || isDisabled === (image.state === "disabled")
      ? []
      : [disableStep(image, isDisabled)]),
    ...(deprecateAtMs === undefined || sameMinute(deprecateAtMs, image.deprecatedAtMs)
      ? []
      : [deprecateStep(image, deprecateAtMs)]),
    ...(isProtected === undefined || isProtected === image.deregistrationProtected
      ? []
      : [protectStep(image, isProtected)]),
  ];
}

const MINUTE_MS = 60_000;

/** AWS rounds to the minute. */
export const sameMinute = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) < MINUTE_MS;

function disableStep({ id, name, state }: ImageFact, isDisabled: boolean): Unnumbered {
  return step({
    title: isDisabled ? `Disable ${name}` : `Enable ${name} again`,
    detail: isDisabled
      ? "AWS starts nothing from it; groups that use it can't grow"
      : "Servers can be started from it",
    phase: "Set",
    work: { kind: "disable-image", imageId: id, isDisabled },
    calls: [
      {
        call: isDisabled ? "DisableImage" : "EnableImage",
        target: id,
        before: state,
        after: isDisabled ? "disabled" : "available",
      },
    ],
    gate: "AWS lists it so",
    undo: isDisabled
      ? "Enable it again; whom it was shared with must be given it anew."
      : "Disable it again.",
    expected: seconds(3, 90),
  });
}

function deprecateStep({ id, name, deprecatedAtMs }: ImageFact, atMs: number | null): Unnumbered {
  const words = (ms: number | null) =>
    ms === null ? "not deprecated" : `deprecated ${new Date(ms).toISOString().slice(0, 16)}Z`;
  return step({
    title: atMs === null ? `No longer deprecate ${name}` : `Deprecate ${name}`,
    detail:
      atMs === null
        ? "Others find it in lists again"
        : "Others no longer find it in lists from then on; it still starts servers",
    phase: "Set",
    work: { kind: "deprecate-image", imageId: id, atMs },
    calls: [
      {
        call: atMs === null ? "DisableImageDeprecation" : "EnableImageDeprecation",
        target: id,
        before: words(deprecatedAtMs),
        after: words(atMs),
      },
    ],
    gate: "AWS lists it so",
    undo: atMs === null ? "Deprecate it again." : "Its deprecation can be taken off at any time.",
    expected: seconds(3, 90),
  });
}

function protectStep({ id, name }: ImageFact, isProtected: boolean): Unnumbered {
  const [off, on] = ["anyone may deregister it", "protected from deregistration"];
  return step({
    title: isProtected ? `Protect ${name}` : `No longer protect ${name}`,
    detail: isProtected ? "AWS refuses to deregister it" : "Whoever may, can deregister it",
    phase: "Set",
    work: { kind: "protect-image", imageId: id, isProtected },
    calls: [
      {
        call: isProtected
          ? "EnableImageDeregistrationProtection"
          : "DisableImageDeregistrationProtection",
        target: id,
        before: isProtected ? off : on,
        after: isProtected ? on : off,
      },
    ],
    gate: "AWS lists it so",
    undo: isProtected ? "Take the protection off." : "Protect it again.",
    expected: seconds(3, 90),
  });
}
