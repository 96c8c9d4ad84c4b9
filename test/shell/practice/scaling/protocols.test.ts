/** CloudWatch answers in whichever of its three protocols it is spoken to. */
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import { MINUTE_MS } from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";

type Settings = NonNullable<ConstructorParameters<typeof CloudWatchClient>[0]>;
type ProtocolClass = Exclude<Settings["protocol"], object | undefined>;

/** AWS query is what the client of Auto Scaling speaks. */
const queryProtocol = () => smallRegion().groups.config.protocol.constructor as ProtocolClass;

const PROTOCOLS: Readonly<Record<string, () => Settings["protocol"]>> = {
  "AWS JSON": () => undefined,
  CBOR: () => SmithyRpcV2CborProtocol,
  "AWS query": queryProtocol,
};

it.each(Object.entries(PROTOCOLS))("%s", async (_, protocolOf) => {
  const protocol = protocolOf();
  const region = smallRegion();
  const client = new CloudWatchClient({
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: region.requestHandler(),
    maxAttempts: 1,
    ...(protocol ? { protocol } : {}),
  });
  const metric = { Namespace: "Shop", MetricName: "Queue" };
  const Dimensions = [{ Name: "shelf", Value: "top" }];
  const Timestamp = new Date(region.world.nowMs);
  await client.send(
    new PutMetricDataCommand({
      Namespace: "Shop",
      MetricData: [{ MetricName: "Queue", Dimensions, Value: 4.5, Timestamp }],
    }),
  );
  await client.send(
    new PutMetricAlarmCommand({
      ...metric,
      AlarmName: "full",
      Dimensions,
      Statistic: "Maximum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 4.25,
      ComparisonOperator: "GreaterThanThreshold",
    }),
  );
  region.advance(2 * MINUTE_MS);
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ["full"] }));
  expect(MetricAlarms).toMatchObject([
    { AlarmName: "full", StateValue: "ALARM", Threshold: 4.25, Dimensions },
  ]);
  expect(MetricAlarms?.[0]?.StateUpdatedTimestamp).toBeInstanceOf(Date);
  const { Datapoints } = await client.send(
    new GetMetricStatisticsCommand({
      ...metric,
      Dimensions,
      StartTime: new Date(Timestamp.getTime() - MINUTE_MS),
      EndTime: new Date(region.world.nowMs),
      Period: 60,
      Statistics: ["Sum"],
    }),
  );
  expect(Datapoints).toMatchObject([{ Sum: 4.5, Unit: "None" }]);
  const unknown = new DeleteAlarmsCommand({ AlarmNames: ["nobody"] });
  await expect(client.send(unknown)).rejects.toMatchObject({
    name: "ResourceNotFound",
    $metadata: { httpStatusCode: 404 },
  });
});
