/** All CloudWatch actions that are simulated, by AWS's names. The wire finds them here. */
import {
  deleteAlarms,
  disableAlarmActions,
  enableAlarmActions,
  setAlarmState,
} from "./change-alarms.ts";
import {
  describeAlarmHistory,
  describeAlarms,
  describeAlarmsForMetric,
} from "./describe-alarms.ts";
import { getMetricData, getMetricStatistics } from "./metric-data.ts";
import { listMetrics, putMetricData } from "./metrics.ts";
import { putMetricAlarm } from "./put-alarm.ts";
import { putCompositeAlarm } from "./put-composite.ts";
import { listTags, tagAlarm, untagAlarm } from "./tags.ts";

export const cloudWatchOperations = {
  PutMetricAlarm: putMetricAlarm,
  PutCompositeAlarm: putCompositeAlarm,
  DescribeAlarms: describeAlarms,
  DescribeAlarmsForMetric: describeAlarmsForMetric,
  DescribeAlarmHistory: describeAlarmHistory,
  DeleteAlarms: deleteAlarms,
  SetAlarmState: setAlarmState,
  EnableAlarmActions: enableAlarmActions,
  DisableAlarmActions: disableAlarmActions,
  ListMetrics: listMetrics,
  PutMetricData: putMetricData,
  GetMetricData: getMetricData,
  GetMetricStatistics: getMetricStatistics,
  ListTagsForResource: listTags,
  TagResource: tagAlarm,
  UntagResource: untagAlarm,
};
