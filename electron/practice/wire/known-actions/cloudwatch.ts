/** Every action of the service that AWS has, by name alone; a test holds the list against the SDK client. */
import { wordSet } from "./word-set.ts";

export const CLOUDWATCH_ACTIONS = wordSet(`
  AssociateDatasetKmsKey CreateResourceMetricsConfiguration DeleteAlarmMuteRule DeleteAlarms
  DeleteAnomalyDetector DeleteDashboards DeleteInsightRules DeleteMetricStream
  DeleteResourceMetricsConfiguration DescribeAlarmContributors DescribeAlarmHistory DescribeAlarms
  DescribeAlarmsForMetric DescribeAnomalyDetectors DescribeInsightRules DisableAlarmActions
  DisableInsightRules DisassociateDatasetKmsKey EnableAlarmActions EnableInsightRules
  GetAlarmMuteRule GetDashboard GetDataset GetInsightRuleReport GetMetricData GetMetricStatistics
  GetMetricStream GetMetricWidgetImage GetOTelEnrichment GetResourceMetricsConfiguration
  ListAlarmMuteRules ListDashboards ListManagedInsightRules ListMetricStreams ListMetrics
  ListTagsForResource PutAlarmMuteRule PutAnomalyDetector PutCompositeAlarm PutDashboard
  PutInsightRule PutLogAlarm PutManagedInsightRules PutMetricAlarm PutMetricData PutMetricStream
  SetAlarmState StartMetricStreams StartOTelEnrichment StopMetricStreams StopOTelEnrichment
  TagResource UntagResource UpdateOTelEnrichment UpdateResourceMetricsConfiguration
`);
