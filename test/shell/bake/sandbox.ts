/** Runs a builder's script for real: a shell of this machine, package managers and systemd stubbed on PATH. */
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Every stub notes how it was called in `calls`. */
const stubs: Readonly<Record<string, string>> = {
  dnf: `case "$*" in *no-such*) echo "No match for argument: no-such"; echo "Error: Unable to find a match: no-such"; exit 1;; esac
echo "Complete!"`,
  rpm: `case "$1" in
-qa) printf 'p nginx 1.28.0-1 x86_64 rpm\\np bash 5.2.15-1 x86_64 rpm\\n';;
-q) case "$*" in *nginx*) [ "$2" = --qf ] && printf 1.28.0-1; exit 0;; *) echo "package is not installed"; exit 1;; esac;;
esac`,
  "dpkg-query": "exit 1",
  systemctl: `case "$1" in list-unit-files) echo "nginx.service enabled enabled";; is-active) echo active;; esac`,
  useradd: "exit 0",
  ss: `printf 'tcp LISTEN 0 511 0.0.0.0:8080 0.0.0.0:*\\nudp UNCONN 0 0 127.0.0.1:323 0.0.0.0:*\\n'`,
  curl: `[ "$1" != -s ] || printf 200`,
  dmesg: "exit 0",
  shutdown: "exit 0",
  sync: "exit 0",
  sleep: "exit 0",
};

export interface SandboxRun {
  readonly exitCode: number;
  readonly console: string;
  readonly calls: readonly string[];
  readonly root: string;
  read(path: string): Promise<string>;
}

export interface Sandbox {
  run(script: string, shell?: string): Promise<SandboxRun>;
  /** The script of cloud-init's scripts/per-instance, as it would run at an image's first boot. */
  firstBoot(): Promise<SandboxRun>;
  /** The script of scripts/per-boot, on the same console. */
  nextBoot(): Promise<SandboxRun>;
  readonly root: string;
  remove(): Promise<void>;
}

/** `more`: further commands, or others of the same name; `environment`: of every run. */
export async function openSandbox(
  more: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), "bennu-sandbox-"));
  await layOut(folder, { ...stubs, ...more });
  const root = join(folder, "root");
  const boot = (script: string, fresh = true) =>
    runIn(folder, "sh", join(root, "var/lib/cloud/scripts", script), environment, fresh);
  return {
    run: async (script, shell = "sh") => {
      const file = join(folder, "script.sh");
      await writeFile(file, script);
      return runIn(folder, shell, file, environment);
    },
    firstBoot: () => boot("per-instance/bennu-manifest"),
    nextBoot: () => boot("per-boot/bennu-resume", false),
    root,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function layOut(folder: string, commands: typeof stubs): Promise<void> {
  await mkdir(join(folder, "bin"));
  await mkdir(join(folder, "root/etc"), { recursive: true });
  await mkdir(join(folder, "tmp"));
  await mkdir(join(folder, "memory"));
  await writeFile(
    join(folder, "root/etc/passwd"),
    "root:x:0:0::/root:/bin/sh\nnginx:x:990:990::/:/bin/false\n",
  );
  for (const [name, body] of Object.entries(commands)) {
    const file = join(folder, "bin", name);
    await writeFile(file, `#!/bin/sh\necho "${name} $*" >>"$SANDBOX/calls"\n${body}\n`);
    await chmod(file, 0o755);
  }
}

async function runIn(
  folder: string,
  shell: string,
  file: string,
  environment: Readonly<Record<string, string>>,
  fresh = true,
): Promise<SandboxRun> {
  if (fresh) await writeFile(join(folder, "console"), "");
  await writeFile(join(folder, "calls"), "");
  const env = {
    PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
    SANDBOX: folder,
    TMPDIR: join(folder, "tmp"),
    BENNU_CONSOLE: join(folder, "console"),
    BENNU_ROOT: join(folder, "root"),
    BENNU_MEMORY: join(folder, "memory"),
    BENNU_TRIES: "2",
    ...environment,
  };
  const exitCode = await run(shell, [file], { env, cwd: folder }).then(
    () => 0,
    (error: { code?: number }) => error.code ?? -1,
  );
  return {
    exitCode,
    console: await readFile(join(folder, "console"), "utf8"),
    calls: (await readFile(join(folder, "calls"), "utf8")).split("\n").filter(Boolean),
    root: join(folder, "root"),
    read: (path) => readFile(join(folder, "root", path), "utf8"),
  };
}
