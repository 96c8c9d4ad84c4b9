/** From a file that fits the schema and has no problems to the recipe that a bake uses: defaults filled in. */
import { assertNever } from "../assert-never.ts";
import { stepKinds, testKinds } from "./kinds.ts";
import type {
  FileWanted,
  PackageWanted,
  Recipe,
  RecipeStep,
  RecipeTest,
  UserWanted,
} from "./recipe.ts";
import type { RecipeFile } from "./schema.ts";

type StepFile = RecipeFile["steps"][number];
type TestFile = RecipeFile["tests"][number];

export function normaliseRecipe(file: RecipeFile): Recipe {
  return {
    name: file.name,
    version: file.version,
    description: file.description ?? "",
    kind: file.kind ?? "server",
    base: {
      recipe: file.base.recipe ?? null,
      name: file.base.name ?? null,
      image: file.base.image ?? null,
    },
    steps: file.steps.map(stepOf),
    users: (file.users ?? []).map(userOf),
    services: file.services ?? [],
    tests: uniquelyNamed(file.tests.map(testOf)),
    watch: file.watch ?? [],
  };
}

function stepOf(step: StepFile): RecipeStep {
  const kind = stepKinds.find((candidate) => step[candidate] !== undefined);
  const title = step.name ?? `${kind ?? "step"}`;
  if (step.packages) return packagesOf(title, step.packages);
  if (step.files) return { kind: "files", title, files: step.files.map(fileOf) };
  if (step.shell !== undefined) return { kind: "shell", title, script: step.shell };
  if (step.container) return containerOf(title, step.container);
  if (step.ansible) {
    return {
      kind: "ansible",
      title,
      playbook: step.ansible.playbook,
      format: step.ansible.format ?? "rpm",
    };
  }
  throw new Error(`Step "${title}" has no kind: it was not checked`);
}

function packagesOf(title: string, wanted: NonNullable<StepFile["packages"]>): RecipeStep {
  const install: PackageWanted[] = (wanted.install ?? []).map((entry) =>
    typeof entry === "string" ? { name: entry, version: null } : entry,
  );
  return { kind: "packages", title, format: wanted.format, install, remove: wanted.remove ?? [] };
}

function fileOf(file: NonNullable<StepFile["files"]>[number]): FileWanted {
  const mode = file.mode ?? "0644";
  return {
    path: file.path,
    content: file.content,
    mode: mode.padStart(4, "0"),
    owner: file.owner ?? "root:root",
  };
}

function containerOf(title: string, container: NonNullable<StepFile["container"]>): RecipeStep {
  return {
    kind: "container",
    title,
    name: container.name,
    image: container.image,
    format: container.format ?? "rpm",
    ports: container.ports ?? [],
    environment: container.environment ?? {},
  };
}

function userOf(user: NonNullable<RecipeFile["users"]>[number]): UserWanted {
  const given = typeof user === "string" ? { name: user } : user;
  return {
    name: given.name,
    shell: given.shell ?? "/usr/sbin/nologin",
    home: given.home ?? `/home/${given.name}`,
  };
}

function testOf(test: TestFile): RecipeTest {
  const kind = testKinds.find((candidate) => test[candidate] !== undefined);
  if (kind === undefined) throw new Error("A test has no kind: it was not checked");
  switch (kind) {
    case "command":
      return {
        kind,
        command: test.command ?? "",
        name: test.name ?? firstLine(test.command ?? ""),
      };
    case "port":
      return { kind, port: test.port ?? 0, name: test.name ?? `port ${String(test.port)} listens` };
    case "http":
      return httpOf(test);
    case "package":
      return packageTestOf(test);
    case "file":
      return fileTestOf(test);
    case "service":
      return {
        kind,
        service: test.service ?? "",
        name: test.name ?? `${String(test.service)} is active`,
      };
    default:
      return assertNever(kind, "test kind");
  }
}

function httpOf(test: TestFile): RecipeTest {
  const status = test.status ?? 200;
  const url = test.http ?? "";
  return { kind: "http", url, status, name: test.name ?? `${url} answers ${String(status)}` };
}

function packageTestOf(test: TestFile): RecipeTest {
  const absent = test.absent ?? false;
  const version = test.version ?? null;
  const what = [test.package, version].filter(Boolean).join(" ");
  const name = test.name ?? `${what} is ${absent ? "not " : ""}installed`;
  return { kind: "package", name, package: test.package ?? "", version, absent };
}

function fileTestOf(test: TestFile): RecipeTest {
  const absent = test.absent ?? false;
  const path = test.file ?? "";
  return {
    kind: "file",
    path,
    absent,
    name: test.name ?? `${path} is ${absent ? "absent" : "there"}`,
  };
}

const firstLine = (text: string) => (text.trim().split("\n")[0] ?? "").slice(0, 100);

/** Results are told apart by name, so a second one of the same name gets a number. */
function uniquelyNamed(tests: readonly RecipeTest[]): readonly RecipeTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${String(count)})` };
  });
}
