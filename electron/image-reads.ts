/** What CloudReader reads of images beside the images themselves, of parameters, of objects and of scripts on servers. */
import type { GroupFact, ImageFact, ServerFact } from "../shared/model/facts.ts";
import type { ImageId, ServerId, TemplateId } from "../shared/model/ids.ts";
import type {
  AncestorFact,
  CommandResult,
  ImageReferenceFact,
  LaunchConfigurationFact,
  LaunchPermissions,
  ManagedServerFact,
  ParameterFact,
  ParameterImage,
} from "../shared/model/facts/image-use-facts.ts";

export interface ImageReads {
  /** The newest first; without an owner the account's own alone, since anyone can publish an image of any name. */
  imagesNamed(pattern: string, owner: string | null): Promise<readonly ImageFact[]>;
  /** From the image to its root, as far as AWS tells. */
  imageAncestry(id: ImageId): Promise<readonly AncestorFact[]>;
  /** What AWS itself finds that names these images; see ImageReferenceFact for what it doesn't look at. */
  imageReferences(ids: readonly ImageId[]): Promise<readonly ImageReferenceFact[]>;
  /** When each was last started from, by any account that may: AWS tells it a day late, and only the image's owner. */
  lastLaunched(ids: readonly ImageId[]): Promise<ReadonlyMap<ImageId, number>>;
  /** Null: the image is another account's, which alone may see this. */
  launchPermissions(id: ImageId): Promise<LaunchPermissions | null>;
  /** Servers that were started from them, in any state but terminated. */
  serversFrom(ids: readonly ImageId[]): Promise<readonly ServerFact[]>;
  /** Of all groups of the region those that start servers by one of these templates, also as an override. */
  groupsOfTemplates(ids: readonly TemplateId[]): Promise<readonly GroupFact[]>;
  /** All of the region. */
  launchConfigurations(): Promise<readonly LaunchConfigurationFact[]>;
  /** Those that don't exist are left out; of a SecureString everything but its value. */
  parameters(names: readonly string[]): Promise<readonly ParameterFact[]>;
  /** Null: there is none of that name. Throws `invalid-input` where its value is no image's id. */
  imageOfParameter(name: string): Promise<ParameterImage | null>;
  /** Null: Systems Manager knows nothing of it, which it may not yet. */
  commandResult(commandId: string, server: ServerId): Promise<CommandResult | null>;
  /** Those of them that Systems Manager reaches or has reached. */
  managedServers(ids: readonly ServerId[]): Promise<readonly ManagedServerFact[]>;
  /** Signed here; nothing is sent. Whoever has the address can read the object until it ends. */
  presignedGet(bucket: string, key: string, seconds: number): Promise<string>;
  /** Null: there is no such object. What was packed with gzip is unpacked. */
  objectText(bucket: string, key: string): Promise<string | null>;
  /** Its region; null: there is no such bucket. Throws `access-denied` where it isn't ours to use. */
  bucketRegion(bucket: string): Promise<string | null>;
}
