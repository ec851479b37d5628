const KNOWN: Readonly<Record<string, string>> = {
  target: "Target",
  target_name: "Target name",
  rule: "Rule",
  pool: "Cost pool",
  stage: "Stage",
  entity: "Entity",
  provider_name: "Provider",
  service_category: "Service category",
  service_subcategory: "Service subcategory",
  service_name: "Service",
  billing_account_id: "Billing account",
  billing_account_name: "Billing account name",
  sub_account_id: "Sub account",
  sub_account_name: "Sub account name",
  sku_id: "SKU",
  sku_meter: "Meter",
  source_file_id: "Source file",
};

/** A dimension in the words of the reader. */
export function attributeLabel(attribute: string): string {
  const known = KNOWN[attribute];
  if (known !== undefined) {
    return known;
  }
  const tag = /^(tag|custom):(.+)$/s.exec(attribute);
  if (tag !== null) {
    return tag[1] === "tag" ? `Tag ${tag[2]}` : (tag[2] ?? attribute);
  }
  const words = attribute.replace(/_id$/, "").replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
