/** Steps that touch an image and no server. */
import type { ImageFact } from "../../model/facts.ts";
import type { FleetPolicy } from "../../rules/fleet-policy.ts";
import type { StepDraft } from "../assemble-plan.ts";

export function tagImageStep(
  policy: FleetPolicy,
  image: ImageFact,
  about: Pick<StepDraft, "title" | "detail" | "phase" | "undo"> & {
    readonly tags: Readonly<Record<string, string>>;
  },
): StepDraft {
  const { tags, ...words } = about;
  return {
    ...words,
    work: { kind: "tag-image", imageId: image.id, tags },
    calls: Object.entries(tags).map(([key, value]) => ({
      call: "CreateTags",
      target: image.id,
      before: image.tags[key] === undefined ? `${key} not set` : `${key} = ${image.tags[key]}`,
      after: `${key} = ${value}`,
    })),
    guards: [],
    gate: "The tag is read back",
    expected: policy.call,
    skippable: false,
  };
}

export function protectImageStep(
  policy: FleetPolicy,
  image: ImageFact,
  about: Pick<StepDraft, "title" | "detail" | "phase"> & { readonly isProtected: boolean },
): StepDraft {
  const { isProtected, ...words } = about;
  const [off, on] = ["anyone may deregister it", "protected from deregistration"];
  return {
    ...words,
    work: { kind: "protect-image", imageId: image.id, isProtected },
    calls: [
      {
        call: isProtected
          ? "EnableImageDeregistrationProtection"
          : "DisableImageDeregistrationProtection",
        target: image.id,
        before: isProtected ? off : on,
        after: isProtected ? on : off,
      },
    ],
    guards: isProtected ? [] : ["only what Bennu protected itself, by its tag on the image"],
    gate: "AWS lists it so",
    undo: isProtected
      ? "It ends when no generation that needs the image is promised any more, or by hand in AWS."
      : "Protect it again.",
    expected: policy.call,
    skippable: false,
  };
}

export function disableImageStep(
  policy: FleetPolicy,
  { id, name, state }: ImageFact,
  { isDisabled }: { readonly isDisabled: boolean },
): StepDraft {
  return {
    title: isDisabled ? `Have AWS refuse ${name}` : `Have AWS allow ${name} again`,
    detail: isDisabled ? "AWS's own DisableImage" : "AWS's own EnableImage",
    phase: "At AWS",
    work: { kind: "disable-image", imageId: id, isDisabled },
    calls: [
      {
        call: isDisabled ? "DisableImage" : "EnableImage",
        target: id,
        before: state,
        after: isDisabled ? "disabled" : "available",
      },
    ],
    guards: [],
    gate: "AWS lists it so",
    undo: isDisabled
      ? "Enable it again; whom it was shared with must be given it anew."
      : "Disable it again.",
    expected: policy.call,
    skippable: false,
  };
}
