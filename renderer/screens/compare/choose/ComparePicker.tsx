/** Which two or three? Each an image, a generation of a fleet or a server. Shown where the address names too few. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { CompareSubject } from "../../../../shared/compare/comparison.ts";
import { links } from "../../../links.ts";
import { go } from "../../../ui/hash-path.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Panel } from "../../../ui/Panel.tsx";
import { SubjectField } from "./SubjectField.tsx";

interface Props {
  readonly sides: readonly CompareSubject[];
  readonly connection: string | null;
}

const labels = ["From", "To", "And to (optional)"] as const;

export function ComparePicker({ sides, connection }: Props) {
  const [chosen, setChosen] = useState<readonly (CompareSubject | null)[]>([
    sides[0] ?? null,
    sides[1] ?? null,
    sides[2] ?? null,
  ]);
  const wanted = chosen.filter((side) => side !== null);
  const distinct = new Set(wanted.map((side) => JSON.stringify(side))).size;
  const usable = chosen[0] && chosen[1] && distinct === wanted.length;
  const choose = (at: number, subject: CompareSubject | null) =>
    setChosen((before) => before.map((side, index) => (index === at ? subject : side)));
  return (
    <>
      <PageHeader title="Compare" note="two or three images, generations or servers, in any mix" />
      <Panel>
        <div className="compare-sides compare-sides-3">
          {labels.map((label, at) => (
            <SubjectField
              key={label}
              label={label}
              subject={chosen[at] ?? null}
              connection={connection}
              onChange={(subject) => choose(at, subject)}
            />
          ))}
        </div>
        <p>
          <Button
            variant="primary"
            disabled={!usable}
            disabledReason={
              distinct < wanted.length
                ? "Two of them are the same."
                : "Choose what to compare, and with what."
            }
            onClick={() => go(links.compare(wanted))}
          >
            Compare
          </Button>
        </p>
      </Panel>
    </>
  );
}
