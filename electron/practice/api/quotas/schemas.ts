/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import { GetServiceQuota$ } from "@aws-sdk/client-service-quotas";
import type { OperationSchemas } from "../../wire/service.ts";
import type { quotaOperations } from "./operations.ts";

export const quotaSchemas: OperationSchemas<typeof quotaOperations> = {
  GetServiceQuota: GetServiceQuota$,
};
