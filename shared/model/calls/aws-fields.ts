/** A structure as AWS words it, untouched. */
export type AwsFields = Readonly<Record<string, unknown>>;
