import { app } from "electron";
import { declareAppScheme } from "./app-protocol.ts";
import { Desktop, workspaceArgument } from "./desktop.ts";

app.enableSandbox();
declareAppScheme();
// Windows shows notices of an app under the name its shortcut was installed with.
app.setAppUserModelId("app.tieout.desktop");

if (app.requestSingleInstanceLock()) {
  let wanted = workspaceArgument(process.argv);
  let desktop: Desktop | null = null;
  // Registered before the app is ready, because macOS opens files that early.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    wanted = path;
    void desktop?.open(path);
  });
  app.on("second-instance", (_event, argv) => {
    desktop?.focus();
    const path = workspaceArgument(argv);
    if (path !== null) {
      void desktop?.open(path);
    }
  });
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
  app.on("window-all-closed", () => app.quit());
  let isClosed = false;
  app.on("before-quit", (event) => {
    if (desktop !== null && !isClosed) {
      event.preventDefault();
      isClosed = true;
      void desktop.close().then(() => app.quit());
    }
  });
  void app.whenReady().then(async () => {
    desktop = new Desktop();
    await desktop.start(wanted);
  });
} else {
  app.quit();
}
