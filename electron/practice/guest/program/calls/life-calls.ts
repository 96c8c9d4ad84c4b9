/** Beginning, steps, restart, what an image keeps, the manifest, the end. */
import { contentOf } from "../program.ts";
import { contentsOfMachine, manifestFrames } from "../../manifest/manifest.ts";
import type { Run } from "./progress.ts";

export const lifeCalls: Readonly<Record<string, Run>> = {
  bennu_begin: (machine, [steps, minutes, what], progress) => {
    progress.steps = steps ?? "0";
    machine.limitMs = machine.offsetMs + Number(minutes) * 60_000;
    machine.emit("begin", what ?? "");
    return null;
  },
  bennu_step: (machine, [title], progress) => {
    progress.title = title ?? "";
    progress.step++;
    machine.emit("step", `${String(progress.step)}/${progress.steps} ${progress.title}`);
    return null;
  },
  bennu_reboot: (machine, _words, progress) => {
    machine.log("restarting");
    machine.restart(progress.bootSeconds);
    machine.log(`up again, kernel ${machine.context.contents.kernel}`);
    return null;
  },
  bennu_keep: (machine, [kind, text, name, ...watch]) => {
    machine.recipe = { name: name ?? "", text: contentOf(kind, text) };
    machine.watch = watch;
    machine.write("/etc/bennu/recipe.yaml", machine.recipe.text);
    return null;
  },
  bennu_manifest: (machine, watch, progress) => {
    machine.watch ??= watch;
    const moment = {
      atMs: machine.context.bootedAtMs + machine.offsetMs,
      bootSeconds: progress.bootSeconds,
    };
    machine.spend(900, 2_500);
    for (const frame of manifestFrames(contentsOfMachine(machine), moment))
      machine.emitPacked(frame);
    return null;
  },
  bennu_end: () => ({ ok: true, reason: "" }),
};
