/**
 * What may be in the packaged program, as patterns of paths in its asar. A test holds every packed file against
 * these, so nothing gets in by accident.
 */
export const packedFiles: readonly RegExp[] = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/electron\/(main|serve|practice-cloud|practice-worker|inventory-worker)\.js$/,
  /^out\/electron\/preload\.cjs$/,
  /^out\/electron\/chunk-[\w.-]+\.js$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2?|svg|png)$/,
  /^out\/recipes\/([\w-]+\/)*\w[\w.-]*\.(ya?ml|md|conf|html|service|j2|rb|erb|e?pp|cf)$/,
];

export function strangers(files: readonly string[]): readonly string[] {
  return files.filter((file) => !packedFiles.some((pattern) => pattern.test(file)));
}
