import { expect, test } from "vitest";
import { FileGrants } from "../../../main/engine/file-grants.ts";

const unknown = expect.objectContaining({
  shape: expect.objectContaining({ code: "token-unknown" }),
});

test("a token opens its own file for what it was chosen for, and nothing else", () => {
  const grants = new FileGrants();
  const bill = grants.grant("/bills/october.csv", "read");
  const workbook = grants.grant("/out/close.xlsx", "write", "Close.xlsx");
  expect(grants.open(bill, "read")).toMatchObject({ path: "/bills/october.csv" });
  expect(grants.open(bill, "read").name).toBe("october.csv");
  expect(grants.open(workbook, "write").name).toBe("Close.xlsx");
  expect(() => grants.open(bill, "write")).toThrow(unknown);
  expect(() => grants.open(workbook, "read")).toThrow(unknown);
  expect(() => grants.open("file-1", "read")).toThrow(unknown);
});

test("two grants of one file are two tokens, and neither tells the other", () => {
  const grants = new FileGrants();
  const tokens = [grants.grant("/a.csv", "read"), grants.grant("/a.csv", "read")];
  expect(new Set(tokens).size).toBe(2);
  expect(tokens.every((token) => token.length >= 32)).toBe(true);
});
