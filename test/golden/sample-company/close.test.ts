import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { unwrap } from "../../../main/engine/engine.ts";
import { type LoadedRecipe, readRecipe } from "../../../main/hosts/cli/read-recipe.ts";
import { type Close, runClose } from "../../../main/hosts/cli/run-close.ts";
import { withWorkspace } from "../../../main/hosts/cli/session.ts";
import { closeText } from "../../../main/hosts/cli/text/close-text.ts";
import type { ReconcilingItem } from "../../../shared/contract/reconciliation.ts";
import { canonicalAmount } from "../../../shared/domain/amount.ts";
import { standingClock } from "../../support/open-engine.ts";
import { silentTerminal } from "../../support/run-cli.ts";
import { workbookCells } from "../../support/workbook-cells.ts";

const project = join(import.meta.dirname, "../../..");
let folder = "";
let loaded: LoadedRecipe;
let close: Close;
let items: readonly ReconcilingItem[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-golden-"));
  loaded = await readRecipe(join(project, "resources/sample-company/close.yaml"));
  const settings = { clock: standingClock, actor: "controller" };
  close = await runClose(silentTerminal, loaded, { folder, name: "example-group", settings });
  const { workspace } = close;
  items = await withWorkspace(silentTerminal, { workspace }, async ({ engine }) => {
    const answer = await engine.client.reconciliation.items({ period: loaded.recipe.period });
    return unwrap(answer).items;
  });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const golden = (value: string, file: string) =>
  expect(value).toMatchFileSnapshot(join(import.meta.dirname, file));

test("every file is read as it was", async () => {
  await golden(json(close.import), "expected.import.json");
});

test("every cent of October has its cost centre", async () => {
  await golden(json(close.allocate), "expected.allocation.json");
});

test("the ledger ties to the bills", async () => {
  await golden(json({ ...close.reconcile, proposed: items }), "expected.reconciliation.json");
});

test("the movement since September is explained", async () => {
  await golden(json(close.variance), "expected.variance.json");
});

test("every cell of the workbook is the one expected", async () => {
  const cells = json(await workbookCells(join(folder, loaded.recipe.workbook)));
  // The chain's head seals this one run: it holds the process and the order of its operations.
  const headless = cells.replace(/(Audit-chain head.*?)[0-9a-f]{64}/, "$1of this run");
  await golden(headless, "expected.workbook.json");
});

test("the page a controller signs reads the same", async () => {
  const here = { ...close, workbook: "october-close.xlsx", workspace: "example-group.tieout" };
  await golden(closeText(loaded.recipe, here, silentTerminal), "expected.statement.txt");
});

const Planted = z.object({
  differences: z.array(
    z.object({ says: z.string(), type: z.string(), account: z.string(), amount: z.string() }),
  ),
  unallocated: z.array(z.object({ currency: z.string(), amount: z.string() })),
});
const planted = Planted.parse(
  JSON.parse(await readFile(join(import.meta.dirname, "planted.json"), "utf8")),
);

test.each(planted.differences)("it finds: $says", ({ type, account, amount }) => {
  const found = items.map((item) => ({
    type: item.type,
    account: item.account,
    amount: canonicalAmount(item.amount),
  }));
  expect(found).toContainEqual({ type, account, amount });
});

test("it proposes nothing that was not planted", () => {
  const key = (of: { type: string; account: string; amount: string }): string =>
    `${of.account} ${of.type} ${canonicalAmount(of.amount)}`;
  expect(items.map(key).sort()).toEqual(planted.differences.map(key).sort());
});

test("accepting every item leaves the repeated row that the tests of the data found", async () => {
  const accepted = items.map(({ itemKey }) => ({
    kind: "item" as const,
    item: itemKey,
    comment: "Agreed",
  }));
  const out = { folder, name: "undecided" };
  const again = await runClose(silentTerminal, { ...loaded, accepted }, out);
  const { blockedBy } = again.reconcile;
  expect(again.reconcile).toMatchObject({ ties: true, certifiable: false });
  expect(blockedBy.map(({ test: title }) => title)).toEqual(["The same charge twice in a bill"]);
  const failures = blockedBy.map(({ failure }) => ({
    kind: "failure" as const,
    item: failure,
    comment: "Known",
  }));
  const decided = { ...loaded, accepted: [...accepted, ...failures] };
  const known = await runClose(silentTerminal, decided, out);
  expect(known.import.files.map(({ outcome }) => outcome)).not.toContain("imported");
  expect(known.reconcile).toMatchObject({ ties: true, certifiable: true, blockedBy: [] });
});

test("nothing is left unidentified", () => {
  expect(close.reconcile.accounts.map(({ unidentified }) => unidentified)).toEqual(
    close.reconcile.accounts.map(() => "0"),
  );
  expect(close.reconcile.ties).toBe(true);
});

test.each(planted.unallocated)("the untagged $currency spend stays unallocated", (spend) => {
  const lines = close.allocate.conservation.filter(
    ({ basis, currency }) => basis === "effective" && currency === spend.currency,
  );
  expect(lines.map(({ unallocated }) => canonicalAmount(unallocated))).toEqual([spend.amount]);
});
