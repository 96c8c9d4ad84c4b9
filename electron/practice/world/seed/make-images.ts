/** Puts catalogued images into the world, with their snapshots and hidden contents. */
import { createHash } from "node:crypto";
import { keepContents } from "../ec2/volumes/contents.ts";
import type { ImageContents } from "../kernel/state/ec2/contents.ts";
import type { ImageState } from "../kernel/state/ec2/images.ts";
import type { Tags } from "../kernel/state/ec2/tags.ts";
import type { World } from "../kernel/world.ts";
import type { ImageEntry } from "./image-catalogue.ts";
import { pastRecipe } from "./past-recipes.ts";
import { kernelOf, packagesOf } from "./packages.ts";

const DAY_MS = 86_400_000;
const ROOT_GIB = 16;

/** By the entries' keys. */
export type ImageIds = ReadonlyMap<string, string>;

export function makeImages(world: World, entries: readonly ImageEntry[]): ImageIds {
  const ids = new Map<string, string>();
  for (const entry of entries) {
    const parentId = entry.parent === null ? null : (ids.get(entry.parent) ?? null);
    ids.set(entry.key, makeImage(world, entry, parentId).id);
  }
  return ids;
}

function makeImage(world: World, entry: ImageEntry, parentId: string | null): ImageState {
  const createdAtMs = momentOf(world, entry.daysAgo);
  const contents = contentsOfEntry({ ...entry, ...entry.contentsAs });
  const contentsId = keepContents(world, contents);
  const id = world.id("ami");
  const image: ImageState = {
    id,
    name: entry.foreign || entry.kind !== "server" ? entry.name : datedName(entry, createdAtMs),
    description: entry.foreign ? "" : `${entry.recipe} ${entry.version}`,
    ownerId: world.accountId,
    state: entry.state,
    stateReason: reasonOf(entry),
    architecture: entry.arch,
    createdAtMs,
    deprecatedAtMs: entry.kind === "base" ? createdAtMs + 90 * DAY_MS : null,
    deregistrationProtected: false,
    sourceImageId: parentId,
    sourceInstanceId: entry.kind === "base" ? null : world.id("i"),
    rootDevice: "/dev/xvda",
    mappings: [],
    tags: tagsOfEntry(entry, parentId, createdAtMs, manifestDigest(contents)),
    contentsId,
    deregisteredAtMs: entry.state === "deregistered" ? world.nowMs - 10 * DAY_MS : null,
  };
  const whole = { ...image, mappings: rootMapping(world, image) };
  world.state.images.set(id, whole);
  return whole;
}

/** Not all at the same minute of the day. */
function momentOf(world: World, daysAgo: number): number {
  const minutes = world.chance.whole(0, 600);
  return Math.floor((world.nowMs - daysAgo * DAY_MS) / 1000) * 1000 - minutes * 60_000;
}

function datedName(entry: ImageEntry, createdAtMs: number): string {
  const date = new Date(createdAtMs).toISOString().slice(0, 10).replaceAll("-", "");
  return `${entry.recipe}-${entry.version}-${date}`;
}

function reasonOf({ state }: ImageEntry): ImageState["stateReason"] {
  if (state !== "failed") return null;
  return {
    code: "Client.ImageCreationFailed",
    message: "Snapshot of the root volume ended in error.",
  };
}

function tagsOfEntry(
  entry: ImageEntry,
  parentId: string | null,
  createdAtMs: number,
  digest: string,
): Tags {
  if (entry.foreign) return { Name: entry.name };
  const tags: Tags = { Name: entry.key, "bennu:kind": entry.kind, "bennu:version": entry.version };
  if (entry.kind !== "base") tags["bennu:recipe"] = entry.recipe;
  if (parentId !== null) tags["bennu:parent"] = parentId;
  if (entry.verified !== null) tags["bennu:verified"] = verifiedWords(entry.verified, createdAtMs);
  if (entry.verified !== null) tags["bennu:manifest-digest"] = digest;
  return tags;
}

