import { describe, expect, test } from "vitest";
import { hashOfLink } from "../../../electron/desktop/deep-links.ts";
import { meanProgress } from "../../../electron/desktop/attention.ts";
import { isReachable, readWindowState } from "../../../electron/desktop/window-state.ts";
import { join } from "node:path";
import { aDesktop } from "./a-desktop.ts";

describe("desktop", () => {
  test("a second start opens nothing and ends", async () => {
    const { app, windows } = await aDesktop([], false);
    expect(windows).toHaveLength(0);
    expect(app.done.at(-1)).toBe("quit");
  });

  test("a deep link of the command line is the first screen", async () => {
    const { windows } = await aDesktop(["bennu://images"]);
    expect(windows[0]?.loaded).toEqual(["app://bennu/index.html#/images"]);
  });

  test("a second start's link is shown in the window that is there", async () => {
    const { app, windows } = await aDesktop();
    app.emit("second-instance", {}, ["bennu", "bennu://fleets/practice%2Fweb-prod"]);
    expect(windows).toHaveLength(1);
    expect(windows[0]?.loaded.at(-1)).toBe("app://bennu/index.html#/fleets/practice%2Fweb-prod");
  });

  test("the window's place is kept", async () => {
    const { dataDir, windows } = await aDesktop();
    windows[0]?.emit("close");
    expect(readWindowState(join(dataDir, "window.json"))).toEqual({
      x: 10,
      y: 20,
      width: 1200,
      height: 800,
      maximised: false,
    });
  });

  test("quitting closes the console before the process ends", async () => {
    const { app, ended } = await aDesktop();
    let prevented = 0;
    app.emit("will-quit", { preventDefault: () => (prevented += 1) });
    await expect.poll(() => app.done.at(-1)).toBe("quit");
    app.emit("will-quit", { preventDefault: () => (prevented += 1) });
    expect(ended).toEqual(["attention", "console"]);
    expect(prevented).toBe(1);
  });

  test("a window that goes ends its session", async () => {
    const { windows, ended } = await aDesktop();
    windows[0]?.webContents.emit("destroyed");
    expect(ended).toEqual(["window-1"]);
  });

  test("a notice is a notification only while nobody looks", async () => {
    const { asked, notifications, state, windows } = await aDesktop();
    const follower = asked.find(({ name }) => name === "topic:open")?.session;
    const notice = {
      event: "notice:raised",
      level: "good",
      text: "Replaced.",
      link: null,
    } as const;
    follower?.push(notice);
    state.focused = windows[0] ?? null;
    follower?.push(notice);
    expect(notifications).toEqual([{ title: "Bennu", body: "Replaced." }]);
  });

  test("progress is the mean of what runs, and none when nothing does", () => {
    expect(meanProgress([])).toBe(-1);
    expect(meanProgress([{ progress: 0.2 }, { progress: 0.6 }])).toBeCloseTo(0.4);
  });

  test.each([
    ["bennu://fleets", "#/fleets"],
    ["bennu://operations/op-1", "#/operations/op-1"],
    ["bennu://fleets/a%2Fb/replace", "#/fleets/a%2Fb/replace"],
    ["bennu://fleets/<script>", null],
    ["bennu://settings", null],
    ["bennu://fleets?x=1", null],
    ["https://fleets", null],
  ])("%s leads to %s", (link, hash) => expect(hashOfLink(link)).toBe(hash));

  test("a place on a display that is gone is forgotten", () => {
    const display = { x: 0, y: 0, width: 1920, height: 1080 };
    expect(isReachable({ x: 100, y: 100, width: 800, height: 600 }, [display])).toBe(true);
    expect(isReachable({ x: 2500, y: 100, width: 800, height: 600 }, [display])).toBe(false);
  });
});
