import { expect, test } from "vitest";
import { type KeptPlace, readPlace } from "../../../renderer/store/kept-place.ts";
import type { WorkspaceStatus } from "../../../shared/contract/workspace.ts";

const facts = { charges: 1, ledgerLines: 1, isAllocated: false, isReconciled: false };
const STATUS: WorkspaceStatus = {
  name: "Group",
  entity: "Example Group",
  currency: "USD",
  dataVersion: 1,
  appVersion: "0.1.0",
  chainHead: "00",
  currencies: ["EUR", "USD"],
  sourceCount: 1,
  chargeCount: 2,
  periods: ["2026-09", "2026-10"].map((period) => ({ period, ...facts })),
};
const PLACE: KeptPlace = {
  workspace: "Group",
  page: "allocation",
  period: "2026-09",
  compare: null,
  basis: "billed",
  currency: "EUR",
  unit: "k",
};
const read = (place: Partial<KeptPlace>): KeptPlace | null =>
  readPlace(JSON.stringify({ ...PLACE, ...place }), STATUS);

test("a window that is loaded anew is where it was", () => {
  expect(read({})).toEqual(PLACE);
});

test("what the workspace no longer knows is let go", () => {
  expect(read({ period: "2026-08" })).toBeNull();
  expect(read({ workspace: "Another" })).toBeNull();
  expect(read({ compare: "2026-08", currency: "CHF" })).toEqual({ ...PLACE, currency: null });
});

test("a text that is no place is none", () => {
  expect([null, "", "{", '{"page":1}'].map((text) => readPlace(text, STATUS))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
