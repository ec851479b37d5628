import { createBrowserTransport } from "./browser-transport.ts";
import type { Transport } from "./transport.ts";

export function openTransport(): Transport {
  return window.tieout ?? createBrowserTransport();
}
