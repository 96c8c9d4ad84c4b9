/** Two images or two generations held against each other. Reads only; the address says which two. */
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import { imageKey } from "../../../shared/contract/topics.ts";
import { useRequest } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { fleetsOfRecipe } from "../../components/images/NextSteps.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../components/Problem.tsx";
import { ComparePicker } from "./ComparePicker.tsx";
import { CompareView } from "./CompareView.tsx";
import "./compare.css";

interface Pair {
  readonly fleet: string | null;
  readonly connection: string | null;
  readonly left: string;
  readonly right: string;
}

export function CompareScreen({ place }: { readonly place: Place }) {
  const pair = pairOf(place.query);
  if (pair === null)
    return (
      <ComparePicker connection={place.query.get("connection")} left={place.query.get("left")} />
    );
  return pair.fleet === null ? (
    <ImagePair pair={pair} />
  ) : (
    <GenerationPair pair={pair} fleet={pair.fleet} />
  );
}

function pairOf(query: URLSearchParams): Pair | null {
  const [left, right] = [query.get("left"), query.get("right")];
  const [fleet, connection] = [query.get("fleet"), query.get("connection")];
  if (left === null || right === null || (fleet === null && connection === null)) return null;
  return { fleet, connection, left, right };
}

function ImagePair({ pair }: { readonly pair: Pair }) {
  const { left, right } = pair;
  const connectionId = pair.connection ?? "";
  const answer = useRequest("compare:images", { connectionId, left, right });
  const image = useTopic("images").rows.get(imageKey(connectionId, right));
  const fleets = useTopic("fleets").rows;
  const served = image === undefined ? [] : fleetsOfRecipe(image, fleets.values());
  return (
    <Compared
      answer={answer}
      onSwap={() => go(links.compareImages(connectionId, right, left))}
      replace={served
        .filter(({ live }) => live.imageId === left)
        .map(({ fleet }) => ({ fleetId: fleet.id, name: fleet.name }))}
    />
  );
}

function GenerationPair({ pair, fleet }: { readonly pair: Pair; readonly fleet: string }) {
  const { left, right } = pair;
  const answer = useRequest("compare:generations", { fleetId: fleet, left, right });
  const name = useTopic("fleets").rows.get(fleet)?.name ?? "the fleet";
  return (
    <Compared
      answer={answer}
      onSwap={() => go(links.compareGenerations(fleet, right, left))}
      replace={[{ fleetId: fleet, name }]}
    />
  );
}

interface ComparedProps {
  readonly answer: ReturnType<typeof useRequest<"compare:images">>;
  readonly onSwap: () => void;
  /** The fleets that serve the left side and could be replaced with the right one. */
  readonly replace: readonly { readonly fleetId: string; readonly name: string }[];
}

function Compared({ answer, onSwap, replace }: ComparedProps) {
  const imageId = answer.data?.right.imageId ?? null;
  const note = answer.data ? `${answer.data.left.label} with ${answer.data.right.label}` : "";
  const actions = (
    <>
      <Button onClick={onSwap}>⇄ Swap</Button>
      {imageId !== null &&
        replace.map(({ fleetId, name }) => (
          <Button
            key={fleetId}
            variant="primary"
            onClick={() => go(links.replace(fleetId, imageId))}
          >
            Replace {name} with it…
          </Button>
        ))}
    </>
  );
  return (
    <>
      <PageHeader title="Compare" note={note} actions={actions} />
      {answer.isPending && <Spinner size="large" />}
      {answer.error && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && <CompareView comparison={answer.data} />}
    </>
  );
}
