/** One image: its box, its state as an edge, a border and a word, the tests' mark, a shield, the servers in service. */
import {
  conditionOf,
  isProtected,
  shortName,
  toneOf,
  generationWords,
  type Condition,
} from "../image-marks.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import type { ImagePlace } from "./in-view.ts";
import type { Palette } from "./palette.ts";
import { nodeHeight, nodeWidth } from "./sizes.ts";

/** chosen: this one. related: an ancestor or a descendant of it. dim: neither, while one is chosen. */
export type Light = "plain" | "chosen" | "related" | "dim";

interface Look {
  readonly light: Light;
  /** Too small to read: no words. */
  readonly far: boolean;
  readonly palette: Palette;
  readonly nowMs: number;
}

export function paintPlace(
  context: CanvasRenderingContext2D,
  { image, x }: ImagePlace,
  y: number,
  { light, far, palette, nowMs }: Look,
): void {
  const condition = conditionOf(image, nowMs);
  const fill = palette.fills[toneOf(image, condition)];
  context.globalAlpha = light === "dim" ? 0.5 : 1;
  context.fillStyle = far ? fill : palette.panel;
  if (far) context.fillRect(x, y, nodeWidth, nodeHeight);
  else {
    context.beginPath();
    context.roundRect(x, y, nodeWidth, nodeHeight, 6);
    context.fill();
  }
  if (!far || light === "chosen" || light === "related") {
    paintBorder(context, { x, y }, light, condition, palette, far);
  }
  if (!far) {
    context.fillStyle = fill;
    context.fillRect(x, y + 1, 5, nodeHeight - 2);
    paintWords(context, { image, x, y }, condition, palette);
  }
  context.globalAlpha = 1;
}

/** In letters of one size on the screen, whatever the scale. */
export function paintNameBeside(
  context: CanvasRenderingContext2D,
  { image, x }: ImagePlace,
  y: number,
  scale: number,
  palette: Palette,
): void {
  context.fillStyle = palette.text2;
  context.font = `${(10 / scale).toFixed(1)}px ${palette.font}`;
  context.fillText(shortName(image), x + nodeWidth + 6 / scale, y + nodeHeight / 2 + 3.5 / scale);
}

/** As much as the box has room for: of a series' image its version, for the row's name stands at its end. */
export function paintNameWithin(
  context: CanvasRenderingContext2D,
  { image, x }: ImagePlace,
  y: number,
  scale: number,
  { palette, nowMs }: Pick<Look, "palette" | "nowMs">,
): void {
  const isGrey = toneOf(image, conditionOf(image, nowMs)) === "cold";
  const name = image.kind === "server" && image.version !== null ? image.version : image.name;
  context.fillStyle = isGrey ? palette.text : palette.ink;
  context.font = `${(10 / scale).toFixed(1)}px ${palette.font}`;
  const most = Math.floor((nodeWidth * scale - 8) / 5.6);
  // Names of one series differ at their end.
  const text = name.length > most ? `…${name.slice(1 - most)}` : name;
  context.fillText(text, x + 5 / scale, y + nodeHeight / 2 + 3.5 / scale);
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

const dashes: Partial<Record<Condition, readonly number[]>> = {
  deprecated: [2, 3],
  disabled: [6, 4],
  deregistered: [6, 4],
  pending: [1, 4],
};

function paintBorder(
  context: CanvasRenderingContext2D,
  { x, y }: Corner,
  light: Light,
  condition: Condition | null,
  palette: Palette,
  far: boolean,
): void {
  const strokes = {
    chosen: palette.text,
    related: palette.blue,
    plain: palette.line,
    dim: palette.line,
  };
  context.strokeStyle = strokes[light];
  context.lineWidth = light === "chosen" ? (far ? 10 : 2.5) : far ? 5 : 1.2;
  context.setLineDash([...((condition && dashes[condition]) ?? [])]);
  context.beginPath();
  context.roundRect(x, y, nodeWidth, nodeHeight, 6);
  context.stroke();
  context.setLineDash([]);
}

function paintWords(
  context: CanvasRenderingContext2D,
  { image, x, y }: Pick<ImagePlace, "image" | "x" | "y">,
  condition: Condition | null,
  palette: Palette,
): void {
  const { kind: tests } = image.verification;
  const shielded = image.tags[TAG.promised] !== undefined || isProtected(image);
  context.fillStyle = palette.text;
  context.font = `700 12px ${palette.font}`;
  const name = shortened(shortName(image), shielded ? 20 : tests === "untested" ? 25 : 22);
  context.fillText(name, x + 14, y + 20);
  if (condition === "revoked") strike(context, x + 14, y + 16, context.measureText(name).width);
  context.font = `11px ${palette.font}`;
  context.fillStyle = condition === null ? palette.text2 : wordColour(condition, palette);
  context.fillText(shortened(condition ?? generationWords(image), 20), x + 14, y + 38);
  if (tests !== "untested") {
    context.fillStyle = tests === "verified" ? palette.green : palette.red;
    context.fillText(tests === "verified" ? "✓" : "✕", x + nodeWidth - 17, y + 19);
  }
  if (shielded) paintShield(context, x + nodeWidth - 32, y + 9, palette.text2);
  if (image.serversInService > 0)
    paintCount(
      context,
      image.serversInService,
      x,
      y,
      palette,
      image.usedBy.some((use) => use.state === "rising"),
    );
}

const wordColour = (condition: Condition, palette: Palette) =>
  condition === "deprecated" || condition === "pending" ? palette.yellow : palette.red;

function strike(context: CanvasRenderingContext2D, x: number, y: number, width: number): void {
  context.fillRect(x, y - 1, width, 1.5);
}

function paintShield(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 9, y);
  context.lineTo(x + 9, y + 5);
  context.quadraticCurveTo(x + 8, y + 9, x + 4.5, y + 11);
  context.quadraticCurveTo(x + 1, y + 9, x, y + 5);
  context.closePath();
  context.stroke();
}

function paintCount(
  context: CanvasRenderingContext2D,
  servers: number,
  x: number,
  y: number,
  palette: Palette,
  rising: boolean,
): void {
  context.fillStyle = rising ? palette.fills.rising : palette.fills.live;
  context.beginPath();
  context.roundRect(x + nodeWidth - 54, y + 27, 46, 16, 8);
  context.fill();
  context.fillStyle = palette.ink;
  context.font = `700 11px ${palette.font}`;
  context.textAlign = "center";
  context.fillText(String(servers), x + nodeWidth - 31, y + 39);
  context.textAlign = "start";
}

export const shortened = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