/** As the console digests the manifest that a server with these contents prints. */
function manifestDigest({
  kernel,
  packages,
  files,
  users,
  services,
  ports,
}: ImageContents): string {
  const listening = ports.map((port) => `tcp/${port}`);
  const text = JSON.stringify({ kernel, packages, files, users, services, ports: listening });
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function verifiedWords(verified: string, createdAtMs: number): string {
  if (!verified.startsWith("passed")) return verified;
  return `${verified} ${new Date(createdAtMs + 6 * 60_000).toISOString().slice(0, 19)}Z`;
}

function rootMapping(world: World, image: ImageState): ImageState["mappings"] {
  const snapshotId = world.id("snap");
  const failed = image.state === "failed";
  world.state.snapshots.set(snapshotId, {
    id: snapshotId,
    state: failed ? "error" : "completed",
    progressPercent: failed ? 41 : 100,
    volumeId: world.id("vol"),
    sizeGib: ROOT_GIB,
    description: `Created by CreateImage(${image.sourceInstanceId ?? "import"}) for ${image.id}`,
    startedAtMs: image.createdAtMs,
    completedAtMs: failed ? null : image.createdAtMs + 95_000,
    tags: image.tags["Name"] === undefined ? {} : { Name: image.tags["Name"] },
  });
  const root = { device: image.rootDevice, snapshotId, sizeGib: ROOT_GIB };
  return [{ ...root, volumeType: "gp3", deleteOnTermination: true }];
}

export function contentsOfEntry(entry: ImageEntry): ImageContents {
  const arch = entry.arch === "arm64" ? "aarch64" : "x86_64";
  const isServer = entry.kind === "server";
  const app = isServer ? { name: entry.recipe, version: entry.version } : null;
  return {
    packages: packagesOf({
      base: entry.base,
      arch,
      hardened: entry.kind !== "base",
      runtime: entry.runtime,
      app,
    }),
    kernel: kernelOf(entry.base, arch),
    files: filesOf(entry),
    users: ["root", "ec2-user", ...(isServer ? [userOf(entry.recipe)] : [])],
    services: servicesOf(entry),
    ports: isServer ? [22, 8080] : [22],
    ...(isServer ? { appVersion: entry.version } : {}),
    bootSeconds: isServer ? 28 : 16,
    diskMib: 1810 + entry.base * 40 + (isServer ? 420 : 0),
    health: entry.broken ? "never-healthy" : "ok",
    facts: {
      distribution: "Amazon Linux 2023",
      release: RELEASES[entry.base],
      ...recipeFacts(entry),
    },
  };
}

/** A server that is started from it prints them with its manifest, at its first boot. */
function recipeFacts(entry: ImageEntry): { recipeName?: string; recipeText?: string } {
  const recipeText = pastRecipe(entry);
  return recipeText === null ? {} : { recipeName: entry.recipe, recipeText };
}

/** Of each run time: what runs beside the server's own service. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  node: ["nginx"],
  java: ["nginx"],
  cache: ["valkey"],
  mail: ["postfix", "opendkim"],
  database: ["postgresql"],
};

function servicesOf({ kind, recipe, runtime }: ImageEntry): string[] {
  const services = ["amazon-ssm-agent", "chronyd", "sshd"];
  if (kind !== "base") services.push("amazon-cloudwatch-agent", "auditd", "fail2ban");
  if (kind === "server") services.push(...(BESIDE[runtime ?? ""] ?? []), recipe);
  return services.sort();
}

const RELEASES = ["2023.8.20260918", "2023.9.20261030", "2023.9.20261114"] as const;

function userOf(recipe: string): string {
  return recipe.replaceAll("-", "");
}

/** Files under watch: those of the base change with it, the server's own with its version. */
function filesOf(entry: ImageEntry): ImageContents["files"] {
  const files = [
    fileOf("/etc/ssh/sshd_config", entry.kind === "base" ? "stock" : "hardened"),
    fileOf("/etc/os-release", String(entry.base)),
    fileOf("/etc/sysctl.d/90-hardening.conf", `${entry.kind !== "base"}${entry.base > 0}`),
    fileOf("/etc/sudoers", "stock"),
  ];
  if (entry.kind !== "server") return files;
  const minor = entry.version.split(".").slice(0, 2).join(".");
  return [
    ...files,
    fileOf(`/etc/shop/${entry.recipe}.yaml`, `${entry.recipe} ${minor}`),
    fileOf(`/etc/systemd/system/${entry.recipe}.service`, entry.recipe),
    fileOf(`/opt/shop/${entry.recipe}/build-info.json`, `${entry.recipe} ${entry.version}`),
  ];
}

function fileOf(path: string, text: string) {
  const digest = createHash("sha256").update(`${path}\n${text}`).digest("hex");
  return { path, digest: `sha256:${digest}` };
}
