/** The files of known holes that the user gave this comparison. They stay in the page and are gone with it. */
import { useCallback, useEffect, useRef, useState } from "react";
import {
  HoleFileError,
  type HoleFile,
  type Wanted,
} from "../../../../shared/compare/holes/advisory.ts";
import { readHoleFile } from "./read-file.ts";

export type GivenFile =
  | { readonly kind: "reading"; readonly name: string; readonly share: number }
  | { readonly kind: "read"; readonly name: string; readonly file: HoleFile }
  | { readonly kind: "failed"; readonly name: string; readonly why: string };

export function useHoleFiles(wanted: Wanted) {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const ending = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    ending.current = controller;
    return () => controller.abort();
  }, []);
  const put = useCallback(
    (given: GivenFile) =>
      setFiles((before) => [...before.filter(({ name }) => name !== given.name), given]),
    [],
  );
  const add = useCallback(
    async (chosen: readonly File[]) => {
      const { signal } = ending.current;
      for (const file of chosen) put(await given(file, wanted, signal, put));
    },
    [wanted, put],
  );
  const remove = useCallback(
    (name: string) => setFiles((before) => before.filter((file) => file.name !== name)),
    [],
  );
  return { files, add, remove };
}

async function given(
  file: File,
  wanted: Wanted,
  signal: AbortSignal,
  put: (given: GivenFile) => void,
): Promise<GivenFile> {
  const { name } = file;
  let shown = -1;
  const onProgress = (share: number) => {
    if (share - shown < 0.02 || signal.aborted) return;
    shown = share;
    put({ kind: "reading", name, share });
  };
  try {
    return { kind: "read", name, file: await readHoleFile(file, { wanted, signal, onProgress }) };
  } catch (error) {
    const why =
      error instanceof HoleFileError
        ? error.message
        : "It could not be read to its end: it may be broken, or packed in another way than gzip.";
    return { kind: "failed", name, why };
  }
}
