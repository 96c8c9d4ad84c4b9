/** What is in an image, to be looked up: its packages, services, ports, users, files and settings. */
import { useMemo, useState } from "react";
import { cutWords } from "../../../../shared/compare/cut.ts";
import { findItems, listManifest } from "../../../../shared/compare/manifest-list.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { Manifest } from "../../../../shared/model/manifest.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useRequest } from "../../../client/requests.ts";
import { Problem } from "../../../components/Problem.tsx";
import { dateTimeWords } from "../../../ui/clock-time.ts";

/** More would be scrolled through by nobody: the search finds the rest. */
const MOST = 200;

export function ImageContents({ image }: { readonly image: ImageView }) {
  const { connectionId, id } = image;
  const record = useRequest("image:record", { connectionId, imageId: id });
  if (record.error) return <Problem error={record.error} />;
  if (record.data === undefined)
    return (
      <p className="muted" role="status">
        Reading what is in it…
      </p>
    );
  const manifest = record.data?.manifest ?? null;
  if (manifest === null)
    return (
      <p className="tone-warn" role="status">
        It could not be read: no running server of it has what it printed at its first boot on its
        console any more, or it may not be read. “Look into it…” starts one server that prints it.
      </p>
    );
  return <List manifest={manifest} />;
}

function List({ manifest }: { readonly manifest: Manifest }) {
  const [search, setSearch] = useState("");
  const all = useMemo(() => listManifest(manifest), [manifest]);
  const found = useMemo(() => findItems(all, search), [all, search]);
  const taken = manifest.takenAtMs === 0 ? "" : `, as printed ${dateTimeWords(manifest.takenAtMs)}`;
  return (
    <div className="image-contents">
      <input
        type="search"
        aria-label="Search what is in it"
        placeholder="openssl, port, service nginx…"
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <p className="muted" role="status">
        {found.length === all.length ? "" : `${String(found.length)} of `}
        {countWords(all.length, "thing")}
        {taken}
        {found.length > MOST && `; the first ${String(MOST)} are listed, search for the others`}.
      </p>
      {(manifest.cut ?? []).map((cut) => (
        <p key={cut.what} className="tone-warn">
          {cutWords(cut)}
        </p>
      ))}
      <div className="image-contents-list" tabIndex={0} role="group" aria-label="What is in it">
        <table className="detail-table">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Name</th>
              <th scope="col">Version or value</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, MOST).map(({ area, name, value }, at) => (
              <tr key={`${area} ${name} ${String(at)}`}>
                <td className="muted">{area}</td>
                <th scope="row">{name}</th>
                <td className="mono">{value ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
