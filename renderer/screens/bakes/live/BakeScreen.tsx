/** A bake, live: its steps, the builder's log as it prints it, the tests as they pass or fail, what it made. */
import Button from "@cloudscape-design/components/button";
import { clockAt } from "../../../../shared/model/connection.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { aboutWords, durationWords } from "../../../../shared/words/durations.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Problem } from "../../../components/Problem.tsx";
import { NextSteps } from "../../../components/images/NextSteps.tsx";
import { shortReason } from "../../../components/operations/short-reason.ts";
import { isRunning, links } from "../../../links.ts";
import type { Place } from "../../../place.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { go } from "../../../ui/hash-path.ts";
import { PartOfLink } from "../../../components/operations/PartOfLink.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Pill } from "../../../ui/Pill.tsx";
import { useTicking } from "../../../ui/ticker.ts";
import { BakeControls } from "./BakeControls.tsx";
import { BakeEnding } from "./BakeEnding.tsx";
import { BakeLog } from "./BakeLog.tsx";
import { BakeSteps } from "./BakeSteps.tsx";
import { BakeTests } from "./BakeTests.tsx";
import { CopyPanel } from "../copy/CopyPanel.tsx";
import { MadePanel } from "./MadePanel.tsx";
import "../bakes.css";
import "./live.css";

export function BakeScreen({ place }: { readonly place: Place }) {
  const id = place.params["operationId"] ?? "";
  const { rows, status, error } = useTopic("operation", id);
  const bake = rows.get(id);
  if (error) return <Problem error={error} />;
  if (bake === undefined) {
    return status === "opening" ? (
      <Emptiness title="Reading the journal…" />
    ) : (
      <Emptiness
        title="This bake isn't in the journal"
        actions={<a href={links.bakes()}>All bakes</a>}
      />
    );
  }
  return <Bake bake={bake} />;
}

function Bake({ bake }: { readonly bake: OperationDetail }) {
  const imageId = bake.bake?.imageId ?? null;
  const succeeded = bake.status === "succeeded" && imageId !== null;
  return (
    <>
      <PageHeader
        title={bake.title}
        badges={<StatusPill bake={bake} />}
        note={
          <>
            {[bake.who, shortReason(bake.reason)].filter((part) => part !== "").join(" · ")}
            <PartOfLink operation={bake} />
          </>
        }
        actions={succeeded ? <Made bake={bake} imageId={imageId} /> : <BakeControls bake={bake} />}
      />
      <BakeEnding bake={bake} />
      <div className="bake-columns">
        <div>
          <BakeSteps bake={bake} />
          <MadePanel bake={bake} />
        </div>
        <div>
          {succeeded && <CopyPanel bake={bake} imageId={imageId} />}
          <BakeTests
            tests={bake.bake?.tests ?? []}
            expected={expectedTests(bake)}
            running={isRunning(bake)}
          />
          <BakeLog log={bake.bake?.log ?? []} running={isRunning(bake)} />
        </div>
      </div>
    </>
  );
}

function Made({ bake, imageId }: { readonly bake: OperationDetail; readonly imageId: string }) {
  const { connectionId } = bake;
  return (
    <>
      <Button onClick={() => go(links.images({ connection: connectionId, image: imageId }))}>
        Show the image in its lineage
      </Button>
      <NextSteps image={{ id: imageId, connectionId, recipe: bake.plan.recipe?.name ?? null }} />
    </>
  );
}

function StatusPill({ bake }: { readonly bake: OperationDetail }) {
  const { rows } = useTopic("connections");
  const clock = rows.get(bake.connectionId)?.clock ?? null;
  const left = useTicking((wallMs) => {
    if (!isRunning(bake)) {
      const took = bake.endedAtMs === null ? null : bake.endedAtMs - bake.startedAtMs;
      return took === null ? "" : ` after ${durationWords(took)}`;
    }
    if (bake.expectedEndMs === null || clock === null) return ", time left unknown";
    return `, ${aboutWords(bake.expectedEndMs - clockAt(clock, wallMs))} left`;
  });
  const tone = bake.status === "succeeded" ? "good" : bake.status === "failed" ? "bad" : "busy";
  return (
    <Pill tone={tone}>
      {bake.status}
      {left}
    </Pill>
  );
}

function expectedTests(bake: OperationDetail): number {
  return bake.plan.steps.reduce(
    (sum, step) => sum + (step.work.kind === "await-builder" ? step.work.tests.length : 0),
    0,
  );
}
