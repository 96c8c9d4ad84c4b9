/** How AWS refuses a call that a rule strikes: each service with its own code, status and words. */
import type { AwsFault } from "../wire/fault.ts";

interface Refused {
  /** AWS's signing name. */
  readonly service: string;
  readonly operation: string;
  readonly callerArn: string;
}

export function throttled({ service }: Refused): AwsFault {
  if (service === "ec2")
    return { code: "RequestLimitExceeded", message: "Request limit exceeded.", httpStatus: 503 };
  if (service === "ssm" || service === "secretsmanager")
    return { code: "ThrottlingException", message: "Rate exceeded", httpStatus: 400 };
  if (service === "s3")
    return { code: "SlowDown", message: "Please reduce your request rate.", httpStatus: 503 };
  return { code: "Throttling", message: "Rate exceeded", httpStatus: 400 };
}

export function failedByItself({ service }: Refused, httpStatus: 500 | 503): AwsFault {
  const ec2 = service === "ec2";
  if (httpStatus === 503) {
    const message = "The service is unavailable. Please try again shortly.";
    return { code: ec2 ? "Unavailable" : "ServiceUnavailable", message, httpStatus };
  }
  const message = "An internal error has occurred";
  return {
    code: ec2 || service === "s3" ? "InternalError" : "InternalFailure",
    message,
    httpStatus,
  };
}

export function expired({ service }: Refused): AwsFault {
  if (service === "ec2")
    return { code: "RequestExpired", message: "Request has expired.", httpStatus: 400 };
  const message = "The security token included in the request is expired";
  if (service === "ssm" || service === "secretsmanager")
    return { code: "ExpiredTokenException", message, httpStatus: 400 };
  return { code: "ExpiredToken", message, httpStatus: 403 };
}

export function denied({ service, operation, callerArn }: Refused): AwsFault {
  const action = `${service}:${operation}`;
  const who =
    `User: ${callerArn} is not authorized to perform: ${action} ` +
    `because no identity-based policy allows the ${action} action`;
  if (service === "ec2") {
    const message = `You are not authorized to perform this operation. ${who}`;
    return { code: "UnauthorizedOperation", message, httpStatus: 403 };
  }
  if (service === "ssm" || service === "secretsmanager")
    return { code: "AccessDeniedException", message: who, httpStatus: 400 };
  return { code: "AccessDenied", message: who, httpStatus: 403 };
}
