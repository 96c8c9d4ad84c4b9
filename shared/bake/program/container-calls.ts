/** A container image and the systemd unit that runs it. */
import type { ContainerStep } from "../../recipe/recipe-step.ts";
import { call, contentWords } from "./call.ts";
import { needCall } from "./package-calls.ts";
import { fileWords } from "./repository-words.ts";

const packages = {
  docker: { rpm: "docker", deb: "docker.io" },
  podman: { rpm: "podman", deb: "podman" },
} as const;

export function containerCalls(step: ContainerStep): readonly string[] {
  const { engine, format, name, image, unit } = step;
  const content =
    unit?.kind === "file" ? fileWords(unit.file) : contentWords(unit?.text ?? unitOf(step));
  const from = { source: "repository", name: packages[engine][format], version: null } as const;
  return [
    needCall(engine, format, from),
    `${call("bennu_container", engine, name, image)} ${content}`,
  ];
}

/** A unit for a container: made anew at each start, so that nothing is left of the one before. */
export function unitOf(step: ContainerStep): string {
  const program = `/usr/bin/${step.engine}`;
  const flags = [
    ...step.ports.flatMap((port) => ["-p", port]),
    ...step.volumes.flatMap((volume) => ["-v", volume]),
    ...Object.entries(step.environment).flatMap(([key, value]) => ["-e", `${key}=${value}`]),
  ];
  const words = ["run", "--rm", "--name", step.name, ...flags, step.image, ...step.command];
  const needs = step.engine === "docker" ? ["Requires=docker.service", "After=docker.service"] : [];
  return [
    "[Unit]",
    `Description=${unitText(step.image)} in a container`,
    ...needs,
    "Wants=network-online.target",
    "After=network-online.target",
    "[Service]",
    "Restart=always",
    "RestartSec=2",
    `ExecStartPre=-${program} rm -f ${step.name}`,
    `ExecStart=${[program, ...words.map(unitWord)].join(" ")}`,
    `ExecStop=${program} stop ${step.name}`,
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/** systemd has its own quotes, and its own meaning of % and $. */
function unitWord(word: string): string {
  const text = unitText(word).replaceAll("$", "$$$$");
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

const unitText = (text: string) => text.replace(/[\r\n]+/g, " ").replaceAll("%", "%%");
