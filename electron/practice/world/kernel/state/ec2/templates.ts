/** Launch templates and their versions. Plain data. */
import type { Tags } from "./tags.ts";

/**
 * A launch template's data in AWS's own names, kept as it was sent. Only what the practice cloud obeys is named
 * here; everything else is kept and given back too.
 */
export interface TemplateData {
  readonly ImageId?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly KeyName?: string | undefined;
  /** Base64. */
  readonly UserData?: string | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly IamInstanceProfile?:
    | { readonly Arn?: string | undefined; readonly Name?: string | undefined }
    | undefined;
  readonly NetworkInterfaces?:
    | readonly {
        readonly SubnetId?: string | undefined;
        readonly Groups?: readonly string[] | undefined;
      }[]
    | undefined;
  readonly BlockDeviceMappings?: readonly BlockDeviceSpec[] | undefined;
  readonly TagSpecifications?: readonly TagSpec[] | undefined;
  readonly MetadataOptions?:
    | {
        readonly HttpTokens?: string | undefined;
        readonly InstanceMetadataTags?: string | undefined;
        readonly HttpEndpoint?: string | undefined;
        readonly HttpPutResponseHopLimit?: number | undefined;
        readonly HttpProtocolIpv6?: string | undefined;
      }
    | undefined;
  readonly Monitoring?: { readonly Enabled?: boolean | undefined } | undefined;
  readonly DisableApiTermination?: boolean | undefined;
  readonly DisableApiStop?: boolean | undefined;
  readonly Placement?:
    | {
        readonly AvailabilityZone?: string | undefined;
        readonly Tenancy?: string | undefined;
      }
    | undefined;
  readonly InstanceInitiatedShutdownBehavior?: string | undefined;
  readonly InstanceMarketOptions?: { readonly MarketType?: string | undefined } | undefined;
}

export interface BlockDeviceSpec {
  readonly DeviceName?: string | undefined;
  readonly NoDevice?: string | undefined;
  readonly Ebs?:
    | {
        readonly SnapshotId?: string | undefined;
        readonly VolumeSize?: number | undefined;
        readonly VolumeType?: string | undefined;
        readonly DeleteOnTermination?: boolean | undefined;
        readonly Encrypted?: boolean | undefined;
        readonly KmsKeyId?: string | undefined;
        readonly Iops?: number | undefined;
        readonly Throughput?: number | undefined;
      }
    | undefined;
  /** `ephemeral0` and so on: disks of the host, which NVMe types have without being asked. */
  readonly VirtualName?: string | undefined;
}

export interface TagSpec {
  readonly ResourceType?: string | undefined;
  readonly Tags?:
    | readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}

export interface TemplateVersionState {
  readonly version: number;
  readonly description: string | null;
  readonly createdAtMs: number;
  readonly data: TemplateData;
}

export interface LaunchTemplateState {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  defaultVersion: number;
  latestVersion: number;
  /** Numbers are never given twice; absent: none of the newest was deleted. */
  highestVersion?: number;
  versions: TemplateVersionState[];
  tags: Tags;
}
