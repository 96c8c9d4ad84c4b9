/** Where servers stand: zones, networks, and what may pass. Plain data. */
import type { Tags } from "./tags.ts";

export interface ZoneState {
  readonly name: string;
  readonly id: string;
}

export interface VpcState {
  readonly id: string;
  readonly cidr: string;
  readonly tags: Tags;
}

export interface SubnetState {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly zoneId: string;
  readonly cidr: string;
  freeAddresses: number;
  /** Host number of the next private address. */
  nextHost: number;
  readonly tags: Tags;
}

export interface SecurityGroupState {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
  /** Absent in regions that were saved earlier: as a new group has them. */
  rules?: SecurityGroupRuleState[];
}

/** What one rule lets through, from or to one place. */
export interface SecurityGroupRuleState {
  readonly id: string;
  readonly egress: boolean;
  readonly protocol: string;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly source: {
    readonly kind: "ipv4" | "ipv6" | "group" | "prefix-list";
    readonly value: string;
  };
  readonly description: string | null;
}
