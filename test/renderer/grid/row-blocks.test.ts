import { expect, test } from "vitest";
import { BLOCK_ROWS, RowBlocks } from "../../../renderer/grid/row-blocks.ts";
import type { RowPage } from "../../../shared/contract/scope.ts";
import type { Result } from "../../../shared/errors.ts";

const TOTAL = 1_000_000;

function pages(asked: number[]) {
  return async (offset: number, limit: number): Promise<Result<RowPage>> => {
    asked.push(offset);
    const rows = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, i) => [
      String(offset + i),
    ]);
    const columns = [{ name: "n", label: "N", kind: "count" as const }];
    return { ok: true, value: { columns, rows, offset, total: TOTAL } };
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

test("fetches the block of a row once, and gives the row then", async () => {
  const asked: number[] = [];
  const blocks = new RowBlocks(pages(asked));
  expect(blocks.rowAt(TOTAL - 1)).toBeUndefined();
  expect(blocks.rowAt(TOTAL - 2)).toBeUndefined();
  await settle();
  expect(blocks.rowAt(TOTAL - 1)).toEqual([String(TOTAL - 1)]);
  expect(asked).toEqual([TOTAL - BLOCK_ROWS]);
  expect(blocks.total).toBe(TOTAL);
});

test("of many blocks that flew past, only the last are fetched", async () => {
  const asked: number[] = [];
  const blocks = new RowBlocks(pages(asked));
  for (let row = 0; row < BLOCK_ROWS * 50; row += BLOCK_ROWS) {
    blocks.rowAt(row);
  }
  await settle();
  expect(asked).toEqual([48 * BLOCK_ROWS, 49 * BLOCK_ROWS]);
});

test("rows between two places come whole, in order", async () => {
  const blocks = new RowBlocks(pages([]));
  const rows = await blocks.rowsBetween(150, 2450);
  expect(rows).toHaveLength(2300);
  expect(rows?.[0]).toEqual(["150"]);
  expect(rows?.at(-1)).toEqual(["2449"]);
});

test("a refused page is an error, not an empty list", async () => {
  const error = { code: "internal", message: "No.", remedy: "Again." } as const;
  const blocks = new RowBlocks(async () => ({ ok: false, error }));
  blocks.start();
  await settle();
  expect(blocks.error).toEqual(error);
  expect(await blocks.rowsBetween(0, 10)).toBeNull();
});
