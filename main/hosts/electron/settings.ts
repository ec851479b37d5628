import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../../engine/workspace/workspace-folder.ts";

const Bounds = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
});

export const WindowState = z.object({ bounds: Bounds, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

const Settings = z.object({
  recentWorkspaces: z.array(z.string()).max(10).default([]),
  /** The last folder used, per purpose; the system no longer remembers it. */
  lastFolders: z.record(z.string(), z.string()).default({}),
  window: WindowState.default({ bounds: { width: 1440, height: 900 }, isMaximized: false }),
});
export type Settings = z.infer<typeof Settings>;

const RECENT_MAX = 10;

/** The desktop host's own memory: recent workspaces, folders, window place. */
export class SettingsFile {
  private readonly path: string;
  private settings: Settings = Settings.parse({});

  constructor(folder: string) {
    this.path = join(folder, "settings.json");
  }

  get current(): Settings {
    return this.settings;
  }

  /** A missing or damaged file gives the defaults; it holds nothing a user could lose. */
  async load(): Promise<Settings> {
    const text = await readFile(this.path, "utf8").catch(() => "{}");
    this.settings = parseSettings(text);
    return this.settings;
  }

  async rememberWorkspace(path: string): Promise<void> {
    const others = this.settings.recentWorkspaces.filter((known) => known !== path);
    await this.save({ recentWorkspaces: [path, ...others].slice(0, RECENT_MAX) });
  }

  async rememberFolder(purpose: string, folder: string): Promise<void> {
    await this.save({ lastFolders: { ...this.settings.lastFolders, [purpose]: folder } });
  }

  async rememberWindow(window: WindowState): Promise<void> {
    await this.save({ window });
  }

  private async save(change: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    await writeFileAtomic(this.path, `${JSON.stringify(this.settings, null, 2)}\n`);
  }
}

function parseSettings(text: string): Settings {
  try {
    return Settings.parse(JSON.parse(text));
  } catch {
    return Settings.parse({});
  }
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The stored place where a display still shows it, else the same size where the system puts it. */
export function visibleState(state: WindowState, displays: readonly Area[]): WindowState {
  const { x, y, width, height } = state.bounds;
  const isVisible = displays.some(
    (area) =>
      x !== undefined &&
      y !== undefined &&
      x + 100 <= area.x + area.width &&
      x + width >= area.x + 100 &&
      y >= area.y &&
      y + 50 <= area.y + area.height,
  );
  return isVisible ? state : { ...state, bounds: { width, height } };
}
