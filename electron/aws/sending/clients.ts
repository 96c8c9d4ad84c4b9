/**
 * The SDK's clients of one connection. Nothing is left to the SDK's surroundings: endpoint, credentials, retries and
 * region are given, so that no environment variable and no other profile can send a call elsewhere.
 */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { S3Client } from "@aws-sdk/client-s3";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import type { Connection } from "../../../shared/model/connection.ts";
import type { CredentialSource } from "../credentials/credential-source.ts";
import { toSdkProvider } from "../credentials/credential-source.ts";
import type { AwsService } from "./budgets.ts";
import { nonsenseGate } from "./nonsense-gate.ts";
import { objectGate } from "./object-gate.ts";
import { quicken } from "./quick-xml.ts";
import { readOnlyGate } from "./read-only-gate.ts";
import { PRACTICE_ENDPOINT, type Transport } from "./transport.ts";

type Logger = EC2Client["config"]["logger"];

export interface Clients {
  readonly ec2: EC2Client;
  readonly autoScaling: AutoScalingClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly cloudWatch: CloudWatchClient;
  readonly quotas: ServiceQuotasClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

export function createClients(
  connection: Connection,
  transport: Transport,
  credentials: CredentialSource,
): Clients {
  const config = (service: AwsService) => clientConfig(connection, transport, credentials, service);
  const clients: Clients = {
    ec2: new EC2Client(config("ec2")),
    autoScaling: new AutoScalingClient(config("autoscaling")),
    elb: new ElasticLoadBalancingV2Client(config("elasticloadbalancing")),
    cloudWatch: new CloudWatchClient(config("cloudwatch")),
    quotas: new ServiceQuotasClient(config("servicequotas")),
    s3: new S3Client({ ...config("s3"), ...objectSettings(transport) }),
    ssm: new SSMClient(config("ssm")),
    sts: new STSClient(config("sts")),
  };
  for (const client of Object.values(clients) as EC2Client[]) addGates(client, connection);
  return clients;
}

function addGates(client: EC2Client, connection: Connection): void {
  if (client.config.serviceId === "S3") client.middlewareStack.use(objectGate());
  else {
    client.middlewareStack.use(
      nonsenseGate(client.config.streamCollector as (body: never) => Promise<Uint8Array>),
    );
    quicken(client);
  }
  if (connection.readOnly) client.middlewareStack.use(readOnlyGate(connection.name));
}

/**
 * What S3's client would else read from the environment. At an endpoint of the user's, and in the practice cloud, a
 * bucket has no name of its own: it goes into the path.
 */
const objectSettings = (transport: Transport) => ({
  forcePathStyle: transport.kind === "practice" || transport.endpoints.s3 !== null,
  useArnRegion: false,
  useAccelerateEndpoint: false,
  useGlobalEndpoint: false,
  disableMultiregionAccessPoints: true,
  disableS3ExpressSessionAuth: true,
  requestChecksumCalculation: "WHEN_SUPPORTED" as const,
  responseChecksumValidation: "WHEN_SUPPORTED" as const,
});

/** Without `info` and `debug` the SDK doesn't prepare what it would log of each answer: a tenth of its work. */
const silent = { warn: () => undefined, error: () => undefined } as unknown as Logger;

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

const networkHandler = {
  connectionTimeout: CONNECT_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  throwOnRequestTimeout: true,
  httpsAgent: { maxSockets: 50, keepAlive: true },
  httpAgent: { maxSockets: 50, keepAlive: true },
};

function clientConfig(
  connection: Connection,
  transport: Transport,
  credentials: CredentialSource,
  service: AwsService,
) {
  const practice = transport.kind === "practice";
  const endpoint = practice ? PRACTICE_ENDPOINT : transport.endpoints[service];
  return {
    region: connection.region,
    credentials: toSdkProvider(credentials),
    // Tries are ours to count: see retry-rule.ts.
    maxAttempts: 1,
    retryMode: "standard",
    defaultsMode: "standard" as const,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    // Those of the environment and of the default profile, which may not be this connection's.
    ignoreConfiguredEndpointUrls: true,
    userAgentAppId: "bennu",
    logger: silent,
    cacheMiddleware: true,
    requestHandler: practice ? (transport.requestHandler as never) : networkHandler,
    ...(endpoint === null ? {} : { endpoint }),
  };
}
