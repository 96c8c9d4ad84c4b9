/** As EC2 keeps them on every resource of its own. */

export type Tags = Record<string, string>;
