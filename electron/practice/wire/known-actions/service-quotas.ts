/** Every action of the service that AWS has, by name alone; a test holds the list against the SDK client. */
import { wordSet } from "./word-set.ts";

export const QUOTA_ACTIONS = wordSet(`
  AssociateServiceQuotaTemplate CreateSupportCase DeleteServiceQuotaIncreaseRequestFromTemplate
  DisassociateServiceQuotaTemplate GetAWSDefaultServiceQuota GetAssociationForServiceQuotaTemplate
  GetAutoManagementConfiguration GetQuotaUtilizationReport GetRequestedServiceQuotaChange GetServiceQuota
  GetServiceQuotaIncreaseRequestFromTemplate ListAWSDefaultServiceQuotas ListRequestedServiceQuotaChangeHistory
  ListRequestedServiceQuotaChangeHistoryByQuota ListServiceQuotaIncreaseRequestsInTemplate ListServiceQuotas
  ListServices ListTagsForResource PutServiceQuotaIncreaseRequestIntoTemplate RequestServiceQuotaIncrease
  StartAutoManagement StartQuotaUtilizationReport StopAutoManagement TagResource UntagResource UpdateAutoManagement
`);
