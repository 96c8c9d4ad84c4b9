/** Each connection's retention rules, as JSON in the data folder. One without an entry has what a new one has. */
import { join } from "node:path";
import { z } from "zod";
import { retentionRulesSchema } from "../../shared/contract/retention-schemas.ts";
import { defaultRetentionRules, type RetentionRules } from "../../shared/model/retention.ts";
import { JsonFile } from "../bake/json-file.ts";

const schema = z.strictObject({
  format: z.literal(1),
  rules: z.record(z.string(), retentionRulesSchema),
});

export class RetentionRulesFile {
  readonly #file: JsonFile<z.infer<typeof schema>>;

  /** Whatever reads it throws `invalid-input` while the file can't be made out. */
  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, "retention.json"), schema, { format: 1, rules: {} });
  }

  of(connection: string): RetentionRules {
    return this.#file.value.rules[connection] ?? defaultRetentionRules;
  }

  save(connection: string, rules: RetentionRules): void {
    this.#file.write({ format: 1, rules: { ...this.#file.value.rules, [connection]: rules } });
  }
}
