/**
 * MFA devices: codes are of wall time, as signatures and sessions are, so that an authenticator app gives the right
 * ones. Each is good once, and those just before and after it as well.
 */
import { PracticeError } from "../kernel/practice-error.ts";
import type { MfaDeviceState } from "../kernel/state/iam.ts";
import type { World } from "../kernel/world.ts";
import { codeOfStep, stepAt } from "./totp.ts";

export interface MfaProof {
  readonly serialNumber: string | undefined;
  readonly code: string | undefined;
}

/** Every account's operator has it; the secret is no secret. */
export const OPERATOR_MFA_SECRET = "PRACTICECLOUDMFA234567PRACTICE23";

export const operatorMfaDevice = ({ accountId }: Pick<World, "accountId">): MfaDeviceState => ({
  serialNumber: `arn:aws:iam::${accountId}:mfa/practice-operator`,
  secret: OPERATOR_MFA_SECRET,
});

/** False: no device was named. Throws for a wrong code. */
export function checkMfa(
  world: World,
  userArn: string,
  { serialNumber, code }: MfaProof,
  wallMs: number,
): boolean {
  if (serialNumber === undefined && code === undefined) return false;
  if (serialNumber === undefined || code === undefined)
    throw failed(", must provide both MFA serial number and one time pass code.");
  const device = devicesOf(world, userArn).find((each) => each.serialNumber === serialNumber);
  if (!device)
    throw failed(
      ", unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    );
  useCode(world, device, code, wallMs);
  return true;
}

function devicesOf(world: World, userArn: string): readonly MfaDeviceState[] {
  const user = world.state.principals.get(userArn);
  if (user?.kind === "user" && user.mfaDevices.length > 0) return user.mfaDevices;
  return userArn.endsWith(":user/practice-operator") ? [operatorMfaDevice(world)] : [];
}

function useCode(world: World, device: MfaDeviceState, code: string, wallMs: number): void {
  const key = `mfa-step|${device.serialNumber}`;
  const used = Number(world.state.loose.get(key) ?? 0);
  const now = stepAt(wallMs);
  const step = [now, now - 1, now + 1].find(
    (each) => each > used && codeOfStep(device.secret, each) === code,
  );
  if (step === undefined) throw failed(" with invalid MFA one time pass code. ");
  world.state.loose.set(key, step);
}

const failed = (how: string) =>
  new PracticeError("AccessDenied", `MultiFactorAuthentication failed${how}`, 403);
