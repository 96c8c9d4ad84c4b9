/** Each test's result on each side: what passed before and fails now is what one looks for. */
import type { CompareSide } from "../../../../shared/compare/comparison.ts";
import { Panel } from "../../../ui/Panel.tsx";
import { SidesHead } from "./SidesHead.tsx";

export function TestTable({ sides }: { readonly sides: readonly CompareSide[] }) {
  const names = [...new Set(sides.flatMap((side) => side.tests?.map(({ name }) => name) ?? []))];
  if (names.length === 0) return null;
  return (
    <Panel title="Tests">
      <table className="compare-table">
        <SidesHead of="Test" sides={sides} />
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {sides.map((side, at) => (
                <Result key={at} side={side} name={name} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Result({ side, name }: { readonly side: CompareSide; readonly name: string }) {
  if (side.tests === null) return <td className="muted">unknown</td>;
  const result = side.tests.find((test) => test.name === name);
  if (result === undefined) return <td className="muted">not run</td>;
  return (
    <td className={result.passed ? "tone-good" : "tone-bad"} title={result.detail}>
      {result.passed ? "✓ passed" : "✕ failed"}
    </td>
  );
}
