/** The system's Chromium, and the served console on the large region. */
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { benchConnection } from "./console-sync.ts";
import type { BenchRegion } from "./region.ts";
import { startNode, type Started } from "./run-node.ts";

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"];
  if (!executablePath) throw new Error("there is no Chromium-family browser here");
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args });
}

export const openPage = (browser: Browser): Promise<Page> =>
  browser.newPage({ viewport: { width: 1440, height: 900 } });

/** A data folder in which the console was opened before, with the connection to the region. */
export async function usedDataFolder(region: BenchRegion): Promise<string> {
  const data = region.folder();
  const connection = { id: "bench", kind: "aws", ...benchConnection(region.address.region) };
  writeFileSync(
    join(data, "connections.json"),
    JSON.stringify({ format: 1, connections: [connection] }),
  );
  await (await serveConsole(region, data)).stop();
  return data;
}

export interface Served extends Started {
  readonly url: string;
}

export async function serveConsole(region: BenchRegion, data: string): Promise<Served> {
  const env = {
    AWS_CONFIG_FILE: region.configFile,
    AWS_SHARED_CREDENTIALS_FILE: region.credentialsFile,
  };
  const started = await startNode(
    "build/launch.mjs",
    ["serve", "--no-open", "--port", "0", "--data", data],
    env,
  );
  return { ...started, url: (started.line as { url: string }).url };
}

/** An address with one page that never changes. */
export async function servePage(html: string): Promise<{ readonly url: string; stop(): void }> {
  const server: Server = createServer((_, answer) =>
    answer.setHeader("content-type", "text/html").end(html),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${String(port)}/`, stop };
}
