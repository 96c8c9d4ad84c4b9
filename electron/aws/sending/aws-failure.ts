/** What an SDK error says, read in one place: its shapes differ between services and between kinds of failure. */
export interface AwsFailure {
  /** AWS's own code (`e.Code ?? e.name`), or the system's (ENOTFOUND), or the SDK's error name. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  /** Null: no answer was seen. */
  readonly httpStatus: number | null;
  readonly clockSkewCorrected: boolean;
}

interface SdkErrorShape {
  readonly Code?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly RequestId?: unknown;
  readonly RequestID?: unknown;
  readonly cause?: unknown;
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly clockSkewCorrected?: boolean;
  };
}

export function readFailure(error: unknown): AwsFailure {
  const shape: SdkErrorShape =
    typeof error === "object" && error !== null ? error : { message: String(error) };
  const metadata = shape.$metadata ?? {};
  const code = codeOf(shape);
  return {
    code: NAMELESS.test(code) ? (BY_STATUS[metadata.httpStatusCode ?? 0] ?? code) : code,
    message: text(shape.message) ?? "",
    requestId: metadata.requestId ?? text(shape.RequestId) ?? text(shape.RequestID),
    httpStatus: metadata.httpStatusCode ?? null,
    clockSkewCorrected: metadata.clockSkewCorrected === true,
  };
}

/** S3 answers a HEAD without a word: its status is all that is known. */
const NAMELESS = /^(Unknown(Error)?|\d{3}|S3ServiceException|Error)$/;
const BY_STATUS: Readonly<Record<number, string>> = {
  301: "PermanentRedirect",
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
};

function codeOf(shape: SdkErrorShape): string {
  const own = text(shape.Code) ?? text(shape.code);
  if (own) return own;
  const cause =
    typeof shape.cause === "object" && shape.cause !== null ? (shape.cause as SdkErrorShape) : {};
  return text(cause.code) ?? text(shape.name) ?? "Unknown";
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
