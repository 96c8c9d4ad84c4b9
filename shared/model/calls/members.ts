/** Single servers of a group. */
import type { GroupName, ImageId, ServerId } from "../ids.ts";

export type MemberCall =
  | {
      readonly call: "TerminateInstanceInAutoScalingGroup";
      readonly groupName: GroupName;
      readonly serverId: ServerId;
      /** True: the group gets smaller by one. False: it starts another one. */
      readonly decrement: boolean;
    }
  | {
      readonly call: "SetInstanceProtection";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
      readonly protectedFromScaleIn: boolean;
    }
  | {
      readonly call: "EnterStandby";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
      readonly decrement: boolean;
    }
  | {
      readonly call: "ExitStandby";
      readonly groupName: GroupName;
      readonly serverIds: readonly ServerId[];
    }
  | {
      readonly call: "CompleteLifecycleAction";
      readonly groupName: GroupName;
      readonly hook: string;
      readonly serverId: ServerId;
      readonly result: "CONTINUE" | "ABANDON";
    }
  | {
      /** The server of a group gets a new root volume from an image; it reboots and keeps its address and data volumes. */
      readonly call: "CreateReplaceRootVolumeTask";
      readonly groupName: GroupName;
      readonly serverId: ServerId;
      readonly imageId: ImageId;
      readonly deleteReplacedRootVolume: boolean;
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
    };
