/** Systems Manager as a part of the world. */
import type { World } from "../kernel/world.ts";
import { AGENT_AFTER_MS } from "./agents.ts";
import {
  cancelled,
  deliver,
  delivery,
  deliveryExpires,
  expireDelivery,
  findInvocation,
  finishCancel,
  forgetCommand,
  sendMore,
} from "./commands.ts";
import { endRun, expireRun, runEnds, runExpires } from "./invocations.ts";
import { finishImageParameter, imageValidated } from "./put-parameter.ts";
import { commandsFor, takeCommandsFor } from "./waiting-servers.ts";

export function ssmPart(world: World): void {
  world.on(imageValidated, finishImageParameter);
  world.on(delivery, deliver);
  world.on(deliveryExpires, expireDelivery);
  world.on(cancelled, finishCancel);
  world.on(forgetCommand, (_, { command }) => void world.state.commands.delete(command));
  registerRuns(world);
  deliverWhenBack(world);
}

function registerRuns(world: World): void {
  world.on(runEnds, (_, of) => {
    const found = findInvocation(world, of);
    if (!found) return;
    endRun(world, found.command, found.invocation);
    sendMore(world, found.command);
  });
  world.on(runExpires, (_, of) => {
    const found = findInvocation(world, of);
    if (!found) return;
    expireRun(world, found.invocation);
    sendMore(world, found.command);
  });
}

/** What waits for a server is tried again once its agent must be up. */
function deliverWhenBack(world: World): void {
  world.onInstanceState((_, { instanceId, to }) => {
    if (to !== "running" || commandsFor(world, instanceId).length === 0) return;
    for (const command of takeCommandsFor(world, instanceId))
      world.after(delivery, AGENT_AFTER_MS + 1_000, { command, instance: instanceId });
  });
}
