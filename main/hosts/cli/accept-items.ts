import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import { AcceptedItems } from "../../../shared/domain/recipe.ts";
import { fail } from "../../../shared/errors.ts";
import type { Place } from "../../engine/documents/read-document.ts";
import { unwrap } from "../../engine/engine.ts";
import { placed } from "./name-file.ts";
import { parseYaml } from "./read-yaml.ts";
import type { Session } from "./session.ts";

/** An item or a failed test to accept, and the file and place that say so. */
export interface AcceptedKey {
  readonly kind: "item" | "failure";
  readonly item: string;
  readonly comment?: string;
  readonly from?: { readonly file: string; readonly place: Place };
}

/** What a file accepts. Errors: `recipe-invalid` with file, line and column. */
export function parseAccepted(text: string, file: string): AcceptedKey[] {
  const { value, placeOf } = parseYaml(AcceptedItems, text, file, "recipe-invalid");
  const items = value.accept.map(({ item, comment }, index) => ({
    kind: "item" as const,
    item,
    from: { file, place: placeOf(["accept", index, "item"]) ?? { line: 1, column: 1 } },
    ...(comment === undefined ? {} : { comment }),
  }));
  const failures = (value.quality ?? []).map(({ failure, comment }, index) => ({
    kind: "failure" as const,
    item: failure,
    from: { file, place: placeOf(["quality", index, "failure"]) ?? { line: 1, column: 1 } },
    comment,
  }));
  return [...items, ...failures];
}

/**
 * Accepts items of the reconciliation that was just run and failed tests of its data, and gives it
 * as it then stands.
 * Errors: `recipe-invalid` names the line of an item that is not proposed, or a test not failed
 */
export async function acceptItems(
  { engine: { client } }: Session,
  result: ReconciliationResult,
  keys: readonly AcceptedKey[],
): Promise<ReconciliationResult> {
  const { period } = result;
  for (const { kind, item, comment, from } of keys) {
    const said = comment === undefined ? {} : { comment };
    const answer =
      kind === "item"
        ? await client.reconciliation.accept({ period, itemKeys: [item], ...said })
        : await client.quality.accept({ period, failures: [item], comment: comment ?? "" });
    if (!answer.ok && answer.error.code === "item-not-found" && from !== undefined) {
      const { file, place } = from;
      const message = `${placed(file, place)}: ${answer.error.message}`;
      fail("recipe-invalid", message, answer.error.remedy, { file, ...place });
    }
    unwrap(answer);
  }
  return unwrap(await client.reconciliation.result({ period })).result ?? result;
}
