import { useMemo } from "react";
import { matchPath, splitHash, useHash } from "../ui/hash-path.ts";
import type { Place } from "../place.ts";
import { routes, type Route } from "../routes.ts";

export interface Found {
  readonly route: Route;
  readonly place: Place;
  /** The path without its query: the screen starts anew when it changes. */
  readonly path: string;
}

function findPlace(hash: string): Found | null {
  const { path, query } = splitHash(hash);
  for (const route of routes) {
    const params = matchPath(route.pattern, path === "" || path === "/" ? "/fleets" : path);
    if (params !== null) return { route, place: { params, query }, path };
  }
  return null;
}

export function usePlace(): Found | null {
  const hash = useHash();
  return useMemo(() => findPlace(hash), [hash]);
}
