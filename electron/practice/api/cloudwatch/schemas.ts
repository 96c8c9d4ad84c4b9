/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  DeleteAlarms$,
  DescribeAlarmHistory$,
  DescribeAlarms$,
  DescribeAlarmsForMetric$,
  DisableAlarmActions$,
  EnableAlarmActions$,
  GetMetricData$,
  GetMetricStatistics$,
  ListMetrics$,
  ListTagsForResource$,
  PutCompositeAlarm$,
  PutMetricAlarm$,
  PutMetricData$,
  SetAlarmState$,
  TagResource$,
  UntagResource$,
} from "@aws-sdk/client-cloudwatch";
import type { OperationSchemas } from "../../wire/service.ts";
import type { cloudWatchOperations } from "./operations.ts";

export const cloudWatchSchemas: OperationSchemas<typeof cloudWatchOperations> = {
  PutMetricAlarm: PutMetricAlarm$,
  PutCompositeAlarm: PutCompositeAlarm$,
  DescribeAlarms: DescribeAlarms$,
  DescribeAlarmsForMetric: DescribeAlarmsForMetric$,
  DescribeAlarmHistory: DescribeAlarmHistory$,
  DeleteAlarms: DeleteAlarms$,
  SetAlarmState: SetAlarmState$,
  EnableAlarmActions: EnableAlarmActions$,
  DisableAlarmActions: DisableAlarmActions$,
  ListMetrics: ListMetrics$,
  PutMetricData: PutMetricData$,
  GetMetricData: GetMetricData$,
  GetMetricStatistics: GetMetricStatistics$,
  ListTagsForResource: ListTagsForResource$,
  TagResource: TagResource$,
  UntagResource: UntagResource$,
};
