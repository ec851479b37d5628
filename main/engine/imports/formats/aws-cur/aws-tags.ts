import { cellOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField } from "../../bills/define-bill.ts";
import { JsonColumn, tagsOf, tagsText } from "../../bills/json-cell.ts";

export interface AwsTags {
  readonly fields: readonly BillField[];
  /** An attribute of the product map of version 2.0. */
  readonly product: (cells: readonly string[], key: string) => string;
}

/** Tags and cost categories, one column each or one map for all; set and names change monthly. */
export function awsTags(header: BillHeader): AwsTags {
  const own = header
    .matching(/^(?:resourceTags\/|resource_tags_)(.+)$/is)
    .map(({ index, match }) => ({ index, key: tagKey(match[1] ?? "") }));
  const categories = header
    .matching(/^(?:costCategory\/|cost_category_)(.+)$/is)
    .map(({ index, match }) => ({ index, key: categoryKey(match[1] ?? "") }));
  const columns = [...own, ...categories];
  const tagMap = new JsonColumn(header.find("resource_tags"));
  const categoryMap = new JsonColumn(header.find("cost_category"));
  const productMap = new JsonColumn(header.find("product"));
  const maps = [header.find("resource_tags"), header.find("cost_category")].filter((at) => at >= 0);
  const from = [...columns.map(({ index }) => index), ...maps];
  const field: BillField = {
    column: "Tags",
    from,
    how: "tags and cost categories",
    isCopy: true,
    value: (cells) =>
      tagsText([
        ...columns.map(({ index, key }) => [key, cellOf(cells, index)] as const),
        ...tagsOf(tagMap.of(cells), tagKey),
        ...tagsOf(categoryMap.of(cells), categoryKey),
      ]),
  };
  return {
    fields: from.length === 0 ? [] : [field],
    product: (cells, key) => productMap.of(cells).get(key) ?? "",
  };
}

/** A user's own tags go by their name, those of AWS keep their mark. */
function tagKey(name: string): string {
  return name.replace(/^user[:_]/, "").replace(/^aws[:_]/, "aws:");
}

function categoryKey(name: string): string {
  return `costCategory:${name}`;
}
