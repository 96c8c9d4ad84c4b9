/** Two images or two generations held against each other. Reads only; the address says which two. */
import Button from "@cloudscape-design/components/button";
import Spinner from "@cloudscape-design/components/spinner";
import { useRequest } from "../../client/requests.ts";
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
  return (
    <Compared
      answer={answer}
      onSwap={() => go(links.compareImages(connectionId, right, left))}
      replace={null}
    />
  );
}

function GenerationPair({ pair, fleet }: { readonly pair: Pair; readonly fleet: string }) {
  const { left, right } = pair;
  const answer = useRequest("compare:generations", { fleetId: fleet, left, right });
  return (
    <Compared
      answer={answer}
      onSwap={() => go(links.compareGenerations(fleet, right, left))}
      replace={fleet}
    />
  );
}

interface ComparedProps {
  readonly answer: ReturnType<typeof useRequest<"compare:images">>;
  readonly onSwap: () => void;
  /** The fleet that could be replaced with the right side; null if no fleet is meant. */
  readonly replace: string | null;
}

function Compared({ answer, onSwap, replace }: ComparedProps) {
  const imageId = answer.data?.right.imageId ?? null;
  const note = answer.data ? `${answer.data.left.label} with ${answer.data.right.label}` : "";
  const actions = (
    <>
      <Button onClick={onSwap}>⇄ Swap</Button>
      {replace !== null && imageId !== null && (
        <Button variant="primary" onClick={() => go(links.replace(replace, imageId))}>
          Replace with {answer.data?.right.label}…
        </Button>
      )}
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
