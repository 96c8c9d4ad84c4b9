/**
 * OVAL's definitions as Red Hat, Debian, Ubuntu, SUSE and Oracle publish them: https://oval.mitre.org. Which packages a
 * definition speaks of is the tree of its criteria; what a list of packages can't tell (that a module is enabled) is
 * kept as a condition, what tells the system (that this release is installed) as the ecosystem.
 */
import type { Advisory, AffectedPackage, HoleReader, Wanted } from "../advisory.ts";
import { severityOfWord } from "./severity.ts";
import { xmlElements, type XmlElement } from "./xml-elements.ts";

interface Definition {
  readonly id: string;
  readonly aliases: string[];
  readonly summary: string;
  readonly severity: string | null;
  readonly platforms: readonly string[];
  readonly issuedMs: number;
  /** Also what has no fix yet is told: by a package that is merely there. */
  readonly isVulnerability: boolean;
  readonly criteria: XmlElement | null;
}
/** A package's name, or the variable that lists its names. */
interface Named {
  readonly name: string;
  readonly variable: string | null;
}
interface Test {
  readonly object: string;
  readonly state: string | null;
}
interface State {
  readonly fixed: string | null;
  readonly archs: readonly string[] | null;
}

/** Those whose whole content is wanted, by their name without the prefix of their namespace. */
const whole = /^(?:definition|constant_variable|(?:rpminfo|dpkginfo)_(?:test|object|state))$/;

export function ovalReader(wanted: Wanted): HoleReader {
  const definitions: Definition[] = [];
  const known = {
    tests: new Map<string, Test>(),
    objects: new Map<string, Named>(),
    states: new Map<string, State>(),
    variables: new Map<string, readonly string[]>(),
  };
  let unreadable = 0;
  const take = (element: XmlElement) => {
    const id = element.attributes["id"] ?? "";
    if (element.name === "definition") {
      if (definitionIsWanted(element)) definitions.push(definitionOf(element));
    } else if (element.name.endsWith("_test")) known.tests.set(id, testOf(element));
    else if (element.name.endsWith("_object")) known.objects.set(id, namedOf(element));
    else if (element.name === "constant_variable")
      known.variables.set(
        id,
        all(element, "value").map(({ text }) => text.trim()),
      );
    else known.states.set(id, stateOf(element));
  };
  const elements = xmlElements({ isWhole: (name) => whole.test(name), onElement: take });
  return {
    push: (text) => elements.push(text),
    end() {
      elements.end();
      const ecosystems: Record<string, number> = {};
      const advisories = definitions.flatMap((definition) => {
        for (const name of definition.platforms) ecosystems[name] = (ecosystems[name] ?? 0) + 1;
        const affected = affectedOf(definition, known, wanted);
        if (definition.criteria === null) unreadable += 1;
        return affected.length === 0 ? [] : [advisoryOf(definition, affected)];
      });
      const newest = definitions.reduce((most, { issuedMs }) => Math.max(most, issuedMs), 0);
      return {
        format: "OVAL",
        advisories,
        total: definitions.length,
        newestMs: newest === 0 ? null : newest,
        ecosystems,
        unreadable,
      };
    },
  };
}

/** Inventories and compliance checks tell of no hole. */
const definitionIsWanted = ({ attributes }: XmlElement) =>
  ["vulnerability", "patch"].includes(attributes["class"] ?? "") &&
  attributes["deprecated"] !== "true";

function definitionOf(element: XmlElement): Definition {
  const references = all(element, "reference").map(({ attributes }) => attributes["ref_id"] ?? "");
  const title = textOf(element, "title");
  const cves = all(element, "cve").map((cve) => cve.text.trim());
  const id = references[0] ?? element.attributes["id"] ?? "";
  const dates = ["issued", "updated", "debian", "date"].flatMap((name) =>
    all(element, name).map((found) => found.attributes["date"] ?? found.text),
  );
  const [advisory] = all(element, "advisory");
  return {
    id,
    aliases: [...new Set([...references, ...cves])].filter((name) => name !== id && name !== ""),
    summary: title.slice(0, 300),
    severity: advisory === undefined ? null : textOf(advisory, "severity") || null,
    platforms: all(element, "platform").map(({ text }) => text.trim()),
    issuedMs: dates.reduce((most, date) => Math.max(most, Date.parse(date.trim()) || 0), 0),
    isVulnerability: element.attributes["class"] === "vulnerability",
    criteria: element.children.find(({ name }) => name === "criteria") ?? null,
  };
}

