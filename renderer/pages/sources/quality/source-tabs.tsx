import type { ReactNode } from "react";
import { useStore } from "../../../store/index.ts";
import { Tabbed } from "../../../ui/tabbed.tsx";
import { QualityPanel } from "./quality-panel.tsx";

/** The imported files, and the tests of what they hold. */
export function SourceTabs({ children }: { children: ReactNode }) {
  const period = useStore((state) => state.period);
  return (
    <Tabbed
      label="Sources"
      parts={[
        { value: "files", label: "Files", panel: children },
        {
          value: "quality",
          label: "Quality",
          panel: <QualityPanel key={period} period={period} />,
        },
      ]}
    />
  );
}
