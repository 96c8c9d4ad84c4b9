/**
 * What a bake does to the builder, step by step, as the bake uses it: checked, defaults filled in, one kind each,
 * and everything that comes out of the recipe's repository read into it.
 */
export type PackageFormat = "rpm" | "deb";

/** A file of the recipe's repository, as it was read together with the recipe. */
export interface RepositoryFile {
  /** Below the folder that it came with (`RepositoryTree.from`), else below the recipe folder; with `/`. */
  readonly path: string;
  readonly base64: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly isExecutable: boolean;
}

/** A folder of the recipe's repository, with all that is below it, in order of path. */
export interface RepositoryTree {
  /** Below the recipe folder, with `/`. */
  readonly from: string;
  readonly files: readonly RepositoryFile[];
}

export type PackageWanted =
  /** Null: the newest that the repositories have. */
  | { readonly source: "repository"; readonly name: string; readonly version: string | null }
  /** `sha256`: lower-case hex of the package file. */
  | { readonly source: "url"; readonly url: string; readonly sha256: string }
  | { readonly source: "file"; readonly file: RepositoryFile };

export interface FileWanted {
  readonly path: string;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "file"; readonly file: RepositoryFile };
  /** Four octal digits. */
  readonly mode: string;
  /** user:group or user. */
  readonly owner: string;
}

/** A text of the recipe, or a file within the step's tree. */
export type Script =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "in-tree"; readonly path: string };

interface Provisioner {
  readonly title: string;
  /** Null: nothing but the step's own text. */
  readonly tree: RepositoryTree | null;
  readonly format: PackageFormat;
  /** Installed before the step if its program isn't there; null: the program must be there already. */
  readonly install: PackageWanted | null;
}

export interface AnsibleStep extends Provisioner {
  readonly kind: "ansible";
  /** Run against localhost; roles, group_vars and the like lie beside it in the tree. */
  readonly playbook: Script;
  /** Given as --extra-vars. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface ChefStep extends Provisioner {
  readonly kind: "chef";
  /** `local`: chef-client --local-mode. `solo`: chef-solo. */
  readonly mode: "local" | "solo";
  /** Empty where `recipe` is given. */
  readonly runList: readonly string[];
  /** A recipe in the step itself, instead of a run list. */
  readonly recipe: string | null;
  /** Goes into the node's JSON file beside the run list. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface PuppetStep extends Provisioner {
  readonly kind: "puppet";
  /** A file or a folder of manifests within the tree, or the text itself. */
  readonly manifest: Script;
  /** Folders of modules within the tree. */
  readonly modules: readonly string[];
  /** Within the tree; null: none. */
  readonly hiera: string | null;
  /** External facts, by name. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface CfengineStep extends Provisioner {
  readonly kind: "cfengine";
  readonly policy: Script;
  /** Empty: those that the policy names itself. */
  readonly bundles: readonly string[];
  /** Set beside the hard classes. */
  readonly classes: readonly string[];
}

export interface ContainerStep {
  readonly kind: "container";
  readonly title: string;
  /** Of the container and of its unit. */
  readonly name: string;
  readonly image: string;
  readonly format: PackageFormat;
  readonly engine: "docker" | "podman";
  /** host:container */
  readonly ports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** host:container, with an optional :ro */
  readonly volumes: readonly string[];
  /** Words after the image; empty: the image's own command. */
  readonly command: readonly string[];
  /** The unit file as it is written; null: Bennu writes one that runs the container and restarts it. */
  readonly unit: FileWanted["content"] | null;
}

export type RecipeStep =
  | {
      readonly kind: "packages";
      readonly title: string;
      readonly format: PackageFormat;
      readonly install: readonly PackageWanted[];
      readonly remove: readonly string[];
    }
  | { readonly kind: "files"; readonly title: string; readonly files: readonly FileWanted[] }
  | { readonly kind: "shell"; readonly title: string; readonly script: string }
  | AnsibleStep
  | ChefStep
  | PuppetStep
  | CfengineStep
  | ContainerStep
  /** The program goes on after it, with the next step. */
  | { readonly kind: "reboot"; readonly title: string };
