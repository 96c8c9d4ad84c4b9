/** Thousands of slots on one canvas: as many painted cells are no burden where as many elements would be. */
import type { SlotLook } from "./slot-look.ts";

const cellPx = 9;
const pitchPx = 11;

const perLine = (widthPx: number) => Math.max(1, Math.floor(widthPx / pitchPx));

const paints: Readonly<Record<SlotLook, string>> = {
  rising: "--fill-rising",
  live: "--fill-live",
  warm: "--fill-warm",
  coming: "--fill-rising-soft",
  launching: "--fill-rising-soft",
  late: "--edge-yellow",
  leaving: "--fill-cold",
  standby: "--fill-cold",
  off: "--fill-empty",
  empty: "--fill-empty",
  bad: "--fill-bad",
};

export function paintSlots(
  canvas: HTMLCanvasElement,
  looks: readonly SlotLook[],
  widthPx: number,
): void {
  const line = perLine(widthPx);
  const heightPx = Math.max(1, Math.ceil(looks.length / line)) * pitchPx;
  const scale = devicePixelRatio;
  canvas.width = line * pitchPx * scale;
  canvas.height = heightPx * scale;
  canvas.style.width = `${String(line * pitchPx)}px`;
  canvas.style.height = `${String(heightPx)}px`;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(scale, scale);
  const theme = getComputedStyle(document.body);
  const fills = new Map<SlotLook, string>();
  for (const [index, look] of looks.entries()) {
    const fill = fills.get(look) ?? theme.getPropertyValue(paints[look]);
    fills.set(look, fill);
    context.fillStyle = fill;
    context.fillRect((index % line) * pitchPx, Math.floor(index / line) * pitchPx, cellPx, cellPx);
  }
}

export const slotUnder = (x: number, y: number, widthPx: number): number =>
  Math.floor(y / pitchPx) * perLine(widthPx) + Math.floor(x / pitchPx);
