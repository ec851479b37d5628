import { type ReactNode, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useStore } from "../store/index.ts";
import styles from "./inspector.module.css";
import { Part } from "./part.tsx";

/** The place at the right edge that the current page fills. */
class Outlet {
  private element: HTMLElement | null = null;
  private readonly listeners = new Set<() => void>();

  readonly current = (): HTMLElement | null => this.element;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly place = (element: HTMLElement | null): void => {
    this.element = element;
    for (const listener of this.listeners) {
      listener();
    }
  };
}

const outlet = new Outlet();

/** Hidden while no page fills it. */
export function InspectorOutlet() {
  const isOpen = useStore((state) => state.isInspectorOpen);
  return isOpen ? (
    <Part
      role="complementary"
      ref={outlet.place}
      className={styles["outlet"]}
      aria-label="Explain this number"
      tabIndex={0}
    />
  ) : null;
}

/** "Explain this number": what a page says about the figure that is selected. */
export function Inspector({ children }: { children: ReactNode }) {
  const element = useSyncExternalStore(outlet.subscribe, outlet.current);
  return element === null ? null : createPortal(children, element);
}
