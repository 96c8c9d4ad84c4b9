import type { Memory } from "../../../shared/decide/decision.ts";
import type { CallName } from "../../../shared/model/call.ts";
import { operationId, stepId } from "../../../shared/model/ids.ts";
import { NOW_MS } from "../../builders/time.ts";

export const aMemory = (over: Partial<Memory> = {}): Memory => ({
  operationId: operationId("op-1"),
  stepId: stepId("1-step"),
  holder: "ada@console",
  startedAtMs: NOW_MS,
  expected: { medianMs: 1000, worstMs: 60_000 },
  floor: 0,
  clientToken: "t",
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  calls: [],
  outputs: {},
  kept: null,
  ...over,
});

export const asked = (name: CallName, atMs: number, kind: "ok" | "failed" | "unknown" | null) => {
  const outcomes = {
    ok: { kind: "ok", requestId: null, produced: {} },
    failed: { kind: "failed", code: "X", message: "", requestId: null },
    unknown: { kind: "unknown", message: "" },
  } as const;
  return { name, atMs, outcome: kind === null ? null : outcomes[kind] };
};
