import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { useStore } from "../../../store/index.ts";
import styles from "./quality.module.css";
import { QualityPanel } from "./quality-panel.tsx";

/** The imported files, and the tests of what they hold. */
export function SourceTabs({ children }: { children: ReactNode }) {
  const period = useStore((state) => state.period);
  return (
    <Tabs.Root defaultValue="files" className={styles["tabs"]}>
      <Tabs.List className={styles["tabList"]} aria-label="Sources">
        <Tabs.Tab value="files" className={styles["tab"]}>
          Files
        </Tabs.Tab>
        <Tabs.Tab value="quality" className={styles["tab"]}>
          Quality
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="files" className={styles["panel"]}>
        {children}
      </Tabs.Panel>
      <Tabs.Panel value="quality" className={styles["panel"]}>
        <QualityPanel key={period} period={period} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
