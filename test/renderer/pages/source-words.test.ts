import { expect, test } from "vitest";
import { kindText } from "../../../renderer/pages/sources/source-words.ts";

test("what a file is reads once where kind and layout say the same", () => {
  expect(kindText("invoice", "supplier-invoices")).toBe("Supplier invoices");
  expect(kindText("charge", "focus-1.2")).toBe("Bill, FOCUS 1.2");
  expect(kindText(null, null)).toBe("");
});
