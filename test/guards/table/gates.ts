/** Gates around all of it: what may be asked for at all, and where it may go. */
import { guardsOf } from "../mutation.ts";

export const gateGuards = [
  ...guardsOf(
    "electron/aws/sending/clients.ts",
    ["test/shell/aws/read-only.test.ts"],
    [
      [
        "a read-only connection sends no change",
        "if (connection.readOnly) client.middlewareStack.use(readOnlyGate(connection.name));",
        "",
      ],
    ],
  ),
  ...guardsOf(
    "electron/aws/sending/transport.ts",
    ["test/shell/aws/practice-escape.test.ts"],
    [
      [
        "a practice connection gets no network",
        'if (transport.kind === "network") throw escape(',
        'if (transport.kind !== "practice") return; if (connection.name === "") throw escape(',
      ],
      [
        "a practice connection gets no endpoint",
        "if (connection.endpoint !== null) throw",
        'if (connection.endpoint === "") throw',
      ],
      [
        "a practice connection gets no real credentials",
        "if (connection.profile !== null) throw",
        'if (connection.profile === "") throw',
      ],
      [
        "a practice connection gets the practice handler",
        "if (transport.requestHandler.metadata?.handlerProtocol !== PRACTICE_PROTOCOL) {",
        "if (transport.requestHandler.metadata?.handlerProtocol === '') {",
      ],
      [
        "a connection to AWS never gets the practice handler",
        'if (connection.kind === "aws") throw',
        'if (connection.kind === "aws") return; if (connection.name === "") throw',
      ],
      [
        "what the SDK made of it is the practice handler",
        "if (built.requestHandler !== handler)",
        "if (false)",
      ],
      [
        "what the SDK made of it has an address that can't exist",
        "if (host !== new URL(PRACTICE_ENDPOINT).hostname) throw",
        'if (host === "") throw',
      ],
    ],
  ),
  ...guardsOf(
    "electron/ipc/handlers/operations.ts",
    ["test/shell/ipc"],
    [
      [
        "a start in production asks for the fleet's name, typed",
        "permitted(parts, plan, { reason, changeNumber }); confirmed(parts, plan, confirmation);",
        "permitted(parts, plan, { reason, changeNumber });",
      ],
      [
        "a roll back in production asks for the fleet's name, typed",
        "confirmed(parts, planned.plan, confirmation);",
        "",
      ],
    ],
  ),
  ...guardsOf(
    "electron/ipc/handlers/operations.ts",
    ["test/shell/console/guard-rails.test.ts"],
    [
      [
        "a start is held to the connection's guard rails",
        "permitted(parts, plan, { reason, changeNumber });",
        "",
      ],
    ],
  ),
  ...guardsOf(
    "shared/rules/guard-rails.ts",
    ["test/core/rules/guard-rails.test.ts"],
    [
      ["nothing is started in a freeze", "if (!frozen.ok) return frozen;", ""],
      [
        "a reason is asked for where the guard rails say so",
        'if (asked.reason && said.reason.trim() === "")',
        "if (false)",
      ],
      [
        "a change number is asked for where the guard rails say so",
        'if (asked.changeNumber && (said.changeNumber ?? "").trim() === "")',
        "if (false)",
      ],
    ],
  ),
  ...guardsOf(
    "shared/rules/can.ts",
    ["test/core/rules"],
    [
      [
        "production is what asks for a typed name",
        'return connection.environment === "prod";',
        "return false;",
      ],
    ],
  ),
  ...guardsOf(
    "electron/ipc/gate.ts",
    ["test/shell/ipc/gate.test.ts"],
    [
      [
        "only requests of the contract are answered",
        "if (!isRequestName(name)) return refused",
        "if (name === '') return refused",
      ],
      ["only payloads of the contract are answered", "if (!parsed.success) {", "if (false) {"],
    ],
  ),
  ...guardsOf(
    "electron/journal/lock.ts",
    ["test/shell/journal/journal.test.ts"],
    [
      [
        "one console a journal",
        "throw isBusy(error) ? locked(path, error) : error;",
        "return { release: () => undefined };",
      ],
    ],
  ),
  ...guardsOf(
    "electron/journal/database.ts",
    ["test/shell/journal"],
    [
      [
        "a journal that is damaged is set aside, never read",
        'if (check !== "ok") throw new Damage(String(check));',
        "",
      ],
      [
        "all of a commit is written, or nothing",
        'if (database.isTransaction) database.exec("ROLLBACK");',
        'if (database.isTransaction) database.exec("COMMIT");',
      ],
      [
        "what the journal says is on disk is on disk",
        "PRAGMA synchronous = FULL;",
        "PRAGMA synchronous = OFF;",
      ],
    ],
  ),
];
