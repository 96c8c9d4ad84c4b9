/** A refusal of the practice cloud, in AWS's own code and words. The wire turns it into AWS's error reply. */
export class PracticeError extends Error {
  readonly code: string;
  readonly httpStatus: number;

  constructor(code: string, message: string, httpStatus = 400) {
    super(message);
    this.name = "PracticeError";
    this.code = code;
    this.httpStatus = httpStatus;
  }
}
