/** Service Quotas: the one quota that the region's EC2 holds to, vCPUs of on-demand servers of the standard families. */
import type {
  GetServiceQuotaRequest,
  GetServiceQuotaResponse,
} from "@aws-sdk/client-service-quotas";
import { vcpuLimitOf } from "../../world/ec2/capacity/quotas.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { CallContext } from "../call-context.ts";

const STANDARD_VCPUS = "L-1216C47A";
/** Where no limit was set, nothing is limited: a number that no practice region comes near. */
const UNLIMITED = 100_000;

function getServiceQuota(
  { ServiceCode = "", QuotaCode = "" }: GetServiceQuotaRequest,
  { world }: CallContext,
): GetServiceQuotaResponse {
  if (ServiceCode !== "ec2" || QuotaCode !== STANDARD_VCPUS)
    throw new PracticeError(
      "NoSuchResourceException",
      "The request failed because the specified service or quota does not exist.",
    );
  return {
    Quota: {
      ServiceCode,
      ServiceName: "Amazon Elastic Compute Cloud (Amazon EC2)",
      QuotaCode,
      QuotaArn: world.arn("servicequotas", `ec2/${QuotaCode}`),
      QuotaName: "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
      Value: vcpuLimitOf(world) ?? UNLIMITED,
      Unit: "None",
      Adjustable: true,
      GlobalQuota: false,
    },
  };
}

export const quotaOperations = { GetServiceQuota: getServiceQuota };
