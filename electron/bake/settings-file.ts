/**
 * How each connection bakes, as JSON in the data folder. A connection without an entry has what a new one has. Written
 * whole to a new file which then takes the old one's place.
 */
import { join } from "node:path";
import { z } from "zod";
import { bakeSettingsSchema } from "../../shared/contract/bake-schemas.ts";
import { defaultBakeSettings, type BakeSettings } from "../../shared/model/bake.ts";
import { JsonFile } from "./json-file.ts";

const schema = z.strictObject({
  format: z.literal(1),
  settings: z.record(z.string(), bakeSettingsSchema),
});

export class BakeSettingsFile {
  readonly #file: JsonFile<z.infer<typeof schema>>;

  /** Whatever reads it throws `invalid-input` while the file can't be made out. */
  constructor(dataDir: string) {
    const nothing = { format: 1 as const, settings: {} };
    this.#file = new JsonFile(join(dataDir, "bake-settings.json"), schema, nothing);
  }

  of(connection: string): BakeSettings {
    return this.#file.value.settings[connection] ?? defaultBakeSettings;
  }

  save(connection: string, settings: BakeSettings): void {
    const all = {
      ...this.#file.value.settings,
      [connection]: { ...settings, securityGroupIds: [...settings.securityGroupIds] },
    };
    this.#file.write({ format: 1, settings: all });
  }
}
