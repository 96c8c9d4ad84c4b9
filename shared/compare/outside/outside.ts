/**
 * Configuration from outside: what makes a server differ from its image. A generation's is in its template version and
 * its group, a server's is what it runs with. An image alone has none.
 */
import { settingsInWords } from "../../fleet/settings-in-words.ts";
import type { GroupFact, ServerFact, TemplateVersionFact } from "../../model/facts.ts";
import type { ItemChange } from "../comparison.ts";
import { compareValues, type Values } from "../items.ts";
import { serverValues } from "./server-values.ts";
import { templateValues } from "./template-values.ts";

export interface Outside {
  readonly templateVersion: TemplateVersionFact | null;
  readonly group: GroupFact | null;
  readonly server: ServerFact | null;
}

/** Null for a side that has none, as an image. With fewer than two there is nothing to hold against each other. */
export function compareOutside(sides: readonly (Outside | null)[]): ItemChange[] {
  const configurations = sides.map((side) => side && configurationOf(side));
  const isOfServers = sides.some((side) => side?.server);
  const all = compareValues("configuration", configurations);
  const items = severalKnown(configurations) ? all : [];
  const groups = sides.map((side) => (side?.group ? groupValues(side.group) : null));
  const settings = severalKnown(groups) ? compareValues("group", groups) : [];
  return [...(isOfServers ? items.filter(isOfServersToo) : items), ...settings];
}

const severalKnown = (sides: readonly (Values | null)[]) =>
  sides.filter((side) => side !== null).length > 1;

function configurationOf({ server, templateVersion }: Outside): Values | null {
  if (server !== null) return serverValues(server, templateVersion);
  return templateVersion === null ? null : templateValues(templateVersion);
}

/** What only a launch template can say (its own name, options that EC2 doesn't tell of a server) is no difference. */
const isOfServersToo = ({ item, values }: ItemChange): boolean =>
  /^(instance type|instance profile|security groups|template version|tag )/.test(item) ||
  values.every((value) => value !== null);

function groupValues(group: GroupFact): Values {
  const { settings, tags } = group;
  return new Map([
    ...settingsInWords(group).map(({ name, value }) => [name, value] as const),
    ["other traffic", settings.otherTraffic.join(", ")],
    ...(settings.mixedInstances === null
      ? []
      : ([["mixed instances policy", JSON.stringify(settings.mixedInstances)]] as const)),
    ...tags.map(
      ({ key, value, propagateAtLaunch }) =>
        [`tag ${key}`, propagateAtLaunch ? `${value} (given to servers)` : value] as const,
    ),
  ]);
}
