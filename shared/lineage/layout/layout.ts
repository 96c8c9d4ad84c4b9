/**
 * Where each image of a lineage is drawn. Own lanes: images of one series made from the same parent share a row in
 * order of time, a parent stands in the middle of its children's rows, columns are base, golden, server and what was
 * made from those. Deterministic, no recursion (a lineage may be thousands deep). Units are CSS pixels at scale 1.
 */
import type { LineageImage } from "../image-graph.ts";
import { bySeries, firstColumn, type LayoutSizes, type Place } from "./placed.ts";

export interface Extent {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** `order`: parents before children, tree by tree. Sets each place's x, y, column, forerunner and earlier base. */
export function layOut<T extends LineageImage>(
  order: readonly Place<T>[],
  sizes: LayoutSizes,
): Extent {
  for (const place of order) if (place.children.length > 0) shareRows(place.children);
  setColumns(order, sizes);
  setRows(order, sizes);
  linkBases(order);
  return extentOf(order, sizes);
}

/** A long series goes on in the next row, as lines of a text do. */
const longestRow = 10;

/** A childless image goes behind a childless sibling of its own series; everything else gets a row of its own. */
function shareRows<T extends LineageImage>(children: readonly Place<T>[]): void {
  let inRow = 1;
  for (const [at, child] of children.entries()) {
    const last = children[at - 1];
    const shares =
      last !== undefined &&
      inRow < longestRow &&
      last.children.length === 0 &&
      child.children.length === 0 &&
      last.series === child.series;
    child.before = shares ? last : null;
    inRow = shares ? inRow + 1 : 1;
  }
}

function setColumns<T extends LineageImage>(order: readonly Place<T>[], sizes: LayoutSizes): void {
  for (const place of order) {
    const left = place.before ?? place.parent;
    const own = firstColumn[place.image.kind];
    place.column = left === null ? own : Math.max(own, left.column + 1);
    place.x = place.column * (sizes.nodeWidth + sizes.columnGap);
  }
}

/** A childless image takes the next row, or its forerunner's; a parent the middle of its children's. */
function setRows<T extends LineageImage>(order: readonly Place<T>[], sizes: LayoutSizes): void {
  const step = sizes.nodeHeight + sizes.rowGap;
  let next = 0;
  for (const [at, place] of order.entries()) {
    if (place.parent === null && at > 0) next += sizes.treeGap;
    if (place.before !== null) place.y = place.before.y;
    else if (place.children.length === 0) {
      place.y = next;
      next += step;
    }
  }
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const place = order[at];
    const [first, last] = [place?.children[0], place?.children.at(-1)];
    if (place === undefined) continue;
    if (first !== undefined && last !== undefined) place.y = (first.y + last.y) / 2;
    place.top = first?.top ?? place.y;
    place.bottom = last?.bottom ?? place.y;
  }
}

function linkBases<T extends LineageImage>(order: readonly Place<T>[]): void {
  let last: Place<T> | null = null;
  for (const place of order) {
    place.earlier = null;
    if (place.parent !== null) continue;
    const follows =
      last?.image.kind === "base" && place.image.kind === "base" && last.series === place.series;
    if (follows) place.earlier = last;
    last = place;
  }
}

function extentOf<T extends LineageImage>(order: readonly Place<T>[], sizes: LayoutSizes): Extent {
  let [columns, height] = [0, 0];
  for (const { column, y } of order) {
    if (column >= columns) columns = column + 1;
    if (y + sizes.nodeHeight > height) height = y + sizes.nodeHeight;
  }
  const width = Math.max(0, columns * (sizes.nodeWidth + sizes.columnGap) - sizes.columnGap);
  return { columns, width, height };
}

/**
 * Parents before children, trees in order. Images whose tags claim a circle have no root: the oldest of each circle is
 * made a root of its own.
 */
export function preOrder<T extends LineageImage>(
  places: readonly Place<T>[],
  walk: number,
): Place<T>[] {
  const order: Place<T>[] = [];
  const follow = (root: Place<T>) => {
    const open = [root];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (place.reached === walk) continue;
      place.reached = walk;
      order.push(place);
      for (let at = place.children.length - 1; at >= 0; at -= 1) {
        const child = place.children[at];
        if (child !== undefined) open.push(child);
      }
    }
  };
  for (const root of places.filter((place) => place.parent === null).sort(bySeries)) follow(root);
  if (order.length === places.length) return order;
  for (const place of places.filter((one) => one.reached !== walk).sort(bySeries)) {
    if (place.reached === walk) continue;
    cutOff(place);
    follow(place);
  }
  return order;
}

function cutOff<T extends LineageImage>(place: Place<T>): void {
  const parent = place.parent;
  place.parent = null;
  if (parent !== null) parent.children = parent.children.filter((child) => child !== place);
}
