/** The documents that Run Command can run here: AWS's own for shell scripts. */
import type {
  DescribeDocumentRequest,
  DescribeDocumentResult,
  DocumentDescription,
  ListDocumentsRequest,
  ListDocumentsResult,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { SsmCall } from "../reading.ts";

const SHELL: DocumentDescription = {
  Name: "AWS-RunShellScript",
  Owner: "Amazon",
  Status: "Active",
  DocumentVersion: "1",
  DefaultVersion: "1",
  LatestVersion: "1",
  SchemaVersion: "1.2",
  DocumentType: "Command",
  DocumentFormat: "JSON",
  HashType: "Sha256",
  Description: "Run a shell script or specify the commands to run.",
  PlatformTypes: ["Linux", "MacOS"],
  Tags: [],
  Parameters: [
    {
      Name: "commands",
      Type: "StringList",
      Description: "(Required) Specify a shell script or a command to run.",
    },
    {
      Name: "workingDirectory",
      Type: "String",
      Description: "(Optional) The path to the working directory on your instance.",
      DefaultValue: "",
    },
    {
      Name: "executionTimeout",
      Type: "String",
      Description: "(Optional) The time in seconds for a command to complete before it fails.",
      DefaultValue: "3600",
    },
  ],
};

export function findDocument(wanted: string): DocumentDescription {
  if (wanted.replace(/^.*:document\//, "") === SHELL.Name) return SHELL;
  throw new PracticeError("InvalidDocument", `Document with name ${wanted} does not exist.`);
}

export const describeDocument = (
  { Name = "" }: DescribeDocumentRequest,
  _call: SsmCall,
): DescribeDocumentResult => ({ Document: findDocument(Name) });

export function listDocuments(input: ListDocumentsRequest, _call: SsmCall): ListDocumentsResult {
  const isWanted = (input.Filters ?? []).every(({ Key, Values = [] }) => matches(Key, Values));
  const { Name, Owner, PlatformTypes, DocumentVersion, DocumentType, SchemaVersion } = SHELL;
  const identifier = {
    Name,
    Owner,
    PlatformTypes,
    DocumentVersion,
    DocumentType,
    SchemaVersion,
    DocumentFormat: SHELL.DocumentFormat,
    Tags: [],
  };
  return { DocumentIdentifiers: isWanted ? [identifier] : [] };
}

function matches(key: string | undefined, values: readonly string[]): boolean {
  const facts: Readonly<Record<string, readonly string[]>> = {
    Name: [SHELL.Name ?? ""],
    Owner: ["Amazon", "Public"],
    PlatformTypes: SHELL.PlatformTypes ?? [],
    DocumentType: ["Command"],
  };
  const known = facts[key ?? ""];
  if (!known) throw new PracticeError("InvalidFilterKey", "The specified key isn't valid.");
  const isName = key === "Name";
  return values.some((value) =>
    known.some((fact) => (isName ? fact.startsWith(value) : fact === value)),
  );
}
