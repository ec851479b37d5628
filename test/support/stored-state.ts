import { createEngine } from "../../main/engine/engine.ts";
import { workspaceState } from "./workspace-state.ts";

/** Opens a workspace folder as its next user would and tells everything it holds. */
export async function storedState(workspace: string): Promise<Record<string, unknown>> {
  const engine = await createEngine({ workspace, actor: "tester" });
  try {
    return await workspaceState(engine);
  } finally {
    await engine.close();
  }
}
