import type { CompareSide } from "../../../../shared/compare/comparison.ts";

interface SidesHeadProps {
  /** What a row is of. */
  readonly of: string;
  readonly sides: readonly CompareSide[];
}

export function SidesHead({ of, sides }: SidesHeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{of}</th>
        {sides.map((side, at) => (
          <th key={at} scope="col">
            {side.label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
