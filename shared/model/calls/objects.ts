export type ObjectCall =
  | {
      readonly call: "PutObject";
      readonly bucket: string;
      readonly key: string;
      /** The object's bytes: something that was packed with gzip, in base64. */
      readonly gzipBase64: string;
      readonly contentType: string;
    }
  | { readonly call: "DeleteObject"; readonly bucket: string; readonly key: string };
