import { memo, useCallback, useEffect, useRef, type MouseEvent } from "react";
import type { SlotLook } from "./slot-look.ts";
import { paintSlots, slotUnder } from "./paint-slots.ts";
import "../servers/server-slots.css";
import "./slots.css";

interface SlotFieldProps {
  readonly label: string;
  /** One a slot, in the order of the slots. */
  readonly looks: readonly SlotLook[];
  /** What is said of the slot at this place; asked for when a pointer is on it. */
  readonly wordsAt: (index: number) => string;
}

/** So many cells are drawn each by itself; more are painted. */
const MOST_CELLS = 500;
/** More than these are drawn small, so that a fleet is seen at once. */
const MOST_LARGE_CELLS = 72;

export function SlotField(props: SlotFieldProps) {
  return props.looks.length > MOST_CELLS ? <Painted {...props} /> : <Cells {...props} />;
}

const marks: Readonly<Partial<Record<SlotLook, string>>> = {
  coming: "–",
  leaving: "↓",
  standby: "‖",
  bad: "!",
  late: "!",
};

function Cells({ label, looks, wordsAt }: SlotFieldProps) {
  const say = useCallback(
    ({ target }: MouseEvent) => {
      const cell = target instanceof HTMLElement ? target.closest("[data-slot]") : null;
      if (cell instanceof HTMLElement) cell.title = wordsAt(Number(cell.dataset["slot"]));
    },
    [wordsAt],
  );
  return (
    <div
      className={`slots ${looks.length > MOST_LARGE_CELLS ? "slots-many" : ""}`}
      role="img"
      aria-label={label}
      onMouseOver={say}
    >
      {looks.map((look, index) => (
        <Cell key={index} index={index} look={look} />
      ))}
    </div>
  );
}

const Cell = memo(function Cell({
  look,
  index,
}: {
  readonly look: SlotLook;
  readonly index: number;
}) {
  return (
    <span className={`slot slot-${look}`} data-slot={index}>
      {marks[look] ?? ""}
    </span>
  );
});

function Painted({ label, looks, wordsAt }: SlotFieldProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const paint = () => canvas.current && paintSlots(canvas.current, looks, element.clientWidth);
    paint();
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    return () => watch.disconnect();
  }, [looks]);
  const say = ({ nativeEvent }: MouseEvent<HTMLCanvasElement>) => {
    const { offsetX, offsetY, target } = nativeEvent;
    if (!(target instanceof HTMLCanvasElement)) return;
    const index = slotUnder(offsetX, offsetY, target.clientWidth);
    target.title = index < looks.length ? wordsAt(index) : "";
  };
  return (
    <div ref={box} role="img" aria-label={label}>
      <canvas ref={canvas} onMouseMove={say} />
    </div>
  );
}
