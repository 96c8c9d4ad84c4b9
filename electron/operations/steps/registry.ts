/** Every step kind, by name. The compiler demands that each kind of the model is here. */
import type { StepKind } from "../../../shared/model/step-work.ts";
import { awaitBuilder } from "./bake/await-builder.ts";
import { copyImage, removeCopy, shareImage } from "./images/copies.ts";
import { keepManifest } from "./bake/keep-manifest.ts";
import { putObject, removeObject } from "./bake/objects.ts";
import { endLeft, removeLeft } from "./images/sweeps.ts";
import { takeTurn } from "./bake/take-turn.ts";
import { carryExtras } from "./clone/carry-extras.ts";
import { claim } from "./release/claim.ts";
import { clearLeftover } from "./put-back/clear-leftover.ts";
import { compareClone } from "./clone/compare-clone.ts";
import { createGroup } from "./generation/create-group.ts";
import { disableImage } from "./images/disable-image.ts";
import { endBuilder } from "./bake/end-builder.ts";
import { endRefresh } from "./refresh/end-refresh.ts";
import { gate } from "./release/gate.ts";
import { awaitInspection } from "./inspect/await-inspection.ts";
import { deprecateImage } from "./retention/deprecate-image.ts";
import { retireImage } from "./retention/retire-image.ts";
import { keepWarm } from "./generation/keep-warm.ts";
import { giveBack } from "./in-place/give-back.ts";
import { growAndShed } from "./in-place/grow-and-shed.ts";
import { hold } from "./in-place/hold.ts";
import { swapRoots } from "./in-place/swap-roots.ts";
import { makeImage } from "./bake/make-image.ts";
import { makeTemplateVersion } from "./release/make-template-version.ts";
import { markVerified } from "./bake/mark-verified.ts";
import { pin } from "./generation/pin.ts";
import { preflight } from "./release/preflight.ts";
import { protectImage } from "./images/protect-image.ts";
import { refresh } from "./refresh/refresh.ts";
import { raise } from "./generation/raise.ts";
import { release } from "./release/release.ts";
import { removeGroup } from "./generation/remove-group.ts";
import { runBuilder } from "./bake/run-builder.ts";
import { runChildren } from "./campaign/run-children.ts";
import { settle } from "./generation/settle.ts";
import { shiftAway } from "./generation/shift-away.ts";
import { soak } from "./generation/soak.ts";
import type { StepModule } from "./step.ts";
import { tagImage } from "./images/tag-image.ts";
import { weigh } from "./generation/weigh.ts";
import { turnRefresh } from "./refresh/turn-refresh.ts";
import { wake } from "./generation/wake.ts";

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
