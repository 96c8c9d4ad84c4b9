/** The tags that Bennu writes and reads. Reading one is a help, never a demand: foreign things have none. */
export const TAG = {
  /** On a group: overrides which fleet it belongs to. */
  fleet: "bennu:fleet",
  /** On a group: the operation that holds it, `operationId holder epochMs`. Taken off when it ends. */
  claim: "bennu:claim",
  /** On a group that was retired warm: ISO time until which its servers are kept. */
  warmUntil: "bennu:warm-until",
  /** On a group that was retired warm: the processes, apart by spaces, that someone else held before. */
  heldProcesses: "bennu:held-processes",
  /** On a group: ISO time at which it was given, or lost, the fleet's traffic. */
  servedFrom: "bennu:served-from",
  servedUntil: "bennu:served-until",
  /** On a group, instance, image: the operation that made it. */
  operation: "bennu:operation",
  /** On an instance: it is a builder or a test boot and must end; ISO time after which it is an orphan. */
  builderUntil: "bennu:builder-until",
  /** On an instance that a bake started: builder or fresh-boot. */
  role: "bennu:role",
  /** On an image. */
  recipe: "bennu:recipe",
  recipeDigest: "bennu:recipe-digest",
  version: "bennu:version",
  /** On an image: the digest of everything that went in, and the commit of the recipe's folder (`+dirty`: changed since). */
  inputs: "bennu:inputs",
  commit: "bennu:commit",
  /** On an image: the digest of its tests' results. */
  tests: "bennu:tests",
  baseName: "bennu:base-name",
  /** On a copy: the image that it was made of, `region/id`. */
  copyOf: "bennu:copy-of",
  parent: "bennu:parent",
  /** base, golden or server. */
  kind: "bennu:kind",
  /** `passed 14/14 ISO-time`, or `failed: reason`. Absent: never tested by Bennu. */
  verified: "bennu:verified",
  manifestDigest: "bennu:manifest-digest",
  /** On an image: `ISO-time who: reason` why it must not be put into service; `withdrawn ISO-time who: reason` if it may again. */
  bad: "bennu:bad",
  /**
   * On an image: `ISO-from who: reason`, from when on nothing made from it or from its descendants is put into service;
   * `withdrawn ISO-time who: reason` if it may again, also against what was said of its ancestors until then.
   */
  revoked: "bennu:revoked",
  /** On an image that Bennu protects from deregistration: the fleet that was promised to keep it. */
  promised: "bennu:promised",
  /** On an image that the retention rules put to rest: since when and how (shared/retention/rest); `returned ISO-time` if it was given back. */
  retired: "bennu:retired",
} as const;
