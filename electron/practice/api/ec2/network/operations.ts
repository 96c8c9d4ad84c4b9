/** EC2's actions on the network that servers live in, with the SDK's schemas. */
import {
  AuthorizeSecurityGroupEgress$,
  AuthorizeSecurityGroupIngress$,
  CreateSecurityGroup$,
  DeleteSecurityGroup$,
  DescribeAvailabilityZones$,
  DescribeNetworkInterfaces$,
  DescribeSecurityGroupRules$,
  DescribeSecurityGroups$,
  DescribeSubnets$,
  DescribeVpcs$,
  RevokeSecurityGroupEgress$,
  RevokeSecurityGroupIngress$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import { DescribeNetworkInterfaces } from "./network-interfaces.ts";
import { DescribeAvailabilityZones, DescribeSubnets, DescribeVpcs } from "./places.ts";
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  DescribeSecurityGroupRules,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
} from "./security-group-rules.ts";
import {
  CreateSecurityGroup,
  DeleteSecurityGroup,
  DescribeSecurityGroups,
} from "./security-groups.ts";

export const networkOperations = {
  DescribeSubnets,
  DescribeVpcs,
  DescribeAvailabilityZones,
  DescribeNetworkInterfaces,
  DescribeSecurityGroups,
  CreateSecurityGroup,
  DeleteSecurityGroup,
  DescribeSecurityGroupRules,
  AuthorizeSecurityGroupIngress,
  AuthorizeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
  RevokeSecurityGroupEgress,
};

export const networkSchemas: OperationSchemas<typeof networkOperations> = {
  DescribeSubnets: DescribeSubnets$,
  DescribeVpcs: DescribeVpcs$,
  DescribeAvailabilityZones: DescribeAvailabilityZones$,
  DescribeNetworkInterfaces: DescribeNetworkInterfaces$,
  DescribeSecurityGroups: DescribeSecurityGroups$,
  CreateSecurityGroup: CreateSecurityGroup$,
  DeleteSecurityGroup: DeleteSecurityGroup$,
  DescribeSecurityGroupRules: DescribeSecurityGroupRules$,
  AuthorizeSecurityGroupIngress: AuthorizeSecurityGroupIngress$,
  AuthorizeSecurityGroupEgress: AuthorizeSecurityGroupEgress$,
  RevokeSecurityGroupIngress: RevokeSecurityGroupIngress$,
  RevokeSecurityGroupEgress: RevokeSecurityGroupEgress$,
};
