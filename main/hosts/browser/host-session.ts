import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * Who may talk to the browser host: the one browser that opened the printed address. The token
 * works once; it is exchanged for a cookie only that browser holds.
 */
export class HostSession {
  /** Cookies are shared by every port of a host name: two open workspaces need two names. */
  private readonly cookie = `tieout-session-${randomBytes(8).toString("hex")}`;
  private readonly secret = randomBytes(32).toString("hex");
  private token: string | null = randomBytes(24).toString("hex");

  /** The address part to print; null once it was used. */
  get openToken(): string | null {
    return this.token;
  }

  /** The cookie for a right token, once; null otherwise. */
  redeem(token: string): string | null {
    if (this.token === null || !isEqual(token, this.token)) {
      return null;
    }
    this.token = null;
    return `${this.cookie}=${this.secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isKnown(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? "").split(";").map((part) => part.trim());
    const value = cookies.find((part) => part.startsWith(`${this.cookie}=`));
    return value !== undefined && isEqual(value.slice(this.cookie.length + 1), this.secret);
  }
}

function isEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Right Host header and, where a browser sends one, right Origin: against DNS rebinding. */
export function isLocalRequest(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  const isRightOrigin = origin === undefined || hosts.some((name) => origin === `http://${name}`);
  return host !== undefined && hosts.includes(host) && isRightOrigin;
}
