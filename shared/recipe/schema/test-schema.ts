/** The tests of a recipe file: each names its kind by its key, and what else is asked beside it. */
import { z } from "zod";
import {
  absolutePath,
  httpStatus,
  mode,
  oneLine,
  owner,
  packageName,
  packageVersion,
  port,
  secondsOfBoot,
  text,
  title,
  unit,
  unixName,
  url,
} from "./words.ts";

export const testKinds = [
  "command",
  "port",
  "http",
  "package",
  "file",
  "service",
  "user",
  "listening",
  "boot",
] as const;

/** Keys that ask for more, and the kinds they go with. */
export const companions = {
  status: ["http"],
  contains: ["http", "file"],
  version: ["package"],
  absent: ["package", "file", "user"],
  mode: ["file"],
  owner: ["file"],
  enabled: ["service"],
} as const satisfies Readonly<Record<string, readonly (typeof testKinds)[number][]>>;

const listener = z.union([
  z.string().regex(/^(tcp|udp)\/\d{1,5}$|\$\{\{/, "a TCP port, or tcp/22, or udp/323"),
  port,
]);

export const testSchema = z.strictObject({
  name: title.optional(),
  command: text.optional().describe("Passes if it ends with 0"),
  port: port.optional().describe("Something listens on this TCP port"),
  http: url.optional().describe("An address such as http://localhost:8080/healthz"),
  status: httpStatus.optional().describe("With http: the status expected; 200 if left out"),
  contains: oneLine
    .min(1)
    .max(400)
    .optional()
    .describe("With http or file: a text that is in the answer, or in a line of the file"),
  package: packageName.optional(),
  version: packageVersion.optional().describe("With package: the version expected"),
  absent: z.boolean().optional().describe("With package, file or user: it must not be there"),
  file: absolutePath.optional(),
  mode: mode.optional().describe("With file"),
  owner: owner.optional().describe("With file"),
  service: unit.optional().describe("It is active"),
  enabled: z.boolean().optional().describe("With service: every boot starts it, too"),
  user: unixName.optional(),
  listening: z
    .array(listener)
    .max(50)
    .optional()
    .describe("Nothing else listens where others can reach it, e.g. [22, 8080, udp/323]"),
  boot: secondsOfBoot.optional().describe("A fresh boot takes no longer, in seconds"),
});
export type TestFile = z.infer<typeof testSchema>;
