import "./without-eval.ts";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { EngineClient } from "./engine-client.ts";
import { openTransport } from "./open-transport.ts";
import "./styles/base.css";
import { EngineProvider } from "./use-engine.ts";

const root = document.getElementById("root");
if (root !== null) {
  const engine = new EngineClient(openTransport());
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <EngineProvider value={engine}>
          <App />
        </EngineProvider>
      </CSPProvider>
    </StrictMode>,
  );
}
