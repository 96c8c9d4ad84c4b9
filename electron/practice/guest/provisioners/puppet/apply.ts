/** The types of Puppet's resources that a practice server knows, each by what it wants of the server. */
import type { Machine } from "../../machine/machine.ts";
import {
  ensureAbsent,
  ensureDirectory,
  ensureFile,
  ensurePackages,
  ensureService,
  ensureUser,
} from "../resources.ts";
import type { Outcome } from "../resources.ts";
import { runScript } from "../../shell/run-shell.ts";
import type { CatalogEntry } from "./catalog.ts";

type Apply = (machine: Machine, entry: CatalogEntry, isNotified: boolean) => Outcome;

const kept: Outcome = { changed: false, failure: null };

const types: Readonly<Record<string, Apply>> = {
  package: packageOutcome,
  file: fileOutcome,
  service: serviceOutcome,
  user: (machine, { title, attributes }) =>
    ensureUser(machine, title, attributes.get("ensure") !== "absent"),
  exec: (machine, { title, attributes }) => executed(machine, attributes.get("command") ?? title),
  cron: cronOutcome,
  notify: (machine, { title, attributes }) => {
    machine.log(`Notice: ${attributes.get("message") ?? title}`);
    return kept;
  },
};

/** `isNotified`: something that it is to be started anew for was changed. */
export const applied: Apply = (machine, entry, isNotified) =>
  types[entry.type]?.(machine, entry, isNotified) ?? kept;

function packageOutcome(machine: Machine, { title, attributes }: CatalogEntry): Outcome {
  const ensure = attributes.get("ensure") ?? "present";
  const name = attributes.get("name") ?? title;
  const wanted = /^\d/.test(ensure) ? `${name}-${ensure}` : name;
  const outcome = ensurePackages(machine, [wanted], stateOf(ensure));
  if (outcome.failure === null) return outcome;
  const command =
    machine.format === "rpm"
      ? `'/usr/bin/dnf -d 0 -e 1 -y install ${wanted}' returned 1`
      : `'/usr/bin/apt-get -q -y install ${wanted}' returned 100`;
  const failure = `change from 'purged' to 'present' failed: Execution of ${command}: ${outcome.failure}`;
  return { changed: false, failure };
}

function stateOf(ensure: string): "present" | "latest" | "absent" {
  if (ensure === "absent" || ensure === "purged") return "absent";
  return ensure === "latest" ? "latest" : "present";
}

function fileOutcome(machine: Machine, { title, attributes }: CatalogEntry): Outcome {
  const path = attributes.get("path") ?? title;
  const ensure = attributes.get("ensure");
  if (ensure === "absent") return ensureAbsent(machine, path);
  if (ensure === "directory") return ensureDirectory(machine, path);
  const [owner, group] = [attributes.get("owner"), attributes.get("group")];
  const content = attributes.get("content");
  return ensureFile(machine, path, {
    ...(content === undefined ? {} : { text: content }),
    mode: attributes.get("mode"),
    owner: owner === undefined ? undefined : `${owner}:${group ?? owner}`,
  });
}

function serviceOutcome(
  machine: Machine,
  { title, attributes }: CatalogEntry,
  isNotified: boolean,
): Outcome {
  const enable = attributes.get("enable");
  const running = isNotified ? "restarted" : runningOf(attributes.get("ensure"));
  const enabled = enable === undefined ? undefined : enable === "true";
  return ensureService(machine, attributes.get("name") ?? title, { running, enabled });
}

function runningOf(ensure: string | undefined): "started" | "stopped" | undefined {
  if (ensure === "running" || ensure === "true") return "started";
  return ensure === "stopped" || ensure === "false" ? "stopped" : undefined;
}

function cronOutcome(machine: Machine, { attributes }: CatalogEntry): Outcome {
  const when = ["minute", "hour", "monthday", "month", "weekday"].map(
    (part) => attributes.get(part) ?? "*",
  );
  const text = `${when.join(" ")} ${attributes.get("command") ?? ""}\n`;
  return ensureFile(machine, `/var/spool/cron/${attributes.get("user") ?? "root"}`, { text });
}

function executed(machine: Machine, command: string): Outcome {
  const environment = new Map([...machine.variables, ...machine.secrets]);
  const { code } = machine.quietly(() => runScript(machine, command, environment));
  if (code === 0) return { changed: true, failure: null };
  const failure = `change from 'notrun' to ['0'] failed: '${command}' returned ${String(code)} instead of one of [0]`;
  return { changed: false, failure };
}
