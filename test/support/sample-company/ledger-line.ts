/** One posting on an account of interest; debit positive, in US dollars. */
export interface LedgerLine {
  readonly account: keyof typeof ACCOUNT_NAMES;
  readonly type: string;
  readonly document: string;
  readonly posted: string;
  readonly documentDate: string;
  readonly reference: string;
  readonly text: string;
  readonly costCentre: string;
  readonly vendor: string;
  readonly purchaseOrder: string;
  readonly taxCode: string;
  readonly amount: string;
  /** Document currency where it is not the dollar. */
  readonly euros: string | null;
}

export const ACCOUNT_NAMES = {
  "61100": "Cloud hosting",
  "61200": "SaaS subscriptions",
  "61250": "Marketplace software",
  "61300": "Cloud support",
  "61900": "Sales and use tax",
  "22100": "Accrued liabilities",
  "476100": "Cloud-Hosting",
  "476300": "Cloud-Support",
} as const;

export const VENDOR_IDS: Readonly<Record<string, string>> = {
  "Amazon Web Services, Inc.": "V-10010",
  "Example Desk Inc.": "V-10044",
  "Microsoft Ireland Operations Limited": "700815",
};

export const PURCHASE_ORDERS: Readonly<Record<string, string>> = {
  hosting: "PO-1001",
  commitment: "PO-1001",
  support: "PO-1002",
  marketplace: "PO-1003",
  subscription: "PO-2001",
  "add-ons": "PO-2001",
  usage: "PO-2001",
};
