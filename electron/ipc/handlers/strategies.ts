import type { StrategyAnswer } from "../../../shared/contract/strategy-answer.ts";
import { fleetId, imageId, type FleetId, type ImageId } from "../../../shared/model/ids.ts";
import type { Handlers } from "../gate.ts";

type Propose = (fleet: FleetId, image: ImageId) => Promise<StrategyAnswer>;

export function strategyHandlers(propose: Propose): Pick<Handlers, "plan:strategies"> {
  return {
    "plan:strategies": (payload) => propose(fleetId(payload.fleetId), imageId(payload.imageId)),
  };
}
