/** Every action of the service that AWS has, by name alone; a test holds the list against the SDK client. */
import { wordSet } from "./word-set.ts";

export const ELB_ACTIONS = wordSet(`
  AddListenerCertificates AddTags AddTrustStoreRevocations CreateListener CreateLoadBalancer
  CreateRule CreateTargetGroup CreateTrustStore DeleteListener DeleteLoadBalancer DeleteRule
  DeleteSharedTrustStoreAssociation DeleteTargetGroup DeleteTrustStore DeregisterTargets
  DescribeAccountLimits DescribeCapacityReservation DescribeListenerAttributes
  DescribeListenerCertificates DescribeListeners DescribeLoadBalancerAttributes
  DescribeLoadBalancers DescribeRules DescribeSSLPolicies DescribeTags
  DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth
  DescribeTrustStoreAssociations DescribeTrustStoreRevocations DescribeTrustStores
  GetResourcePolicy GetTrustStoreCaCertificatesBundle GetTrustStoreRevocationContent
  ModifyCapacityReservation ModifyIpPools ModifyListener ModifyListenerAttributes
  ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup ModifyTargetGroupAttributes
  ModifyTrustStore RegisterTargets RemoveListenerCertificates RemoveTags
  RemoveTrustStoreRevocations SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets
`);
