/** The services of a practice server: which are enabled, which run, and where they listen. */
import type { ImageContents } from "../../world/kernel/state/ec2/contents.ts";
import { packagesOfUnit } from "../packages/repository.ts";
import { baseUnits, configuredPorts, portsByService } from "./disk-facts.ts";
import type { Machine } from "./machine.ts";

export class Units {
  readonly enabled: Set<string>;
  readonly active: Set<string>;
  /** By unit. */
  readonly ports: Map<string, readonly number[]>;
  /** Open without any unit that one knows of. */
  readonly #basePorts: readonly number[];
  readonly #disk: Pick<Machine, "packages" | "files">;

  constructor(
    { services, ports, facts }: ImageContents,
    disk: Pick<Machine, "packages" | "files">,
  ) {
    this.#disk = disk;
    this.enabled = new Set(services.map(unitName));
    this.active = new Set(this.enabled);
    this.ports = portsByService(facts?.["servicePorts"]);
    const attributed = new Set([...this.ports.values()].flat());
    this.#basePorts = ports.filter((port) => !attributed.has(port));
  }

  has(unit: string): boolean {
    return (
      packagesOfUnit(unit).some((entry) => this.#disk.packages.has(entry.name)) ||
      this.enabled.has(unit) ||
      baseUnits.includes(unit) ||
      this.#disk.files.has(`/etc/systemd/system/${unit}.service`)
    );
  }

  /** Starts a unit as its configuration is now. False: there is no such unit. */
  start(unit: string): boolean {
    if (!this.has(unit)) return false;
    this.active.add(unit);
    const entry = packagesOfUnit(unit).find(({ name }) => this.#disk.packages.has(name));
    const service = entry?.service;
    if (service && service.port !== null) {
      this.ports.set(
        unit,
        configuredPorts(this.#disk.files, service.configuration) ?? [service.port],
      );
    }
    return true;
  }

  stop(unit: string): void {
    this.active.delete(unit);
  }

  listening(): readonly number[] {
    const ofServices = [...this.ports]
      .filter(([unit]) => this.active.has(unit))
      .flatMap(([, ports]) => ports);
    return [...new Set([...this.#basePorts, ...ofServices])].toSorted((a, b) => a - b);
  }

  /** What is enabled runs, and nothing else. */
  startAnew(): void {
    this.active.clear();
    for (const unit of this.enabled) if (!this.start(unit)) this.enabled.delete(unit);
  }
}

export const unitName = (service: string) => service.replace(/\.service$/, "");
