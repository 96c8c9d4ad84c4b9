import {
  DescribeImagesCommand,
  DescribeSnapshotsCommand,
  type DescribeImagesRequest,
  type Snapshot,
} from "@aws-sdk/client-ec2";
import type { ImageFact, SnapshotFact } from "../../../shared/model/facts.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import type { Priority } from "../../ports.ts";
import { mapImage } from "../mapping/map-image.ts";
import { mapTags } from "../mapping/tags.ts";
import { allOf, inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const PAGE = 1000;
const IDS_A_CALL = 200;

export const ownImagePages = (context: ReadingContext, priority: Priority) =>
  pagesWhere(context, priority, { Owners: ["self"], IncludeDisabled: true });

/** Of any owner, deprecated and disabled ones too; an id that AWS doesn't know is left out. */
export const readImages = (context: ReadingContext, ids: readonly ImageId[], priority: Priority) =>
  inBatches(ids, IDS_A_CALL, (batch) =>
    allOf(pagesWhere(context, priority, withValues("image-id", batch))),
  );

export const readImagesByName = (context: ReadingContext, name: string) =>
  allOf(pagesWhere(context, 0, { ...withValues("name", [literally(name)]), Owners: ["self"] }));

/** The account's own; without a value: all that carry the key. */
export const readImagesByTag = (context: ReadingContext, key: string, value: string | null) =>
  allOf(
    pagesWhere(context, 0, {
      Owners: ["self"],
      Filters: [tagFilter(key, value)],
      IncludeDeprecated: true,
      IncludeDisabled: true,
    }),
  );

const tagFilter = (key: string, value: string | null) =>
  value === null
    ? { Name: "tag-key", Values: [key] }
    : { Name: `tag:${key}`, Values: [literally(value)] };

const withValues = (name: string, values: readonly string[]): DescribeImagesRequest => ({
  Filters: [{ Name: name, Values: [...values] }],
  IncludeDeprecated: true,
  IncludeDisabled: true,
});

/** Filters take * and ? as wildcards. */
const literally = (text: string) => text.replace(/[\\*?]/g, (sign) => `\\${sign}`);

export async function* pagesWhere(
  context: ReadingContext,
  priority: Priority,
  request: DescribeImagesRequest,
): AsyncGenerator<readonly ImageFact[]> {
  const read = reads(context, "ec2", priority);
  const readPage = (token: string | undefined) => {
    const readAtMs = context.clock.now();
    const command = new DescribeImagesCommand({ ...request, MaxResults: PAGE, NextToken: token });
    return read("DescribeImages", async () => ({
      ...(await context.clients.ec2.send(command)),
      readAtMs,
    }));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    yield (page.Images ?? []).map((image) => mapImage(image, page.readAtMs));
  }
}

export async function readSnapshotStates(context: ReadingContext, ids: readonly string[]) {
  const read = reads(context, "ec2", 0);
  const found = await inBatches(ids, IDS_A_CALL, async (batch) => {
    const command = new DescribeSnapshotsCommand({
      Filters: [{ Name: "snapshot-id", Values: [...batch] }],
    });
    const answer = await read("DescribeSnapshots", () => context.clients.ec2.send(command));
    return answer.Snapshots ?? [];
  });
  return Object.fromEntries(
    found.map(({ SnapshotId, State, Progress }) => [
      SnapshotId ?? "",
      { state: State ?? "", progress: Progress ?? "" },
    ]),
  );
}

export async function readSnapshotsByTag(
  context: ReadingContext,
  key: string,
  value: string | null,
): Promise<readonly SnapshotFact[]> {
  const read = reads(context, "ec2", 0);
  const readPage = (token: string | undefined) => {
    const command = new DescribeSnapshotsCommand({
      OwnerIds: ["self"],
      Filters: [tagFilter(key, value)],
      MaxResults: PAGE,
      NextToken: token,
    });
    return read("DescribeSnapshots", () => context.clients.ec2.send(command));
  };
  const found: SnapshotFact[] = [];
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    found.push(...(page.Snapshots ?? []).map(mapSnapshot));
  return found;
}

const mapSnapshot = (snapshot: Snapshot): SnapshotFact => ({
  id: snapshot.SnapshotId ?? "",
  description: snapshot.Description ?? "",
  state: snapshot.State ?? "",
  startedAtMs: snapshot.StartTime?.getTime() ?? 0,
  sizeGib: snapshot.VolumeSize ?? null,
  tags: mapTags(snapshot.Tags),
});
