/**
 * The facts of one connection as last read, and what each reading changed. A row that a later reading has touched is
 * never put back by an earlier one that ends after it; a row is only removed by a complete pass that didn't see it.
 */
import type {
  FactTable,
  Facts,
  GroupFact,
  ImageFact,
  ServerFact,
  TargetGroupFact,
  TargetHealthFact,
  TemplateHistoryFact,
  TemplateVersionFact,
} from "../../shared/model/facts.ts";
import type { FactDelta, FactRow } from "./messages.ts";
import { sameRow } from "./same-row.ts";

const keyOf: { readonly [Table in FactTable]: (row: never) => string } = {
  groups: (row: GroupFact) => row.name,
  servers: (row: ServerFact) => row.id,
  images: (row: ImageFact) => row.id,
  templateVersions: (row: TemplateVersionFact) => `${row.templateId}:${String(row.version)}`,
  templateHistories: (row: TemplateHistoryFact) => row.templateId,
  targetGroups: (row: TargetGroupFact) => row.arn,
  targetHealth: (row: TargetHealthFact) => `${row.targetGroupArn}|${row.serverId}`,
};

/** Readings in the order in which they began. */
export type Reading = number;

export class FactStore {
  readonly #tables = {
    groups: new Map<string, GroupFact>(),
    servers: new Map<string, ServerFact>(),
    images: new Map<string, ImageFact>(),
    templateVersions: new Map<string, TemplateVersionFact>(),
    templateHistories: new Map<string, TemplateHistoryFact>(),
    targetGroups: new Map<string, TargetGroupFact>(),
    targetHealth: new Map<string, TargetHealthFact>(),
  };
  readonly #touched: Readonly<Record<FactTable, Map<string, Reading>>> = {
    groups: new Map(),
    servers: new Map(),
    images: new Map(),
    templateVersions: new Map(),
    templateHistories: new Map(),
    targetGroups: new Map(),
    targetHealth: new Map(),
  };
  #lastReading: Reading = 0;

  facts(): Facts {
    return this.#tables;
  }

  beginReading(): Reading {
    this.#lastReading += 1;
    return this.#lastReading;
  }

  upsert(table: FactTable, rows: readonly FactRow[], reading: Reading): FactDelta {
    const held = this.#tables[table] as Map<string, FactRow>;
    const upserts: (readonly [string, FactRow])[] = [];
    for (const row of rows) {
      const key = keyOf[table](row as never);
      if (this.#lastTouch(table, key) > reading) continue;
      this.#touched[table].set(key, reading);
      if (!sameRow(held.get(key), row)) upserts.push([key, row]);
      held.set(key, row);
    }
    return { table, upserts, removes: [] };
  }

  /** Rows that this reading, or a later one, has not seen. `within` narrows it to the part that was read. */
  removeUnseen(
    table: FactTable,
    reading: Reading,
    within: (key: string) => boolean = () => true,
  ): FactDelta {
    const held = this.#tables[table] as Map<string, FactRow>;
    const removes = [...held.keys()].filter(
      (key) => this.#lastTouch(table, key) < reading && within(key),
    );
    for (const key of removes) {
      held.delete(key);
      this.#touched[table].delete(key);
    }
    return { table, upserts: [], removes };
  }

  wasSeen(table: FactTable, key: string, reading: Reading): boolean {
    return this.#lastTouch(table, key) >= reading;
  }

  #lastTouch(table: FactTable, key: string): Reading {
    return this.#touched[table].get(key) ?? 0;
  }
}
