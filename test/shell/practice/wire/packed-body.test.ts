/** Many metrics at once come packed: an unmodified client packs what is larger than ten kilobytes. */
import {
  CloudWatchClient,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";
import { lowerCaseHeaders } from "../../../../electron/practice/wire/messages.ts";

it("is unpacked after its signature was checked", async () => {
  const practice = createInThreadPractice({ seed: 1, scenario: "empty" });
  const client = new CloudWatchClient({
    region: "eu-west-1",
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: practice.requestHandler(),
    maxAttempts: 1,
  });
  let encoding: string | undefined;
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      encoding = lowerCaseHeaders(headers)["content-encoding"];
      return next(args);
    },
    { step: "deserialize", priority: "low" },
  );
  const MetricData = Array.from({ length: 300 }, (_, at) => ({
    MetricName: `Orders${"-".repeat(40)}${String(at)}`,
    Value: at,
    Timestamp: new Date(practice.world.nowMs),
  }));
  await client.send(new PutMetricDataCommand({ Namespace: "Shop", MetricData }));
  expect(encoding).toBe("gzip");
  const { Metrics = [] } = await client.send(
    new ListMetricsCommand({ Namespace: "Shop", MetricName: `Orders${"-".repeat(40)}299` }),
  );
  expect(Metrics).toHaveLength(1);
});
