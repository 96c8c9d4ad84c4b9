import { ensureBuilt } from "../ensure-built.ts";
import { inProject } from "../paths.ts";

/** The options go to electron/serve.ts as they are. */
export async function run(options: readonly string[]): Promise<void> {
  await ensureBuilt();
  const { serve } = (await import(inProject("out/electron/serve.js"))) as {
    serve: (options: readonly string[]) => Promise<void>;
  };
  await serve(options);
}
