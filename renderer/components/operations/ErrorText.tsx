import Alert from "@cloudscape-design/components/alert";
import type { BennuErrorData } from "../../../shared/errors.ts";

/** What went wrong, in the words of where it went wrong, with the facts for the curious. */
export function ErrorText({
  error,
  header,
}: {
  readonly error: BennuErrorData;
  readonly header?: string;
}) {
  const details = Object.entries(error.details).filter(([, value]) => value !== null);
  return (
    <Alert type="error" {...(header === undefined ? {} : { header })}>
      {error.message}
      {details.length === 0 ? null : (
        <div className="mono muted">
          {details.map(([name, value]) => `${name}: ${String(value)}`).join(" · ")}
        </div>
      )}
    </Alert>
  );
}
