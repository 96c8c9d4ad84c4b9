/**
 * The inside of a practice server while it runs a program: what is installed and written, what runs, and how far its
 * own time has come. It says what happens through the guest context, at the offset it has reached.
 * Nothing here reads a clock or chance other than the context's.
 */
import { createHash } from "node:crypto";
import { encodeFrame } from "../../../../shared/bake/frames.ts";
import type { FrameType, Session } from "../../../../shared/bake/frames.ts";
import type { GuestContext } from "../../world/kernel/guest.ts";
import type { PackageContents } from "../../world/kernel/state/ec2/contents.ts";
import { attributesIn, changedBy, fits, ordinary } from "./attributes.ts";
import type { Attributes, AttributesWish } from "./attributes.ts";
import { keptRecipe } from "./disk-facts.ts";
import type { KeptRecipe } from "./disk-facts.ts";
import { Units } from "./units.ts";

export class Machine {
  readonly context: GuestContext;
  readonly session: Session;
  readonly packages: Map<string, PackageContents>;
  /** By path; the text where a bake has written it. */
  readonly files: Map<string, { readonly digest: string; readonly text: string | null }>;
  readonly users: Set<string>;
  readonly units: Units;
  readonly directories = new Set(["/", "/etc", "/tmp", "/var", "/opt", "/usr", "/home"]);
  /** By path, where something has set them. */
  readonly attributes: Map<string, Attributes>;
  /** What a step brought for its provisioner, by path. */
  readonly tree = new Map<string, string>();
  /** What `$NAME` stands for in the script that runs. */
  environment: ReadonlyMap<string, string> = new Map();
  /** Variables of the recipe, in plain sight. */
  readonly variables = new Map<string, string>();
  /** In memory alone, and in no word that is said. */
  readonly secrets = new Map<string, string>();
  recipe: KeptRecipe | null;
  /** Paths whose digests go into the manifest; null: no recipe has said. */
  watch: readonly string[] | null = null;
  diskMib: number;
  offsetMs: number;
  /** The program powers the server off then, done or not. */
  limitMs = Number.POSITIVE_INFINITY;
  #seq = 0;
  #isQuiet = false;

  constructor(context: GuestContext, session: Session, offsetMs: number) {
    const { contents } = context;
    this.context = context;
    this.session = session;
    this.offsetMs = offsetMs;
    this.packages = new Map(contents.packages.map((fact) => [fact.name, fact]));
    const texts = new Map(
      Object.entries(contents.facts?.["fileTexts"] ?? {}).map(([path, text]) => [
        path,
        String(text),
      ]),
    );
    this.files = new Map(
      contents.files.map(({ path, digest }) => [path, { digest, text: texts.get(path) ?? null }]),
    );
    this.users = new Set(contents.users);
    this.attributes = attributesIn(contents.facts?.["attributes"]);
    this.units = new Units(contents, this);
    this.recipe = keptRecipe(contents.facts);
    this.diskMib = contents.diskMib ?? 1800;
  }

  get format(): "rpm" | "deb" {
    const debs = [...this.packages.values()].filter((fact) => fact.source === "deb").length;
    return debs * 2 > this.packages.size ? "deb" : "rpm";
  }

  get arch(): string {
    if (this.format === "rpm")
      return this.context.instance.architecture === "arm64" ? "aarch64" : "x86_64";
    return this.context.instance.architecture === "arm64" ? "arm64" : "amd64";
  }

  emit(type: FrameType, text: string): void {
    this.#seq++;
    if (this.offsetMs > this.limitMs) return;
    this.context.say(
      encodeFrame({ session: this.session, seq: this.#seq, type, text: this.masked(text) }),
      Math.round(this.offsetMs),
    );
  }

  /** As the shell functions of a real server do it: the longest first. */
  masked(text: string): string {
    const secrets = [...this.secrets.values()].toSorted((a, b) => b.length - a.length);
    return secrets.reduce((said, secret) => said.replaceAll(secret, "[secret]"), text);
  }

  /** Does something whose own words nobody passes on. */
  quietly<T>(act: () => T): T {
    const before = this.#isQuiet;
    this.#isQuiet = true;
    try {
      return act();
    } finally {
      this.#isQuiet = before;
    }
  }

  /** A piece of something that was packed: base64 already. */
  emitPacked(piece: string): void {
    this.#seq++;
    const frame = { session: this.session, seq: this.#seq, type: "packed", text: piece } as const;
    this.context.say(encodeFrame(frame), Math.round(this.offsetMs));
  }

  log(text: string): void {
    if (this.#isQuiet) return;
    for (const line of text.split("\n")) if (line !== "") this.emit("log", line);
  }

  /** Lets time pass: between the two, by the world's chance. */
  spend(lowMs: number, highMs = lowMs): void {
    this.offsetMs += lowMs + this.context.random() * (highMs - lowMs);
  }

  write(path: string, text: string): void {
    this.files.set(path, { digest: digestOf(text), text });
  }

  attributesOf(path: string): Attributes {
    return this.attributes.get(path) ?? ordinary;
  }

  /** Those that are asked for. */
  attributesAre(path: string, wish: AttributesWish): boolean {
    return fits(this.attributesOf(path), wish);
  }

  setAttributes(path: string, wish: AttributesWish): void {
    this.attributes.set(path, changedBy(this.attributesOf(path), wish));
  }

  removePath(path: string): void {
    this.directories.delete(path);
    for (const known of [...this.files.keys()])
      if (known === path || known.startsWith(`${path}/`)) this.files.delete(known);
  }

  exists(path: string): boolean {
    if (this.files.has(path) || this.directories.has(path)) return true;
    return [...this.files.keys(), ...this.directories].some((known) =>
      known.startsWith(`${path}/`),
    );
  }

  /** Starts anew: memory is gone. */
  restart(bootSeconds: number): void {
    this.spend(bootSeconds * 1000, bootSeconds * 1300);
    this.units.startAnew();
  }
}

export const digestOf = (text: string) =>
  `sha256:${createHash("sha256").update(text).digest("hex")}`;
