import { expect, test, vi } from "vitest";
import { forwardEvents } from "../../main/hosts/electron/desktop-gateway.ts";
import { BrowserWindow, Notification, seen } from "./stand-in-electron.ts";

vi.mock("electron", () => import("./stand-in-electron.ts"));

test("a long job calls back to a window nobody looks at, and names no file", async () => {
  const window = new BrowserWindow({});
  let emit: (name: string, payload: unknown) => void = () => undefined;
  const on = (listener: typeof emit): (() => void) => {
    emit = listener;
    return () => undefined;
  };
  forwardEvents(window as unknown as Parameters<typeof forwardEvents>[0], { on });
  const ended = (state: string, elapsedMs: number): void =>
    emit("job-ended", { jobId: "job-1", kind: "import", state, elapsedMs, stage: "aws.csv" });
  ended("done", 60_000);
  window.isLookedAt = false;
  ended("done", 9_999);
  ended("cancelled", 60_000);
  expect(Notification.shown).toEqual([]);
  ended("done", 10_000);
  ended("failed", 10_000);
  expect(Notification.shown.map(({ options }) => options)).toEqual([
    { title: "Tieout", body: "The import is ready." },
    { title: "Tieout", body: "The import failed." },
  ]);
  const before = seen.calls.length;
  Notification.shown[0]?.emit("click");
  expect(seen.calls.slice(before)).toEqual(["show", "focus"]);
});
