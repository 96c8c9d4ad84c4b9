/** Package managers' calls: what is fetched is checked before anything is changed. */
import type { PackageFormat, PackageWanted, RecipeStep } from "../../recipe/recipe-step.ts";
import { call } from "./call.ts";

type PackagesStep = Extract<RecipeStep, { kind: "packages" }>;

export function packageCalls({ format, install, remove }: PackagesStep): readonly string[] {
  const words = install.map((wanted, index) => wordOf(wanted, format, index));
  return [
    ...install.flatMap((wanted, index) => broughtBy(wanted, format, index)),
    ...(remove.length > 0 ? [call("bennu_remove", format, ...remove)] : []),
    ...(words.length > 0 ? [call("bennu_packages", format, ...words)] : []),
  ];
}

/** Installs the package, unless one of the programs is there already. */
export function needCall(
  programs: string,
  format: PackageFormat,
  install: PackageWanted | null,
): string {
  if (install === null) return call("bennu_need", programs);
  const words = [programs, format, wordOf(install, format, 0)];
  if (install.source === "url") words.push(install.url, install.sha256);
  if (install.source === "file") words.push("base64", install.file.base64);
  return call("bennu_need", ...words);
}

function wordOf(wanted: PackageWanted, format: PackageFormat, index: number): string {
  if (wanted.source !== "repository") return `file:${fileName(wanted, format, index)}`;
  const join = format === "rpm" ? "-" : "=";
  return wanted.version === null ? wanted.name : `${wanted.name}${join}${wanted.version}`;
}

function broughtBy(wanted: PackageWanted, format: PackageFormat, index: number): readonly string[] {
  const name = fileName(wanted, format, index);
  if (wanted.source === "url") return [call("bennu_download", name, wanted.url, wanted.sha256)];
  if (wanted.source === "file") return [call("bennu_package_file", name, wanted.file.base64)];
  return [];
}

/** Package managers tell files by their ending; the number keeps two of one name apart. */
function fileName(wanted: PackageWanted, format: PackageFormat, index: number): string {
  if (wanted.source === "repository") return wanted.name;
  const path = wanted.source === "url" ? wanted.url.replace(/[?#].*$/, "") : wanted.file.path;
  const name = path.replace(/^.*\//, "").replace(/[^A-Za-z0-9._+~-]/g, "_");
  return `${String(index + 1)}-${name.replace(/\.(rpm|deb)$/, "")}.${format}`;
}
