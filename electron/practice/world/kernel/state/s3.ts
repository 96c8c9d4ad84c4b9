/** S3's and Secrets Manager's parts of the world's state. Plain data. Times are virtual epoch ms. */
export interface BucketState {
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: number;
}

export interface ObjectState {
  readonly bucket: string;
  readonly key: string;
  readonly base64: string;
  readonly bytes: number;
  /** In quotes, as it is told. */
  readonly etag: string;
  readonly modifiedAtMs: number;
  readonly contentType: string;
  readonly contentEncoding: string | null;
  readonly cacheControl: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface SecretVersionState {
  readonly id: string;
  readonly text: string;
  readonly createdAtMs: number;
  stages: string[];
}

export interface SecretState {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly createdAtMs: number;
  /** The newest first. */
  versions: SecretVersionState[];
  /** Null: it lives. */
  deletedAtMs: number | null;
}
