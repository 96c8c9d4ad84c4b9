/** What must be true of the builder, and again of a fresh boot of the image, before the image is called verified. */
export type RecipeTest =
  | { readonly kind: "command"; readonly name: string; readonly command: string }
  /** Something listens on this TCP port. */
  | { readonly kind: "port"; readonly name: string; readonly port: number }
  | {
      readonly kind: "http";
      readonly name: string;
      readonly url: string;
      readonly status: number;
      /** A text that the answer's body must have; null: any. */
      readonly contains: string | null;
    }
  | {
      readonly kind: "package";
      readonly name: string;
      readonly package: string;
      readonly version: string | null;
      readonly absent: boolean;
    }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly path: string;
      readonly absent: boolean;
      /** Four octal digits; null: any. */
      readonly mode: string | null;
      /** user or user:group; null: any. */
      readonly owner: string | null;
      /** A text that a line of it must have; null: any. */
      readonly contains: string | null;
    }
  /** Active now; `enabled`: and started by every boot. */
  | {
      readonly kind: "service";
      readonly name: string;
      readonly service: string;
      readonly enabled: boolean;
    }
  | {
      readonly kind: "user";
      readonly name: string;
      readonly user: string;
      readonly absent: boolean;
    }
  /**
   * Nothing but these listens where others can reach it: `tcp/22`, `udp/323`. What listens on the loopback address
   * alone doesn't count, nor does the DHCP client (udp/68, udp/546).
   */
  | { readonly kind: "listening"; readonly name: string; readonly only: readonly string[] }
  /** Of the fresh boot alone: from the kernel's start until its services were up. */
  | { readonly kind: "boot"; readonly name: string; readonly seconds: number };

/** A builder's boot says nothing about the image's. */
export function testsOn(
  tests: readonly RecipeTest[],
  role: "builder" | "fresh-boot",
): readonly RecipeTest[] {
  return role === "builder" ? tests.filter((test) => test.kind !== "boot") : tests;
}
