/** A lesson's world in virtual time, with what a learner does in it made by AWS's own calls. */
import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateVersionCommand } from "@aws-sdk/client-ec2";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { lessonOf } from "../../../../electron/practice/lessons/catalogue.ts";
import { judgeLesson, lessonView } from "../../../../electron/practice/lessons/judge.ts";
import type { OperationSight } from "../../../../electron/practice/lessons/lesson-facts.ts";
import { lessonWorld } from "../../../../electron/practice/lessons/lesson-life.ts";
import { keptLesson } from "../../../../electron/practice/lessons/lesson-state.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import type { LessonId, LessonView } from "../../../../shared/model/practice/practice-lesson.ts";
import { clientsOf } from "../faults/faulty-region.ts";

export const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 21, 9);

export const newLesson = (id: LessonId): World =>
  lessonWorld(lessonOf(id), {
    region: "eu-west-1",
    accountId: "441722901163",
    startMs: START_MS,
  });

export function lessonRegion(world: World) {
  const practice = createInThreadPractice({ seed: 0, world });
  const clients = clientsOf(practice.endpoint);
  const facts = () => {
    const kept = keptLesson(world);
    if (!kept) throw new Error("no lesson");
    return kept;
  };
  return {
    ...practice,
    ...clients,
    facts,
    known: (name: string) => facts().record.known[name] ?? [],
    verdict: (operations: readonly OperationSight[] = []) =>
      judgeLesson(facts(), operations, world.nowMs)?.verdict ?? "going-on",
    view: (operations: readonly OperationSight[] = []) => lessonView(facts(), operations),
  };
}

export type LessonRegion = ReturnType<typeof lessonRegion>;

export function pointStates(view: LessonView): Readonly<Record<string, string>> {
  return Object.fromEntries(view.points.map(({ id, state }) => [id, state]));
}

export const operation = (world: World, change: Partial<OperationSight> = {}): OperationSight => ({
  kind: "replace",
  fleet: "checkout-web",
  status: "succeeded",
  startedAtMs: START_MS + 1000,
  endedAtMs: world.nowMs,
  ...change,
});

/** A group beside the one that serves, from a new version of its template. */
export async function raiseBeside(
  { world, ec2, groups }: LessonRegion,
  from: string,
  to: string,
  imageId: string,
): Promise<void> {
  const group = world.state.groups.get(from);
  if (!group?.template) throw new Error(`no group ${from}`);
  const { LaunchTemplateVersion } = await ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: group.template.id,
      SourceVersion: group.template.version,
      LaunchTemplateData: { ImageId: imageId },
    }),
  );
  await groups.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: to,
      MinSize: 0,
      MaxSize: group.maxSize,
      DesiredCapacity: group.desiredCapacity,
      LaunchTemplate: {
        LaunchTemplateId: group.template.id,
        Version: String(LaunchTemplateVersion?.VersionNumber ?? ""),
      },
      VPCZoneIdentifier: group.subnetIds.join(","),
      TargetGroupARNs: group.trafficSources.map(({ identifier }) => identifier),
      HealthCheckType: group.healthCheckType,
      HealthCheckGracePeriod: 120,
    }),
  );
}

export const endGroup = ({ groups }: LessonRegion, AutoScalingGroupName: string) =>
  groups.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete: true }));
