/**
 * The one place that keeps read-only connections from changing anything: SDK middleware, beneath every adapter and
 * before anything is signed or sent. What isn't named as a read is refused, so an API we don't know is refused too.
 */
import type { EC2Client } from "@aws-sdk/client-ec2";
import { BennuError } from "../../../shared/errors.ts";
import { isReading } from "./budgets.ts";

/** The SDK's middleware plug-in; all four clients take the same. */
export type Gate = Parameters<EC2Client["middlewareStack"]["use"]>[0];

export function readOnlyGate(connectionName: string): Gate {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, context) => async (args) => {
          const operation = operationOf(context.commandName);
          if (!isReading(operation)) throw refusal(connectionName, operation);
          return next(args);
        },
        { step: "initialize", priority: "high", name: "bennuReadOnlyGate" },
      ),
  };
}

export const operationOf = (commandName: string | undefined) =>
  (commandName ?? "").replace(/Command$/, "");

const refusal = (connectionName: string, operation: string) =>
  new BennuError({
    code: "read-only",
    message: `The connection "${connectionName}" is read-only, so ${operation} was not sent. Nothing was changed. To change this fleet, add the connection again without read-only.`,
    details: { operation },
  });
