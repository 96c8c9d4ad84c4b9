/**
 * The profiles of the user's AWS files: which there are, and where each sends its calls. The SDK's own clients ignore
 * a profile's `endpoint_url` and `services`, so they are read here and passed on. Nothing is cached: the user may
 * have just edited the files.
 */
import { access, constants, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles } from "@smithy/core/config";
import type { Connection } from "../../../shared/model/connection.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Endpoints } from "../sending/transport.ts";
import { problemsOf } from "./ini-problems.ts";

export interface AwsFiles {
  readonly configFile: string;
  readonly credentialsFile: string;
}

export interface Profile {
  readonly name: string;
  readonly region: string | null;
  readonly endpoint: string | null;
}

export interface Profiles {
  readonly profiles: readonly Profile[];
  /** What of the files couldn't be read or made out, in words. */
  readonly problem: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function awsFiles(environment: Environment): AwsFiles {
  const folder = join(homedir(), ".aws");
  return {
    configFile: environment["AWS_CONFIG_FILE"] ?? join(folder, "config"),
    credentialsFile: environment["AWS_SHARED_CREDENTIALS_FILE"] ?? join(folder, "credentials"),
  };
}

export async function listProfiles(files: AwsFiles): Promise<Profiles> {
  const problems = [
    ...(await fileProblems(files.configFile)),
    ...(await fileProblems(files.credentialsFile)),
  ];
  const sections = await readSections(files);
  const profiles = Object.entries(sections).filter(([name]) => isProfile(name));
  return {
    profiles: profiles
      .map(([name, section]) => ({
        name,
        region: section["region"] ?? null,
        endpoint: section["endpoint_url"] ?? null,
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    problem: problems.length > 0 ? problems.join(" ") : null,
  };
}

/** Where a connection's calls go, by service: what the connection says, else its profile's services, else its endpoint_url. */
export async function endpointsOf(connection: Connection, files: AwsFiles): Promise<Endpoints> {
  const sections = await readSections(files);
  const profile = sections[connection.profile ?? ""] ?? {};
  const services = sections[`services.${profile["services"] ?? ""}`] ?? {};
  const endpoint = (id: string) =>
    connection.endpoint ?? services[`${id}.endpoint_url`] ?? profile["endpoint_url"] ?? null;
  return {
    ec2: checked(endpoint("ec2")),
    autoscaling: checked(endpoint("auto_scaling")),
    elasticloadbalancing: checked(endpoint("elastic_load_balancing_v2")),
    cloudwatch: checked(endpoint("cloudwatch")),
    servicequotas: checked(endpoint("service_quotas")),
    s3: checked(endpoint("s3")),
    ssm: checked(endpoint("ssm")),
    sts: checked(endpoint("sts")),
  };
}

/** The loader returns `sso-session.X` and `services.X` as if they were profiles. */
const isProfile = (name: string) => !/^(sso-session|services)\./.test(name);

type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

async function readSections(files: AwsFiles): Promise<Sections> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    configFilepath: files.configFile,
    filepath: files.credentialsFile,
    ignoreCache: true,
  });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  );
}

async function fileProblems(file: string): Promise<readonly string[]> {
  try {
    await access(file, constants.F_OK);
  } catch {
    // A file that isn't there is no mistake.
    return [];
  }
  try {
    return problemsOf(file, await readFile(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    return [
      `${file} can't be read (${why}). Its profiles are not shown. Make it a file that you may read.`,
    ];
  }
}

function checked(endpoint: string | null): string | null {
  if (endpoint === null || /^https?:\/\/[^\s/]+/.test(endpoint)) return endpoint;
  throw new BennuError({
    code: "profile-unreadable",
    message: `The endpoint "${endpoint}" is no address. Nothing was sent. It must begin with http:// or https://: correct it in the connection or in your AWS config file.`,
  });
}
