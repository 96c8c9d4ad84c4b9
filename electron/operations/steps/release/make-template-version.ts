import {
  decideMakeTemplateVersion,
  type TemplateSeen,
} from "../../../../shared/decide/release/make-template-version.ts";
import type { StepModule } from "../step.ts";

export const makeTemplateVersion: StepModule<"make-template-version", TemplateSeen> = {
  kind: "make-template-version",
  look: async (work, { reader }) => ({ versions: await reader.templateVersions(work.templateId) }),
  decide: decideMakeTemplateVersion,
  onWayOut: false,
  undo: "A version that no group uses changes nothing and costs nothing; it is kept.",
};
