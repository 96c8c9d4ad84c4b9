/** The commands that a practice server knows. Any other one is noted as simulated, and succeeds. */
import type { Machine } from "../machine/machine.ts";
import { install, remove } from "../packages/packages.ts";

export interface CommandResult {
  readonly code: number;
  readonly out: string;
}
type Command = (machine: Machine, words: readonly string[], input: string) => CommandResult;

const ok = (out = ""): CommandResult => ({ code: 0, out });
const fail = (out = "", code = 1): CommandResult => ({ code, out });
const holds = (yes: boolean) => (yes ? ok() : fail());
const operands = (words: readonly string[]) => words.filter((word) => !word.startsWith("-"));

const commands: Readonly<Record<string, Command>> = {
  true: () => ok(),
  ":": () => ok(),
  set: () => ok(),
  export: () => ok(),
  cd: () => ok(),
  sync: () => ok(),
  false: () => fail(),
  exit: (_, [code]) => ({ code: Number(code ?? 0) || 0, out: "" }),
  echo: (_, words) => ok(words.filter((word, index) => index > 0 || word !== "-n").join(" ")),
  printf: (_, [format, ...words]) =>
    ok((format ?? "").replaceAll("\\n", "\n").replace(/%s/g, () => String(words.shift() ?? ""))),
  test: (machine, words) => holds(condition(machine, words)),
  "[": (machine, words) => holds(condition(machine, words.slice(0, -1))),
  sleep: (machine, [seconds]) => {
    machine.spend(Math.min(7200, Number.parseFloat(seconds ?? "0") || 0) * 1000);
    return ok();
  },
  mkdir: (machine, words) => {
    for (const path of operands(words)) machine.directories.add(path);
    return ok();
  },
  touch: (machine, words) => {
    for (const path of operands(words)) if (!machine.files.has(path)) machine.write(path, "");
    return ok();
  },
  rm: (machine, words) => {
    for (const path of operands(words)) machine.removePath(path);
    return ok();
  },
  chmod: (machine, words) => attribute(machine, words, "chmod"),
  chown: (machine, words) => attribute(machine, words, "chown"),
  cat: (machine, [path], input) =>
    path === undefined ? ok(input) : readFile(machine, path, "cat"),
  tee: (machine, words, input) => {
    for (const path of operands(words)) machine.write(path, `${input}\n`);
    return ok(input);
  },
  grep,
  curl,
  wget: curl,
  id: (machine, words) => {
    const name = operands(words)[0] ?? "root";
    return machine.users.has(name) ? ok(`uid=990(${name})`) : fail(`id: '${name}': no such user`);
  },
  useradd: (machine, words) => addUser(machine, words.at(-1) ?? ""),
  userdel: (machine, words) => holds(machine.users.delete(words.at(-1) ?? "")),
  systemctl,
  rpm: (machine, words) => queryPackage(machine, operands(words).at(-1)),
  "dpkg-query": (machine, words) => queryPackage(machine, operands(words).at(-1)),
  dnf: packageManager("rpm"),
  yum: packageManager("rpm"),
  "apt-get": packageManager("deb"),
  ss: (machine) =>
    ok(
      machine.units
        .listening()
        .map((port) => `tcp LISTEN 0 511 0.0.0.0:${String(port)} 0.0.0.0:*`)
        .join("\n"),
    ),
  uname: (machine) => ok(machine.context.contents.kernel),
};

/** Other names of what packages bring. */
const programs: Readonly<Record<string, string>> = {
  node: "nodejs",
  java: "java-21-amazon-corretto-headless",
  python3: "python3",
};

