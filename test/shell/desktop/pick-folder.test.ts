import { expect, it } from "vitest";
import { pickFolder } from "../../../electron/desktop/pick-folder.ts";

type Dialogs = Parameters<typeof pickFolder>[0];
const dialogs = (answer: { canceled: boolean; filePaths: string[] }, asked: unknown[][] = []) =>
  ({
    BrowserWindow: { getFocusedWindow: () => (asked.length > 0 ? null : { id: 1 }) },
    dialog: {
      showOpenDialog: (...words: unknown[]) => {
        asked.push(words);
        return Promise.resolve(answer);
      },
    },
  }) as unknown as Dialogs;

it("gives the folder that was picked", async () => {
  const asked: unknown[][] = [];
  expect(await pickFolder(dialogs({ canceled: false, filePaths: ["/repo"] }, asked))).toBe("/repo");
  expect(asked[0]?.at(-1)).toMatchObject({ properties: ["openDirectory"] });
});

it.each([
  { canceled: true, filePaths: ["/repo"] },
  { canceled: false, filePaths: [] },
])("gives none where none was picked", async (answer) => {
  expect(await pickFolder(dialogs(answer))).toBeNull();
});
