import { protocol } from "electron";
import { SECURITY_HEADERS } from "../content-security-policy.ts";
import type { RendererFile } from "../renderer-files.ts";

const SCHEME = "app";
const HOST = "tieout";
export const APP_URL = `${SCHEME}://${HOST}/index.html`;

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Whether a URL is the app's own page, by its parsed parts, never by how its text starts. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === "";
}

/** Serves the built page: only names found in the build, with the policy on every answer. */
export function serveApp(files: ReadonlyMap<string, RendererFile>): void {
  protocol.handle(SCHEME, (request) => {
    const file = isAppUrl(request.url) ? files.get(new URL(request.url).pathname) : undefined;
    if (file === undefined || request.method !== "GET") {
      return new Response("", { status: 404, headers: SECURITY_HEADERS });
    }
    const headers = { ...SECURITY_HEADERS, "content-type": file.type };
    return new Response(file.content, { status: 200, headers });
  });
}
