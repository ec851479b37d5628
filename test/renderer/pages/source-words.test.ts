import { expect, test } from "vitest";
import { kindText } from "../../../renderer/pages/sources/source-words.ts";

test("what a file is reads once where kind and layout say the same", () => {
  expect(kindText("invoice", "supplier-invoices")).toBe("Supplier invoices");
  expect(kindText("charge", "focus-1.2")).toBe("Bill, FOCUS 1.2");
  expect(kindText("budget", "budgets")).toBe("Budgets");
  expect(kindText("event", "business-events")).toBe("Business events");
  expect(kindText("charge", "gcp-billing")).toBe("Bill, GCP billing");
  expect(kindText("charge", null)).toBe("Bill");
  expect(kindText(null, null)).toBe("");
});
