import { useEffect, useSyncExternalStore } from "react";

/** Something the user can do, wherever it is offered: palette, shortcut, help, menu. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: "Go to" | "This page" | "Scope" | "View";
  readonly shortcut?: string;
  readonly run: () => void;
}

type Source = object;

/** Who offers which commands now; the frame always does, a page while it is shown. */
class CommandRegistry {
  private readonly sources = new Map<Source, readonly Command[]>();
  private readonly listeners = new Set<() => void>();
  private all: readonly Command[] = [];

  /** The commands now, in the order they were offered. */
  readonly list = (): readonly Command[] => this.all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  offer(source: Source, commands: readonly Command[]): () => void {
    this.sources.set(source, commands);
    this.publish();
    return () => {
      this.sources.delete(source);
      this.publish();
    };
  }

  private publish(): void {
    this.all = [...this.sources.values()].flat();
    for (const listener of this.listeners) {
      listener();
    }
  }
}

const registry = new CommandRegistry();

/** Offers commands while the component is shown. Pass a stable array. */
export function useOfferCommands(commands: readonly Command[]): void {
  useEffect(() => registry.offer(commands, commands), [commands]);
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(registry.subscribe, registry.list);
}
