/** Users, files, scripts, services and containers. */
import { systemctl } from "../../shell/commands.ts";
import type { Machine } from "../../machine/machine.ts";
import { contentOf } from "../program.ts";
import { runScript } from "../../shell/run-shell.ts";
import { endOf, failure } from "./progress.ts";
import type { Ending, Progress, Run } from "./progress.ts";

export const stepCalls: Readonly<Record<string, Run>> = {
  bennu_user: (machine, [name]) => {
    machine.spend(100, 400);
    machine.users.add(name ?? "");
    return null;
  },
  bennu_file: (machine, [path = "", mode, owner, kind, text], progress) => {
    machine.spend(20, 60);
    const user = owner?.split(":")[0] ?? "root";
    if (!machine.users.has(user) && user !== "root")
      return failure(progress, `could not write ${path}: chown: invalid user: '${owner ?? ""}'`);
    machine.write(path, contentOf(kind, text));
    machine.setAttributes(path, { mode, owner });
    machine.log(`wrote ${path}`);
    return null;
  },
  bennu_shell: (machine, [kind, script], progress) => {
    const environment = new Map([...machine.variables, ...machine.secrets]);
    const { code, lines } = runScript(machine, contentOf(kind, script), environment);
    for (const line of lines) machine.log(line);
    return endOf(progress, "sh", {
      ...{ code, isLastLine: true },
      cause: machine.masked(lines.at(-1) ?? ""),
    });
  },
  bennu_service: (machine, [unit = ""], progress) => started(machine, unit, progress),
  bennu_container: (machine, [engine = "", name = "", image = "", kind, unit], progress) => {
    if (engine === "docker" && !machine.units.active.has("docker")) {
      const ending = started(machine, "docker", progress);
      if (ending) return ending;
    }
    return container(machine, { engine, name, image, unit: contentOf(kind, unit) }, progress);
  },
};

function started(machine: Machine, unit: string, progress: Progress): Ending | null {
  const { code, out } = systemctl(machine, ["enable", "--now", unit]);
  machine.log(out);
  return endOf(progress, "systemctl", { code, cause: out });
}

interface Container {
  readonly engine: string;
  readonly name: string;
  readonly image: string;
  readonly unit: string;
}

function container(machine: Machine, wanted: Container, progress: Progress): Ending | null {
  const { engine, name, image, unit } = wanted;
  const refusal = pull(machine, image);
  if (refusal !== null) return endOf(progress, engine, { code: 1, cause: refusal });
  const tag = /[:@]([^/:@]+)$/.exec(image)?.[1] ?? "latest";
  machine.packages.set(name, { name, version: tag, arch: "-", source: "container" });
  machine.write(`/etc/systemd/system/${name}.service`, unit);
  machine.diskMib += 210;
  const ports = [...unit.matchAll(/-p[ =](\d+):\d+/g)].map((match) => Number(match[1]));
  const ending = started(machine, name, progress);
  machine.units.ports.set(name, ports);
  return ending;
}

/** Registries have what is well named. `…/no-such…` and tags named `missing` are what nobody has pushed. */
function pull(machine: Machine, image: string): string | null {
  const [, repository = image, tag = "latest"] = /^(.+?)(?::([^/:]+))?$/.exec(image) ?? [];
  machine.log(`${tag}: Pulling from ${repository.replace(/^[^/]+\.[^/]+\//, "")}`);
  machine.spend(8_000, 30_000);
  if (/no-such|missing|does-not-exist/.test(image)) {
    const refusal = `Error response from daemon: manifest for ${image} not found: manifest unknown: manifest unknown`;
    machine.log(refusal);
    return refusal;
  }
  machine.log(`Status: Downloaded newer image for ${image}`);
  return null;
}
