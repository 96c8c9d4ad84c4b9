/**
 * Branded ids: a string that was checked to name one kind of thing can't be passed for another.
 * Make one with the function of the same name in lower case; it does not validate, it names.
 */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

export type ConnectionId = Brand<"ConnectionId">;
/** `connectionId/app-stack-detail`, or `connectionId/group-name` where the name doesn't follow Frigga. */
export type FleetId = Brand<"FleetId">;
/** `fleetId#v042`, or `fleetId#t7@ami-…` for the members of one group that share a template version and image. */
export type GenerationId = Brand<"GenerationId">;
/** An EC2 instance id. */
export type ServerId = Brand<"ServerId">;
/** An AMI id. */
export type ImageId = Brand<"ImageId">;
/** An Auto Scaling group's name. */
export type GroupName = Brand<"GroupName">;
/** A launch template's id. */
export type TemplateId = Brand<"TemplateId">;
export type TargetGroupArn = Brand<"TargetGroupArn">;
export type OperationId = Brand<"OperationId">;
export type PlanId = Brand<"PlanId">;
export type StepId = Brand<"StepId">;

export const connectionId = (text: string) => text as ConnectionId;
export const fleetId = (text: string) => text as FleetId;
export const generationId = (text: string) => text as GenerationId;
export const serverId = (text: string) => text as ServerId;
export const imageId = (text: string) => text as ImageId;
export const groupName = (text: string) => text as GroupName;
export const templateId = (text: string) => text as TemplateId;
export const targetGroupArn = (text: string) => text as TargetGroupArn;
export const operationId = (text: string) => text as OperationId;
export const planId = (text: string) => text as PlanId;
export const stepId = (text: string) => text as StepId;