export function runCommand(
  machine: Machine,
  words: readonly string[],
  input: string,
): CommandResult {
  const [name = "", ...rest] = words;
  machine.spend(20, 120);
  if (/^\w+=/.test(name)) return rest.length === 0 ? ok() : runCommand(machine, rest, input);
  if (name === "sudo") return runCommand(machine, rest, input);
  const known = commands[name.replace(/^\/(usr\/)?s?bin\//, "")];
  if (known) return known(machine, rest, input);
  const installed = machine.packages.get(programs[name] ?? name);
  if (installed && rest.some((word) => /^(--?version|-[vV])$/.test(word)))
    return ok(`${name} ${installed.version}`);
  machine.spend(500, 3_000);
  return ok(`(simulated: ${words.join(" ")})`);
}

function condition(machine: Machine, words: readonly string[]): boolean {
  if (words[0] === "!") return !condition(machine, words.slice(1));
  const [first = "", second, third] = words;
  if (second === "=" || second === "==") return first === third;
  if (second === "!=") return first !== third;
  switch (first) {
    case "-f":
      return machine.files.has(second ?? "");
    case "-e":
    case "-r":
    case "-x":
      return machine.exists(second ?? "");
    case "-d":
      return !machine.files.has(second ?? "") && machine.exists(second ?? "");
    case "-s":
      return machine.files.get(second ?? "")?.text !== "" && machine.files.has(second ?? "");
    case "-n":
      return (second ?? "") !== "";
    case "-z":
      return (second ?? "") === "";
    default:
      return first !== "";
  }
}

function attribute(machine: Machine, words: readonly string[], name: string): CommandResult {
  const [value, ...paths] = operands(words);
  const missing = paths.find((path) => !machine.exists(path));
  if (missing !== undefined)
    return fail(`${name}: cannot access '${missing}': No such file or directory`);
  for (const path of paths)
    if (machine.files.has(path) && value !== undefined) setAttribute(machine, path, name, value);
  return ok();
}

function setAttribute(machine: Machine, path: string, name: string, value: string): void {
  if (name === "chown") machine.setAttributes(path, { mode: undefined, owner: value });
  else if (/^[0-7]{3,4}$/.test(value))
    machine.setAttributes(path, { mode: value, owner: undefined });
}

function readFile(machine: Machine, path: string, name: string): CommandResult {
  const file = machine.files.get(path);
  if (!file) return fail(`${name}: ${path}: No such file or directory`);
  return ok(file.text ?? "(simulated: what an earlier bake wrote)");
}

function grep(machine: Machine, words: readonly string[], input: string): CommandResult {
  const [pattern = "", path] = operands(words);
  const text = path === undefined ? input : readFile(machine, path, "grep").out;
  const lines = text.split("\n").filter((line) => matches(line, pattern));
  return {
    code: lines.length > 0 ? 0 : 1,
    out: words.some((word) => /^-\w*q/.test(word)) ? "" : lines.join("\n"),
  };
}

function matches(line: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(line);
  } catch {
    // Not a pattern of ours: then it is a text.
    return line.includes(pattern);
  }
}

function curl(machine: Machine, words: readonly string[]): CommandResult {
  const url = words.find((word) => /^(https?:\/\/|localhost|127\.)/.test(word)) ?? "";
  const status = answerOf(machine, url);
  if (status === null)
    return fail(`curl: (7) Failed to connect to ${hostOf(url)}: Connection refused`, 7);
  const wantsCode = words.some((word) => word.includes("%{http_code}"));
  return ok(wantsCode ? String(status) : "ok");
}

/** The status that a server on this machine answers; null: nothing listens there. Elsewhere is simulated. */
export function answerOf(machine: Machine, url: string): number | null {
  const [, host, port] = /^(?:https?:\/\/)?([\w.[\]-]+)(?::(\d+))?/.exec(url) ?? [];
  if (host !== "localhost" && host !== "127.0.0.1") return 200;
  const number = port === undefined ? (url.startsWith("https:") ? 443 : 80) : Number(port);
  return machine.units.listening().includes(number) ? 200 : null;
}

const hostOf = (url: string) => url.replace(/^https?:\/\//, "").replace(/\/.*$/, "");

function addUser(machine: Machine, name: string): CommandResult {
  if (machine.users.has(name)) return fail(`useradd: user '${name}' already exists`, 9);
  machine.users.add(name);
  return ok();
}

export function systemctl(machine: Machine, words: readonly string[]): CommandResult {
  const [verb = "", ...units] = operands(words);
  const results = units.map((unit) =>
    control(machine, verb, unit.replace(/\.service$/, ""), words.includes("--now")),
  );
  const bad = results.find((result) => result.code !== 0);
  return bad ?? ok(results.map((result) => result.out).join("\n"));
}

function control(machine: Machine, verb: string, unit: string, now: boolean): CommandResult {
  switch (verb) {
    case "start":
    case "restart":
    case "reload":
      machine.spend(400, 2_500);
      return machine.units.start(unit) ? ok() : noUnit(unit);
    case "enable":
      if (!machine.units.start(unit)) return noUnit(unit);
      if (!now && !machine.units.enabled.has(unit)) machine.units.stop(unit);
      machine.units.enabled.add(unit);
      machine.spend(400, 2_500);
      return ok(`Created symlink /etc/systemd/system/multi-user.target.wants/${unit}.service.`);
    case "disable":
      machine.units.enabled.delete(unit);
      return ok();
    case "stop":
      machine.units.stop(unit);
      return ok();
    case "is-active":
      return machine.units.active.has(unit) ? ok("active") : fail("inactive", 3);
    case "is-enabled":
      return machine.units.enabled.has(unit) ? ok("enabled") : fail("disabled");
    default:
      return ok();
  }
}

const noUnit = (unit: string) =>
  fail(`Failed to enable unit: Unit file ${unit}.service does not exist.`);

function queryPackage(machine: Machine, name: string | undefined): CommandResult {
  const fact = machine.packages.get(name ?? "");
  return fact
    ? ok(`${fact.name}-${fact.version}.${fact.arch}`)
    : fail(`package ${name ?? ""} is not installed`);
}

function packageManager(format: "rpm" | "deb"): Command {
  return (machine, words) => {
    const [verb, ...names] = operands(words);
    if (verb !== "install" && verb !== "remove") return ok();
    const failure =
      verb === "install" ? install(machine, format, names) : remove(machine, format, names);
    return failure === null ? ok() : fail(failure);
  };
}
