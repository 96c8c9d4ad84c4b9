import type { ConnectionState } from "../../shared/model/connection.ts";
import { environmentTone } from "../components/connections/environment.ts";
import { links } from "../links.ts";
import { Pill } from "../ui/Pill.tsx";

export function ConnectionBadge({ state }: { readonly state: ConnectionState }) {
  const { connection, accountId } = state;
  const account = accountId === null ? "" : ` · ${accountWords(accountId)}`;
  const profile = connection.profile === null ? "" : ` · profile ${connection.profile}`;
  return (
    <a className="plain-link" href={links.connections(connection.id)}>
      <Pill
        tone={environmentTone(connection.environment)}
        title={state.principalArn ?? "not signed in"}
      >
        <span aria-hidden="true">●</span>
        <span>
          <strong>{connection.name}</strong>
          {account} · {connection.region}
          {profile}
          {connection.readOnly ? " · read only" : ""}
        </span>
      </Pill>
    </a>
  );
}

/** 441722901163 → 4417-2290-1163 */
const accountWords = (accountId: string) =>
  accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3");
