import type { TextLine } from "../../../../shared/compare/comparison.ts";

const lineClass = { " ": "diff-same", "-": "diff-gone", "+": "diff-new" } as const;

/** Unchanged stretches of more than `around` lines on each side of a change are folded. */
export function foldedLines(lines: readonly TextLine[], around = 3): (TextLine | number)[] {
  const near = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (line.mark === " ") continue;
    for (let i = at - around; i <= at + around; i += 1) near.add(i);
  }
  const shown: (TextLine | number)[] = [];
  for (const [at, line] of lines.entries()) {
    if (near.has(at)) shown.push(line);
    else if (typeof shown.at(-1) === "number") shown[shown.length - 1] = Number(shown.at(-1)) + 1;
    else shown.push(1);
  }
  return shown;
}

export function RecipeDiff({ lines }: { readonly lines: readonly TextLine[] }) {
  if (lines.every((line) => line.mark === " "))
    return <p className="muted">The recipes are the same.</p>;
  return (
    <pre className="diff" tabIndex={0} aria-label="Recipe, line by line">
      {foldedLines(lines).map((line, at) =>
        typeof line === "number" ? (
          <span
            key={`fold-${String(at)}`}
            className="diff-fold"
          >{`⋯ ${String(line)} unchanged\n`}</span>
        ) : (
          <span key={`line-${String(at)}`} className={lineClass[line.mark]}>
            {`${line.mark} ${line.text}\n`}
          </span>
        ),
      )}
    </pre>
  );
}
