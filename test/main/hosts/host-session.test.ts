import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { HostSession } from "../../../main/hosts/browser/host-session.ts";

function requestWith(cookie: string): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.headers.cookie = cookie;
  return request;
}

/** What a browser sends back of a `set-cookie` header. */
function kept(header: string | null): string {
  return (header ?? "").split(";")[0] ?? "";
}

test("a token works once, and only its cookie is known", () => {
  const session = new HostSession();
  const token = session.openToken ?? "";
  expect(session.redeem("wrong")).toBe(null);
  const cookie = kept(session.redeem(token));
  expect(session.redeem(token)).toBe(null);
  expect(session.isKnown(requestWith(cookie))).toBe(true);
  expect(session.isKnown(requestWith(`${cookie}0`))).toBe(false);
  expect(session.isKnown(requestWith(""))).toBe(false);
});

test("one browser may hold two workspaces open, on two ports of one host name", () => {
  const sessions = [new HostSession(), new HostSession()];
  const jar = new Map<string, string>();
  for (const session of sessions) {
    const [name = "", value = ""] = kept(session.redeem(session.openToken ?? "")).split("=");
    jar.set(name, value);
  }
  const cookies = [...jar].map((pair) => pair.join("=")).join("; ");
  for (const session of sessions) {
    expect(session.isKnown(requestWith(cookies))).toBe(true);
  }
});
