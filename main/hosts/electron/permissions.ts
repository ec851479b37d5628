import type { Session } from "electron";

const ALLOWED: ReadonlySet<string> = new Set(["clipboard-sanitized-write", "fullscreen"]);

/** Denies every permission but two; Electron itself would grant them all. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    answer({ cancel: !["app:", "devtools:", "blob:", "data:"].includes(protocol) });
  });
}
