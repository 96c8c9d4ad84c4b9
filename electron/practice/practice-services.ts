/** The services of the practice cloud: which protocol each speaks and what it can do. */
import { autoScalingOperations } from "./api/autoscaling/operations.ts";
import { autoScalingSchemas } from "./api/autoscaling/schemas.ts";
import { FAULT_SHAPES as CLOUDWATCH_FAULTS } from "./api/cloudwatch/input.ts";
import { cloudWatchOperations } from "./api/cloudwatch/operations.ts";
import { cloudWatchSchemas } from "./api/cloudwatch/schemas.ts";
import { ec2Operations } from "./api/ec2/operations.ts";
import { ec2Schemas } from "./api/ec2/schemas.ts";
import { elbOperations } from "./api/elb/operations.ts";
import { elbSchemas } from "./api/elb/schemas.ts";
import { objectOperations } from "./api/s3/operations.ts";
import { objectSchemas } from "./api/s3/schemas.ts";
import { secretOperations } from "./api/secrets/operations.ts";
import { secretSchemas } from "./api/secrets/schemas.ts";
import { ssmOperations } from "./api/ssm/operations.ts";
import { ssmSchemas } from "./api/ssm/schemas.ts";
import { quotaOperations } from "./api/quotas/operations.ts";
import { quotaSchemas } from "./api/quotas/schemas.ts";
import { stsOperations } from "./api/sts/operations.ts";
import { stsSchemas } from "./api/sts/schemas.ts";
import { AUTOSCALING_ACTIONS } from "./wire/known-actions/autoscaling.ts";
import { CLOUDWATCH_ACTIONS } from "./wire/known-actions/cloudwatch.ts";
import { EC2_ACTIONS } from "./wire/known-actions/ec2.ts";
import { ELB_ACTIONS } from "./wire/known-actions/elastic-load-balancing.ts";
import { QUOTA_ACTIONS } from "./wire/known-actions/service-quotas.ts";
import { SECRET_ACTIONS } from "./wire/known-actions/secrets-manager.ts";
import { SSM_ACTIONS } from "./wire/known-actions/ssm.ts";
import { STS_ACTIONS } from "./wire/known-actions/sts.ts";
import type { PracticeCall } from "./wire/practice-endpoint.ts";
import { wireActions } from "./wire/service.ts";
import type { WireService } from "./wire/service.ts";

const ec2: WireService<PracticeCall> = {
  name: "ec2",
  protocol: "ec2-query",
  apiVersion: "2016-11-15",
  xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15",
  targetPrefix: "",
  actions: wireActions(ec2Operations, ec2Schemas),
  knownActions: EC2_ACTIONS,
};

const autoScaling: WireService<PracticeCall> = {
  name: "autoscaling",
  protocol: "query",
  apiVersion: "2011-01-01",
  xmlNamespace: "http://autoscaling.amazonaws.com/doc/2011-01-01/",
  targetPrefix: "",
  actions: wireActions(autoScalingOperations, autoScalingSchemas),
  knownActions: AUTOSCALING_ACTIONS,
};

const loadBalancing: WireService<PracticeCall> = {
  name: "elasticloadbalancing",
  protocol: "query",
  apiVersion: "2015-12-01",
  xmlNamespace: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
  targetPrefix: "",
  actions: wireActions(elbOperations, elbSchemas),
  knownActions: ELB_ACTIONS,
};

const systemsManager: WireService<PracticeCall> = {
  name: "ssm",
  protocol: "json",
  apiVersion: "2014-11-06",
  xmlNamespace: "",
  targetPrefix: "AmazonSSM",
  actions: wireActions(ssmOperations, ssmSchemas),
  knownActions: SSM_ACTIONS,
};

const sts: WireService<PracticeCall> = {
  name: "sts",
  protocol: "query",
  apiVersion: "2011-06-15",
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  targetPrefix: "",
  actions: wireActions(stsOperations, stsSchemas),
  knownActions: STS_ACTIONS,
};

const serviceQuotas: WireService<PracticeCall> = {
  name: "servicequotas",
  protocol: "json",
  apiVersion: "2019-06-24",
  xmlNamespace: "",
  targetPrefix: "ServiceQuotasV20190624",
  actions: wireActions(quotaOperations, quotaSchemas),
  knownActions: QUOTA_ACTIONS,
};

/** Everything that isn't simulated, S3 itself has a word for: `NotImplemented`. */
const objectStorage: WireService<PracticeCall> = {
  name: "s3",
  protocol: "rest-xml",
  apiVersion: "2006-03-01",
  xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
  targetPrefix: "",
  actions: wireActions(objectOperations, objectSchemas),
  knownActions: new Set(),
};

const secretsManager: WireService<PracticeCall> = {
  name: "secretsmanager",
  protocol: "json",
  apiVersion: "2017-10-17",
  xmlNamespace: "",
  targetPrefix: "secretsmanager",
  actions: wireActions(secretOperations, secretSchemas),
  knownActions: SECRET_ACTIONS,
};

/** Its clients differ: the SDK for JavaScript speaks JSON, the aws command line CBOR, older ones AWS query. */
const cloudWatch: WireService<PracticeCall> = {
  name: "monitoring",
  protocol: "json",
  alsoSpeaks: ["cbor", "query"],
  faultShapes: CLOUDWATCH_FAULTS,
  apiVersion: "2010-08-01",
  xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
  targetPrefix: "GraniteServiceVersion20100801",
  actions: wireActions(cloudWatchOperations, cloudWatchSchemas),
  knownActions: CLOUDWATCH_ACTIONS,
};

export const practiceServices: readonly WireService<PracticeCall>[] = [
  ec2,
  autoScaling,
  loadBalancing,
  systemsManager,
  sts,
  cloudWatch,
  serviceQuotas,
  objectStorage,
  secretsManager,
];
