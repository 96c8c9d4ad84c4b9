/** The guest of a server for which no other is registered: it prints a boot log and its service comes up. */
import type { GuestContext } from "../../kernel/guest.ts";

const LOGIN_SECONDS = 9;

export function bootPlainly(ctx: GuestContext): void {
  const { contents, instance } = ctx;
  const seconds = contents.bootSeconds ?? 25;
  for (const [at, line] of bootLog(ctx)) ctx.say(line, at * 1000);
  ctx.say(`ip-${instance.privateIp.replaceAll(".", "-")} login:`, LOGIN_SECONDS * 1000);
  for (const service of contents.services) ctx.say(`[  OK  ] Started ${service}.`, seconds * 1000);
  ctx.healthyAt(Math.round(seconds * 1000 * (0.9 + ctx.random() * 0.3)), contents.health === "ok");
}

/** Tells whether the host's disks still hold what was written on them. */
function hostDiskLines({ hostDisks }: GuestContext["instance"]): [number, string][] {
  if (!hostDisks) return [];
  const content = hostDisks.isBlank ? "no file system" : "ext4 file system, clean";
  return [[3, `[    3.118402] nvme1n1: instance store of ${hostDisks.gib} GiB, ${content}`]];
}

function bootLog({ contents, instance, image }: GuestContext): [atSeconds: number, line: string][] {
  return [
    [0, `[    0.000000] Linux version ${contents.kernel} (${instance.architecture})`],
    [
      0,
      "[    0.000000] Command line: BOOT_IMAGE=/boot/vmlinuz root=LABEL=/ console=ttyS0,115200n8",
    ],
    [1, "[    1.214907] systemd[1]: Detected virtualization amazon."],
    [
      2,
      `[    2.031188] systemd[1]: Hostname set to <ip-${instance.privateIp.replaceAll(".", "-")}>.`,
    ],
    ...hostDiskLines(instance),
    [4, "[  OK  ] Reached target network-online.target - Network is Online."],
    [6, `cloud-init[1530]: Cloud-init running 'modules:config' on ${image?.name ?? instance.id}`],
    [8, "cloud-init[1612]: Cloud-init finished. Datasource DataSourceEc2."],
  ];
}
