import { type Resource, type ResourceLine, resource } from "./service.ts";
import { SHOP, shop, staging } from "./shop-resources.ts";

export const DATA = "411100000002";
export const SHARED = "411100000003";

export const AWS_ACCOUNTS: Readonly<Record<string, { name: string; costCentre: string }>> = {
  [SHOP]: { name: "shop-production", costCentre: "CC1100" },
  [DATA]: { name: "data-platform", costCentre: "CC1400" },
  [SHARED]: { name: "shared-services", costCentre: "CC3100" },
};

const data: readonly ResourceLine[] = [
  [
    DATA,
    "ec2",
    "EC2-R6I-4XL",
    "warehouse-load",
    "CC1400",
    120,
    "1.008",
    "0.94752",
    [1000, 1000, 1060],
  ],
  [
    DATA,
    "rds",
    "RDS-R6G-2XL",
    "warehouse-metadata",
    "CC1400",
    48,
    "0.956",
    "0.89864",
    [1000, 1000, 1000],
  ],
  [DATA, "s3", "S3-STD", "lake-raw", "CC1400", 262000, "0.000767", "0.000721", [1000, 1025, 1050]],
  [
    DATA,
    "s3",
    "S3-STD",
    "lake-curated",
    "CC1400/lake",
    118000,
    "0.000767",
    "0.000721",
    [1000, 1020, 1040],
  ],
  [DATA, "lambda", "LAMBDA-GBH", "lake-ingest", null, 1450, "0.06", "0.0564", [1000, 1000, 1030]],
  [
    DATA,
    "bedrock",
    "BEDROCK-TOK",
    "catalogue-texts",
    "CC1300",
    41000,
    "0.003",
    "0.003",
    [0, 0, 1000],
  ],
  [DATA, "watch", "CW-LOGS", "data-logs", "CC1400", 52, "0.5", "0.47", [1000, 1000, 1010]],
];

const shared: readonly ResourceLine[] = [
  [
    SHARED,
    "ec2",
    "EC2-M6I-XL",
    "build-runners",
    "PLATFORM",
    420,
    "0.192",
    "0.18048",
    [1000, 1010, 1030],
  ],
  [
    SHARED,
    "ec2",
    "EC2-M6I-2XL",
    "cluster-control",
    "PLATFORM",
    144,
    "0.384",
    "0.36096",
    [1000, 1000, 1000],
  ],
  [
    SHARED,
    "network",
    "VPC-NAT-GB",
    "egress-gateway",
    "PLATFORM",
    8900,
    "0.045",
    "0.0423",
    [1000, 1030, 1070],
  ],
  [SHARED, "watch", "CW-LOGS", "central-logs", null, 210, "0.5", "0.47", [1000, 1020, 1060]],
  [
    SHARED,
    "rds",
    "RDS-R6G-XL",
    "identity-store",
    "PLATFORM",
    48,
    "0.478",
    "0.44932",
    [1000, 1000, 1000],
  ],
  [
    SHARED,
    "s3",
    "S3-STD",
    "backups",
    "PLATFORM",
    150000,
    "0.000767",
    "0.000652",
    [1000, 1015, 1030],
  ],
];

export const AWS_RESOURCES: readonly Resource[] = [...shop, ...staging, ...data, ...shared].map(
  resource,
);

/** The fleets the savings plan bought on 1 October covers, with their part of it per day. */
export const COVERED: Readonly<Record<string, string>> = {
  "storefront-web": "125.5",
  "payments-api": "63.25",
  "build-runners": "38.75",
};
export const PLAN_PER_DAY = "240";
