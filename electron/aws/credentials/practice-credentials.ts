import type { CredentialSource } from "./credential-source.ts";

/** They open nothing: the practice cloud only wants to know them. Held equal to electron/practice by a test. */
export const practiceCredentials: CredentialSource = async () => ({
  accessKeyId: "AKIAPRACTICECLOUD001",
  secretAccessKey: "practice-cloud-secret-that-protects-nothing",
  sessionToken: null,
  expiresAtMs: null,
});
