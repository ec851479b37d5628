import { useEffect } from "react";
import styles from "./app.module.css";
import { EngineLost } from "./frame/engine-lost.tsx";
import { ErrorBoundary } from "./frame/error-boundary.tsx";
import { FileDrops } from "./frame/file-drops.tsx";
import { Palette } from "./frame/palette.tsx";
import { Rail } from "./frame/rail.tsx";
import { ScopeBar } from "./frame/scope-bar.tsx";
import { ShortcutHelp } from "./frame/shortcut-help.tsx";
import { StatusBar } from "./frame/status-bar.tsx";
import { useFrameCommands } from "./frame/use-frame-commands.ts";
import { PAGES } from "./pages/index.ts";
import { useStore } from "./store/index.ts";
import { jobPercent } from "./store/jobs-slice.ts";
import { keepPlace, keptPlace, placeOf } from "./store/kept-place.ts";
import { defaultPeriod, knownPeriods } from "./store/scope-slice.ts";
import { InspectorOutlet } from "./ui/inspector.tsx";
import { Toaster } from "./ui/toaster.tsx";
import { useEngine } from "./use-engine.ts";
import { useStatus } from "./use-workspace.ts";

export function App() {
  useEngineEvents();
  useThemeAttribute();
  useFirstPeriod();
  useKeptPlace();
  useWindowTitle();
  useFrameCommands();
  const isLost = useStore((state) => state.isEngineLost);
  return (
    <>
      {isLost ? <EngineLost /> : <Frame />}
      <FileDrops />
      <Palette />
      <ShortcutHelp />
      <Toaster />
    </>
  );
}

function Frame() {
  const path = useStore((state) => state.page);
  const page = PAGES.find((known) => known.path === path) ?? PAGES[0];
  const Content = page?.component;
  return (
    <div className={styles["frame"]}>
      <ScopeBar />
      <div className={styles["middle"]}>
        <Rail />
        <main className={styles["main"]}>
          <ErrorBoundary resetKey={path}>
            {Content === undefined ? null : <Content key={path} />}
          </ErrorBoundary>
        </main>
        <InspectorOutlet />
      </div>
      <StatusBar />
    </div>
  );
}

function useEngineEvents(): void {
  const engine = useEngine();
  const jobChanged = useStore((state) => state.jobChanged);
  const setEngineLost = useStore((state) => state.setEngineLost);
  const forgetJob = useStore((state) => state.forgetJob);
  useEffect(() => {
    const lost = (): void => {
      forgetJob();
      setEngineLost(true);
    };
    return engine.listen({ jobChanged, lost });
  }, [engine, jobChanged, forgetJob, setEngineLost]);
}

function useThemeAttribute(): void {
  const theme = useStore((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}

/** Names the workspace and how far its job is, for the task bar and the host. */
function useWindowTitle(): void {
  const name = useStatus()?.name;
  const job = useStore((state) => state.job);
  const percent = job === null ? null : jobPercent(job);
  const isRunning = job !== null;
  useEffect(() => {
    const progress = isRunning ? `${percent === null ? "…" : `${percent} %`} – ` : "";
    document.title = `${progress}${name === undefined ? "" : `${name} – `}Tieout`;
  }, [name, isRunning, percent]);
}

/** Where this window was before it was loaded anew, else the latest complete period. */
function useFirstPeriod(): void {
  const status = useStatus();
  const engine = useEngine();
  const period = useStore((state) => state.period);
  const setPeriod = useStore((state) => state.setPeriod);
  useEffect(() => {
    if (status === undefined) {
      return;
    }
    engine.cache.advance(status.dataVersion);
    if (period !== null) {
      return;
    }
    const kept = keptPlace(status);
    const first = defaultPeriod(status);
    if (kept !== null) {
      const { workspace: _, ...place } = kept;
      useStore.setState(place);
    } else if (first !== null) {
      setPeriod(first, knownPeriods(status));
    }
  }, [engine, status, period, setPeriod]);
}

/** Keeps where the window is, so that loading it anew loses nothing. */
function useKeptPlace(): void {
  const name = useStatus()?.name;
  useEffect(() => {
    if (name === undefined) {
      return;
    }
    return useStore.subscribe((state) => {
      const place = placeOf(name, state);
      if (place !== null) {
        keepPlace(place);
      }
    });
  }, [name]);
}
