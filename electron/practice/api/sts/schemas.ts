/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  AssumeRole$,
  DecodeAuthorizationMessage$,
  GetAccessKeyInfo$,
  GetCallerIdentity$,
  GetSessionToken$,
} from "@aws-sdk/client-sts";
import type { OperationSchemas } from "../../wire/service.ts";
import type { stsOperations } from "./operations.ts";

export const stsSchemas: OperationSchemas<typeof stsOperations> = {
  GetCallerIdentity: GetCallerIdentity$,
  AssumeRole: AssumeRole$,
  GetSessionToken: GetSessionToken$,
  GetAccessKeyInfo: GetAccessKeyInfo$,
  DecodeAuthorizationMessage: DecodeAuthorizationMessage$,
};
