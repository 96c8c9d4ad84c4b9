/** Every step kind, by name. The compiler demands that each kind of the model is here. */
import type { StepKind } from "../../../shared/model/step-work.ts";
import { awaitBuilder } from "./await-builder.ts";
import { copyImage, removeCopy, shareImage } from "./bake/copies.ts";
import { keepManifest } from "./bake/keep-manifest.ts";
import { putObject, removeObject } from "./bake/objects.ts";
import { endLeft, removeLeft } from "./bake/sweeps.ts";
import { takeTurn } from "./bake/take-turn.ts";
import { carryExtras } from "./carry-extras.ts";
import { claim } from "./claim.ts";
import { clearLeftover } from "./clear-leftover.ts";
import { compareClone } from "./compare-clone.ts";
import { createGroup } from "./create-group.ts";
import { disableImage } from "./disable-image.ts";
import { endBuilder } from "./end-builder.ts";
import { endRefresh } from "./end-refresh.ts";
import { gate } from "./gate.ts";
import { awaitInspection } from "./inspect/await-inspection.ts";
import { deprecateImage } from "./retention/deprecate-image.ts";
import { retireImage } from "./retention/retire-image.ts";
import { keepWarm } from "./keep-warm.ts";
import { giveBack } from "./in-place/give-back.ts";
import { growAndShed } from "./in-place/grow-and-shed.ts";
import { hold } from "./in-place/hold.ts";
import { swapRoots } from "./in-place/swap-roots.ts";
import { makeImage } from "./make-image.ts";
import { makeTemplateVersion } from "./make-template-version.ts";
import { markVerified } from "./mark-verified.ts";
import { pin } from "./pin.ts";
import { preflight } from "./preflight.ts";
import { protectImage } from "./protect-image.ts";
import { refresh } from "./refresh.ts";
import { raise } from "./raise.ts";
import { release } from "./release.ts";
import { removeGroup } from "./remove-group.ts";
import { runBuilder } from "./run-builder.ts";
import { runChildren } from "./run-children.ts";
import { settle } from "./settle.ts";
import { shiftAway } from "./shift-away.ts";
import { soak } from "./soak.ts";
import type { StepModule } from "./step.ts";
import { tagImage } from "./tag-image.ts";
import { weigh } from "./weigh.ts";
import { turnRefresh } from "./turn-refresh.ts";
import { wake } from "./wake.ts";

export type StepRegistry = { readonly [K in StepKind]: StepModule<K> };

export const steps: StepRegistry = {
  preflight,
  claim,
  "make-template-version": makeTemplateVersion,
  "create-group": createGroup,
  raise,
  soak,
  gate,
  wake,
  "shift-away": shiftAway,
  settle,
  pin,
  weigh,
  "keep-warm": keepWarm,
  "remove-group": removeGroup,
  hold,
  "grow-and-shed": growAndShed,
  "swap-roots": swapRoots,
  "give-back": giveBack,
  refresh,
  "turn-refresh": turnRefresh,
  "end-refresh": endRefresh,
  release,
  "carry-extras": carryExtras,
  "compare-clone": compareClone,
  "take-turn": takeTurn,
  "put-object": putObject,
  "remove-object": removeObject,
  "run-builder": runBuilder,
  "await-builder": awaitBuilder,
  "await-inspection": awaitInspection,
  "retire-image": retireImage,
  "deprecate-image": deprecateImage,
  "make-image": makeImage,
  "end-builder": endBuilder,
  "mark-verified": markVerified,
  "keep-manifest": keepManifest,
  "copy-image": copyImage,
  "share-image": shareImage,
  "remove-copy": removeCopy,
  "end-left": endLeft,
  "remove-left": removeLeft,
  "clear-leftover": clearLeftover,
  "tag-image": tagImage,
  "protect-image": protectImage,
  "disable-image": disableImage,
  "run-children": runChildren,
};
