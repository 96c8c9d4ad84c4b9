/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  CreateSecret$,
  DeleteSecret$,
  DescribeSecret$,
  GetSecretValue$,
  ListSecrets$,
  PutSecretValue$,
} from "@aws-sdk/client-secrets-manager";
import type { OperationSchemas } from "../../wire/service.ts";
import type { secretOperations } from "./operations.ts";

export const secretSchemas: OperationSchemas<typeof secretOperations> = {
  CreateSecret: CreateSecret$,
  PutSecretValue: PutSecretValue$,
  GetSecretValue: GetSecretValue$,
  DescribeSecret: DescribeSecret$,
  ListSecrets: ListSecrets$,
  DeleteSecret: DeleteSecret$,
};
