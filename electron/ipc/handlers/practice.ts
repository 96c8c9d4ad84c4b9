/** What the practice panel asks for: time, faults, interference, regions, lessons. */
import { BennuError } from "../../../shared/errors.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import type { Connections } from "../../connections/connections.ts";
import { practiceId } from "../../connections/practice-connection.ts";
import type { PracticePanel } from "../../connections/practice-panel.ts";
import type { PracticeRegions } from "../../connections/practice-regions.ts";
import type { Inventory } from "../../inventory/inventory.ts";
import type { ControlOrder, ReplyTo } from "../../practice/control/orders.ts";
import { readScenario } from "../../practice/control/scenario-file.ts";
import { readRehearsal } from "../../rehearsal/read-rehearsal.ts";
import { rehearsalId } from "../../connections/rehearsals.ts";
import type { Cloud } from "../../ports.ts";
import type { Handlers } from "../gate.ts";
import { refuseWhileRunning } from "./running-there.ts";

type Own = Pick<
  Handlers,
  | "practice:control"
  | "practice:open"
  | "practice:close"
  | "practice:choices"
  | "practice:spoil"
  | "practice:mend"
  | "practice:interfere"
  | "practice:reveal"
  | "practice:load"
  | "practice:rehearse"
>;

export interface PracticeParts {
  readonly regions: PracticeRegions;
  readonly panel: PracticePanel;
  readonly connections: Connections;
  readonly inventory: Pick<Inventory, "retry" | "clockChanged" | "facts" | "state">;
  cloudOf(id: ConnectionId): Cloud;
  operations(): readonly OperationSummary[];
}

export function practiceHandlers(parts: PracticeParts): Own {
  const { regions, panel, connections } = parts;
  return {
    "practice:control": async ({ connectionId: told, speed, reset, advanceMs }) => {
      const id = told === undefined ? practiceId : connectionId(told);
      if (reset) await beginAnew(parts, id, { kind: "reset", seed: null });
      if (speed !== undefined) await regions.of(id).control(null, { kind: "set-speed", speed });
      if (advanceMs !== undefined)
        await regions.of(id).control(null, { kind: "advance", ms: advanceMs });
      clocksChanged(parts, id);
      void panel.look();
      return { speed: regions.of(id).reading().speed };
    },
    "practice:open": async ({ connectionId: told }) => {
      const id = connectionId(told);
      if (regions.isOpen(id)) return regions.place(id).connection;
      const connection = await regions.open(id);
      await connections.addPractice(connection);
      void panel.look();
      return connection;
    },
    "practice:close": async ({ connectionId: told }) => {
      const id = connectionId(told);
      refuseWhileRunning(parts.operations(), [id], "Wait until they end, then close it.");
      if (id === practiceId)
        throw new BennuError({ code: "refused", message: "The first practice region stays open." });
      connections.removePractice(id);
      await regions.close(id);
      void panel.look();
      return null;
    },
    "practice:choices": ({ connectionId: told }) => orderIn(parts, told, { kind: "choices" }),
    "practice:spoil": ({ connectionId: told, fault }) =>
      orderIn(parts, told, { kind: "spoil", fault }),
    "practice:mend": ({ connectionId: told, faultId }) =>
      orderIn(parts, told, { kind: "mend", faultId }),
    "practice:interfere": async ({ connectionId: told, fleet, hidden }) => {
      const deed = await orderIn(parts, told, { kind: "interfere", fleet, hidden });
      return hidden ? null : deed;
    },
    "practice:reveal": async ({ connectionId: told }) => ({
      deeds: await orderIn(parts, told, { kind: "reveal" }),
    }),
    "practice:load": async ({ connectionId: told, name, text }) => {
      const id = homeOnly(parts, connectionId(told));
      await beginAnew(parts, id, { kind: "load", name, file: scenarioIn(text, name) });
      return null;
    },
    "practice:rehearse": ({ connectionId: told }) => rehearse(parts, connectionId(told)),
  };
}

/** Of the inventory as it is now; nothing of the real connection is changed, and no user data leaves it. */
async function rehearse(parts: PracticeParts, id: ConnectionId) {
  const { regions, connections, inventory, panel } = parts;
  const source = connections.get(id);
  if ((inventory.state(id)?.lastSyncAtMs ?? null) === null) throw notRead(source.name);
  const copy = rehearsalId(id);
  refuseWhileRunning(parts.operations(), [copy], "Wait until they end, or stop them.");
  const { reader, clock } = parts.cloudOf(id);
  const { region } = source;
  const facts = inventory.facts(id);
  const rehearsal = await readRehearsal({ facts, region, nowMs: clock.now(), reader });
  if (regions.isOpen(copy)) connections.removePractice(copy);
  const connection = await regions.rehearse(source, rehearsal);
  await connections.addPractice(connection);
  void panel.look();
  const { leftOut, assumed } = rehearsal;
  return { connection, leftOut, assumed };
}

function notRead(name: string): BennuError {
  const message = `${name} has not been read yet. Nothing was changed. Wait for its first reading, then rehearse.`;
  return new BennuError({ code: "refused", message });
}

function scenarioIn(text: string, name: string) {
  try {
    return readScenario(text, name);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new BennuError({ code: "invalid-input", message });
  }
}

/** In the region that a connection names; the panel shows at once what came of it. */
export async function orderIn<Order extends ControlOrder>(
  { regions, panel }: Pick<PracticeParts, "regions" | "panel">,
  told: string,
  order: Order,
): Promise<ReplyTo<Order>> {
  const id = connectionId(told);
  const reply = await regions.of(id).control(regions.place(id).connection.region, order);
  void panel.look();
  return reply;
}

/** Another world takes the place of this one, and of those that share its cloud. */
export async function beginAnew<Order extends ControlOrder>(
  parts: PracticeParts,
  id: ConnectionId,
  order: Order,
): Promise<ReplyTo<Order>> {
  const { regions, inventory } = parts;
  const all = regions.beside(id);
  refuseWhileRunning(
    parts.operations(),
    all,
    "Wait until they end, or stop them, then begin anew.",
  );
  const reply = await regions.of(id).control(null, order);
  for (const each of all) await inventory.retry(each);
  clocksChanged(parts, id);
  void parts.panel.look();
  return reply;
}

function clocksChanged({ regions, inventory }: PracticeParts, id: ConnectionId): void {
  for (const each of regions.beside(id)) inventory.clockChanged(each);
}

/** A world is put in the place of a cloud's home alone. */
export function homeOnly({ regions }: Pick<PracticeParts, "regions">, id: ConnectionId) {
  if (regions.place(id).isHome) return id;
  const { name } = regions.place(id).connection;
  const message = `${name} is a second region of the practice cloud. Choose the first one for this.`;
  throw new BennuError({ code: "refused", message });
}