const testOf = (element: XmlElement): Test => ({
  object: all(element, "object")[0]?.attributes["object_ref"] ?? "",
  state: all(element, "state")[0]?.attributes["state_ref"] ?? null,
});

function namedOf(element: XmlElement): Named {
  const [name] = all(element, "name");
  return { name: name?.text.trim() ?? "", variable: name?.attributes["var_ref"] ?? null };
}

function stateOf(element: XmlElement): State {
  const [evr] = all(element, "evr");
  const [arch] = all(element, "arch");
  const isBelow = evr?.attributes["operation"] === "less than";
  return {
    fixed: isBelow ? (evr?.text.trim() ?? null) : null,
    archs:
      arch === undefined
        ? null
        : arch.text
            .trim()
            .split(/[|()^$]+/)
            .filter((one) => one !== ""),
  };
}

function advisoryOf(definition: Definition, affected: readonly AffectedPackage[]): Advisory {
  const { id, aliases, summary } = definition;
  return { id, aliases, summary, severity: severityOfWord(definition.severity), affected };
}

interface Known {
  readonly tests: ReadonlyMap<string, Test>;
  readonly objects: ReadonlyMap<string, Named>;
  readonly states: ReadonlyMap<string, State>;
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

function affectedOf(definition: Definition, known: Known, wanted: Wanted): AffectedPackage[] {
  const found = new Map<string, AffectedPackage>();
  const ecosystem = definition.platforms[0] ?? "OVAL";
  if (definition.criteria === null) return [];
  walk(definition.criteria, null, (criterion, onlyIf) => {
    const leaf = leafOf(criterion, known, definition.isVulnerability);
    for (const name of leaf?.names ?? []) {
      if (leaf === null || !wanted(ecosystem, name)) continue;
      const range = { introduced: null, fixed: leaf.fixed, lastAffected: null };
      const { archs } = leaf;
      const affected = { ecosystem, name, archs, ranges: [range], versions: [], onlyIf };
      found.set(`${name} ${leaf.fixed ?? ""} ${onlyIf ?? ""}`, affected);
    }
  });
  return [...found.values()];
}

/** Each criterion that isn't denied, with the conditions that hold for it on its way. */
function walk(
  criteria: XmlElement,
  onlyIf: string | null,
  leaf: (criterion: XmlElement, onlyIf: string | null) => void,
): void {
  if (criteria.attributes["negate"] === "true") return;
  const criterions = criteria.children.filter(({ name }) => name === "criterion");
  const isAll = (criteria.attributes["operator"] ?? "AND") === "AND";
  const own = isAll ? criterions.map(commentOf).find(isCondition) : undefined;
  const conditions = own ?? onlyIf;
  for (const criterion of criterions)
    if (criterion.attributes["negate"] !== "true") leaf(criterion, conditions);
  for (const child of criteria.children)
    if (child.name === "criteria") walk(child, conditions, leaf);
}

const commentOf = ({ attributes }: XmlElement) => attributes["comment"] ?? "";
const isCondition = (comment: string) => /^module .* is enabled$/i.test(comment.trim());

/** A package below a version, or one without a fix; null: a criterion that tells of something else. */
function leafOf(criterion: XmlElement, known: Known, isVulnerability: boolean) {
  const test = known.tests.get(criterion.attributes["test_ref"] ?? "");
  const object = test && known.objects.get(test.object);
  if (test === undefined || object === undefined) return null;
  const names =
    object.variable === null ? [object.name] : (known.variables.get(object.variable) ?? []);
  if (test.state === null)
    return isVulnerability && (object.variable !== null || !isSystem(object.name))
      ? { names, fixed: null, archs: null }
      : null;
  const state = known.states.get(test.state);
  return state === undefined || state.fixed === null
    ? null
    : { names, fixed: state.fixed, archs: state.archs };
}

/** The package that tells which system it is. */
const isSystem = (name: string) => /(?:^|-)release$|^$/.test(name);

/** Elements of this name anywhere below. */
function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    child.name === name ? [child, ...all(child, name)] : all(child, name),
  );
}

const textOf = (element: XmlElement, name: string) => all(element, name)[0]?.text.trim() ?? "";
