import type { CSSProperties } from "react";
import type { PackageChange } from "../../../shared/compare/comparison.ts";
import { jumpLooks } from "./jump-words.ts";

interface Props {
  readonly packages: readonly PackageChange[];
  readonly leftLabel: string;
  readonly rightLabel: string;
}

/** Rows outside of the window are skipped by the browser (content-visibility), so thousands stay light. */
export function PackageTable({ packages, leftLabel, rightLabel }: Props) {
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">Package</th>
          <th scope="col">{leftLabel}</th>
          <th scope="col">{rightLabel}</th>
          <th scope="col">Jump</th>
        </tr>
      </thead>
      <tbody>
        {packages.map((change) => (
          <PackageRow
            key={`${change.name} ${change.left ?? ""} ${change.right ?? ""}`}
            change={change}
          />
        ))}
      </tbody>
    </table>
  );
}

function PackageRow({ change }: { readonly change: PackageChange }) {
  const look = jumpLooks[change.jump];
  const style = { "--weight": `${String(look.weight * 100)}%` } as CSSProperties;
  return (
    <tr>
      <th scope="row">{change.name}</th>
      <td className="mono">{change.left ?? "–"}</td>
      <td className="mono">{change.right ?? "–"}</td>
      <td>
        <span className="jump">
          <span className="jump-track" aria-hidden="true">
            <span className={`jump-bar jump-${look.tone}`} style={style} />
          </span>
          <span className={`tone-${look.tone}`}>{look.word}</span>
        </span>
      </td>
    </tr>
  );
}
