import { yIn, type ImagePlace, type Line, type Window } from "./in-view.ts";
import type { Scene } from "./paint.ts";
import { nodeHeight, nodeWidth, readableFrom } from "./sizes.ts";

type Style = "plain" | "next" | "lit";

/** One path a style: thousands of lines cost no more than their points. */
export function paintLines(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  { related, palette }: Scene,
  window: Window,
  scale: number,
): void {
  const straight = scale < readableFrom;
  const paths: Record<Style, Path2D> = {
    plain: new Path2D(),
    next: new Path2D(),
    lit: new Path2D(),
  };
  for (const line of lines) {
    const lit = related.has(line.from.image.id) && related.has(line.to.image.id);
    const path = paths[lit ? "lit" : line.kind === "next" ? "next" : "plain"];
    trace(path, line, window, straight);
    if (line.kind === "next" && !lit) traceKin(paths.lit, line.to, related, window, straight);
  }
  const width = Math.max(1.5, 1 / scale);
  context.lineWidth = width;
  context.strokeStyle = palette.line;
  context.stroke(paths.plain);
  context.setLineDash([3 * width, 4 * width]);
  context.stroke(paths.next);
  context.setLineDash([]);
  context.lineWidth = width * 1.5;
  context.strokeStyle = palette.blue;
  context.stroke(paths.lit);
}

/** Its parent's own line to an image further on in a row, where the two light up and the ones between don't. */
function traceKin(
  path: Path2D,
  to: ImagePlace,
  related: ReadonlySet<string>,
  window: Window,
  straight: boolean,
): void {
  const from = to.parent;
  if (from === null || to.before === null) return;
  if (related.has(from.image.id) && related.has(to.image.id))
    trace(path, { from, to, kind: "made" }, window, straight);
}

function trace(path: Path2D, { from, to, kind }: Line, window: Window, straight: boolean): void {
  const [fromY, toY] = [yIn(from, window), yIn(to, window)];
  if (kind === "next" && from.x === to.x) {
    const x = from.x + nodeWidth / 2;
    path.moveTo(x, fromY + nodeHeight);
    path.lineTo(x, toY);
    return;
  }
  const [x1, y1] = [from.x + nodeWidth, fromY + nodeHeight / 2];
  const [x2, y2] = [to.x, toY + nodeHeight / 2];
  path.moveTo(x1, y1);
  const bend = Math.max(18, (x2 - x1) / 2);
  if (straight || y1 === y2) {
    path.lineTo(x1 + bend, y1);
    path.lineTo(x1 + bend, y2);
    path.lineTo(x2, y2);
  } else path.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
}
