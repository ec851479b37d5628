/** A service with its place in the FOCUS taxonomy and the unit it is priced in. */
export interface Service {
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  readonly resourceType: string;
  readonly meter: string;
  readonly unit: string;
}

const service = (
  name: string,
  category: string,
  subcategory: string,
  resourceType: string,
  meter: string,
  unit: string,
): Service => ({ name, category, subcategory, resourceType, meter, unit });

export const SERVICES = {
  ec2: service(
    "Amazon Elastic Compute Cloud",
    "Compute",
    "Virtual Machines",
    "Auto Scaling group",
    "Instance hours",
    "Hours",
  ),
  lambda: service(
    "AWS Lambda",
    "Compute",
    "Serverless Compute",
    "Function",
    "Duration",
    "GB-Hours",
  ),
  rds: service(
    "Amazon Relational Database Service",
    "Databases",
    "Relational Databases",
    "Database cluster",
    "Instance hours",
    "Hours",
  ),
  dynamo: service(
    "Amazon DynamoDB",
    "Databases",
    "NoSQL Databases",
    "Table",
    "Requests",
    "Requests",
  ),
  s3: service(
    "Amazon Simple Storage Service",
    "Storage",
    "Object Storage",
    "Bucket",
    "Standard storage",
    "GB-Days",
  ),
  cdn: service(
    "Amazon CloudFront",
    "Networking",
    "Content Delivery",
    "Distribution",
    "Data transfer out",
    "GB",
  ),
  network: service(
    "Amazon Virtual Private Cloud",
    "Networking",
    "Network Infrastructure",
    "Gateway",
    "Data processed",
    "GB",
  ),
  watch: service(
    "Amazon CloudWatch",
    "Management and Governance",
    "Observability",
    "Log group",
    "Ingested logs",
    "GB",
  ),
  bedrock: service(
    "Amazon Bedrock",
    "AI and Machine Learning",
    "Generative AI",
    "Model",
    "Tokens",
    "Thousand tokens",
  ),
  vm: service(
    "Virtual Machines",
    "Compute",
    "Virtual Machines",
    "Virtual machine",
    "Compute hours",
    "Hours",
  ),
  sql: service(
    "SQL Database",
    "Databases",
    "Relational Databases",
    "Database",
    "vCore hours",
    "Hours",
  ),
  blob: service(
    "Storage Accounts",
    "Storage",
    "Object Storage",
    "Storage account",
    "Hot storage",
    "GB-Days",
  ),
  synapse: service(
    "Azure Synapse Analytics",
    "Analytics",
    "Analytics Platforms",
    "Workspace",
    "Data processed",
    "TB",
  ),
  bandwidth: service(
    "Bandwidth",
    "Networking",
    "Network Infrastructure",
    "Virtual network",
    "Inter-zone transfer",
    "GB",
  ),
} as const satisfies Record<string, Service>;
export type ServiceKey = keyof typeof SERVICES;

/** Something that runs every day: what it is, whose it is and what it costs. */
export interface Resource {
  readonly account: string;
  readonly service: ServiceKey;
  readonly sku: string;
  readonly name: string;
  /** The cost-centre tag exactly as somebody typed it; null where nobody did. */
  readonly tag: string | null;
  readonly perDay: number;
  readonly listPrice: string;
  readonly price: string;
  /** Growth in thousandths per month, August first; 0 where the resource did not exist. */
  readonly growth: readonly [number, number, number];
}

export type ResourceLine = readonly [
  account: string,
  service: ServiceKey,
  sku: string,
  name: string,
  tag: string | null,
  perDay: number,
  listPrice: string,
  price: string,
  growth: readonly [number, number, number],
];

export function resource(line: ResourceLine): Resource {
  const [account, service_, sku, name, tag, perDay, listPrice, price, growth] = line;
  return { account, service: service_, sku, name, tag, perDay, listPrice, price, growth };
}
