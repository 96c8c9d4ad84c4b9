/**
 * The operating system inside a practice server. It boots and says so; an image that Bennu baked prints its manifest
 * at its first boot; a builder's or a fresh boot's program is carried out, as far as recipes go, and the disk that
 * comes of it is what an image of the server will hold.
 */
import { bootPlainly } from "../world/ec2/guest/default-guest.ts";
import type { Guest, GuestContext } from "../world/kernel/guest.ts";
import type { World } from "../world/kernel/world.ts";
import { fetchedProgram, sayNotFetched } from "./program/fetched-program.ts";
import { Machine } from "./machine/machine.ts";
import { contentsOfMachine, firstBootFrames } from "./manifest/manifest.ts";
import { readProgram } from "./program/program.ts";
import type { Program } from "./program/program.ts";
import { runInServer } from "./run-in-server.ts";
import { runProgram } from "./program/run-program.ts";

/** cloud-init comes to user data that long after the boot. */
const USER_DATA_AFTER_MS = 10_000;

export const recipeGuest: Guest = {
  boot(ctx) {
    bootPlainly(ctx);
    if (ctx.instance.bootCount !== 1) return;
    const saidBy = sayManifest(ctx);
    const fetched = fetchedProgram(ctx);
    if (typeof fetched === "object") return sayNotFetched(ctx, fetched, saidBy);
    const program = readProgram(fetched);
    if (program) provision(ctx, program, saidBy);
  },
  run: runInServer,
};

/** A part of the world: gives every server this guest. */
export const recipeGuestPart = (world: World): void =>
  void world.guests.set("default", recipeGuest);

function sayManifest(ctx: GuestContext): number {
  const bootSeconds = ctx.contents.bootSeconds ?? 25;
  const atMs = ctx.bootedAtMs + USER_DATA_AFTER_MS;
  const frames = firstBootFrames(ctx.contents, { atMs, bootSeconds });
  frames.forEach((frame, index) => ctx.say(frame, USER_DATA_AFTER_MS + index * 40));
  return USER_DATA_AFTER_MS + frames.length * 40;
}

function provision(ctx: GuestContext, program: Program, fromMs: number): void {
  const machine = new Machine(ctx, program.session, fromMs + 1_000 + ctx.random() * 4_000);
  runProgram(machine, program, ctx.contents.bootSeconds ?? 25);
  const endsAtMs = Math.round(Math.min(machine.offsetMs, machine.limitMs));
  if (program.session === "b") ctx.setContents(contentsOfMachine(machine), endsAtMs);
  ctx.shutdownAt(endsAtMs + 500);
}
