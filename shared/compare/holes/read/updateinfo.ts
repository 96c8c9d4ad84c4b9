/** A repository's updateinfo.xml, as Amazon Linux, Fedora, SUSE and others publish their advisories. */
import type { Advisory, AffectedPackage, HoleReader, Wanted } from "../advisory.ts";
import { severityOfWord } from "./severity.ts";
import { xmlElements, type XmlElement } from "./xml-elements.ts";

export function updateinfoReader(wanted: Wanted): HoleReader {
  const advisories: Advisory[] = [];
  const ecosystems: Record<string, number> = {};
  let [total, unreadable, newestMs] = [0, 0, 0];
  const take = (update: XmlElement) => {
    if (update.attributes["type"] !== "security") return;
    const id = textOf(update, "id");
    if (id === "") return void (unreadable += 1);
    total += 1;
    for (const name of ["issued", "updated"])
      newestMs = Math.max(newestMs, dateOf(child(update, name)?.attributes["date"]));
    const collections = child(update, "pkglist")?.children ?? [];
    for (const one of collections) ecosystems[systemOf(one)] = (ecosystems[systemOf(one)] ?? 0) + 1;
    const affected = collections.flatMap((collection) => affectedOf(collection, wanted));
    if (affected.length > 0) advisories.push(advisoryOf(update, id, affected));
  };
  const elements = xmlElements({ isWhole: (name) => name === "update", onElement: take });
  return {
    push: (text) => elements.push(text),
    end() {
      elements.end();
      const newest = newestMs === 0 ? null : newestMs;
      return { format: "updateinfo", advisories, total, newestMs: newest, ecosystems, unreadable };
    },
  };
}

const child = (element: XmlElement, name: string) =>
  element.children.find((one) => one.name === name);
const textOf = (element: XmlElement, name: string) => child(element, name)?.text.trim() ?? "";
/** "2024-05-02 14:31:07", which is UTC, or seconds since 1970. */
function dateOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^\d{9,}$/.test(text)) return Number(text) * 1000;
  return (
    Date.parse(
      /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(text) ? `${text.replace(" ", "T")}Z` : text,
    ) || 0
  );
}

/** The collection's name in words: "Amazon Linux 2023". */
const systemOf = (collection: XmlElement) =>
  textOf(collection, "name") || (collection.attributes["short"] ?? "rpm repository");

function advisoryOf(
  update: XmlElement,
  id: string,
  affected: readonly AffectedPackage[],
): Advisory {
  const references = child(update, "references")?.children ?? [];
  const cves = references.map(({ attributes }) => attributes["id"] ?? "");
  return {
    id,
    aliases: [...new Set(cves)].filter((name) => name.startsWith("CVE-")),
    summary: (textOf(update, "title") || textOf(update, "description")).slice(0, 300),
    severity: severityOfWord(textOf(update, "severity")),
    affected,
  };
}

/** One entry an architecture: each as the same package below this version. */
function affectedOf(collection: XmlElement, wanted: Wanted): AffectedPackage[] {
  const ecosystem = systemOf(collection);
  const found = new Map<string, AffectedPackage & { readonly archs: string[] }>();
  for (const { name: element, attributes } of collection.children) {
    const { name = "", epoch, version, release, arch } = attributes;
    if (element !== "package" || version === undefined || arch === "src") continue;
    if (!wanted(ecosystem, name)) continue;
    const fixed = `${epoch === undefined || epoch === "0" ? "" : `${epoch}:`}${version}-${release ?? ""}`;
    const known = found.get(`${name} ${fixed}`);
    if (known) known.archs.push(arch ?? "noarch");
    else
      found.set(`${name} ${fixed}`, {
        ecosystem,
        name,
        archs: [arch ?? "noarch"],
        ranges: [{ introduced: null, fixed, lastAffected: null }],
        versions: [],
        onlyIf: null,
      });
  }
  return [...found.values()];
}
