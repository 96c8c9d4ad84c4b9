/** Servers that run, or could be started again, and whose image can't be started any more. */
import Button from "@cloudscape-design/components/button";
import type { GoneImage } from "../../../../shared/model/retention.ts";
import { countWords, listWords } from "../../../../shared/words/counts.ts";
import { useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { Panel } from "../../../ui/Panel.tsx";

export function GonePanel({ connectionId }: { readonly connectionId: string }) {
  const { data, error, isFetching, refetch } = useRequest("image:gone", { connectionId });
  const servers = data?.images.reduce((sum, { servers: all }) => sum + all.length, 0) ?? 0;
  return (
    <Panel
      title="Servers whose image is gone"
      note={data === undefined ? undefined : countWords(servers, "server")}
      actions={
        <Button
          loading={isFetching}
          ariaLabel="Look again for servers whose image is gone"
          onClick={() => void refetch()}
        >
          Look again
        </Button>
      }
    >
      {error && <Problem error={error} />}
      {data === undefined && error === null && <p className="muted">Looking…</p>}
      {data?.images.length === 0 && (
        <p>None: every server that was read could be replaced by its like.</p>
      )}
      <ul className="gone-images">
        {data?.images.map((image) => (
          <Gone key={image.imageId} image={image} />
        ))}
      </ul>
    </Panel>
  );
}

function Gone({ image }: { readonly image: GoneImage }) {
  const groups = [...new Set(image.servers.flatMap(({ groupName }) => groupName ?? []))];
  return (
    <li>
      <strong>{image.name ?? image.imageId}</strong>{" "}
      {image.name !== null && <span className="mono muted">{image.imageId}</span>}
      <div>{image.words}</div>
      <div className="muted">
        {countWords(image.servers.length, "server")}
        {groups.length > 0 && ` of ${listWords(groups, 3)}`}:{" "}
        <span className="mono">
          {listWords(
            image.servers.map(({ id }) => id),
            4,
          )}
        </span>
      </div>
    </li>
  );
}
