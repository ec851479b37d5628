import { Component, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import styles from "./screen.module.css";

export interface ErrorBoundaryProps {
  /** Another value forgets the failure: the user went elsewhere. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failedKey: string | null;
}

/** A page that fails leaves the rest of the window alone. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failedKey: null };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failedKey: "" };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.failedKey !== null && before.resetKey !== this.props.resetKey) {
      this.setState({ failedKey: null });
    }
  }

  override render(): ReactNode {
    if (this.state.failedKey === null) {
      return this.props.children;
    }
    return (
      <div className={styles["screen"]} role="alert">
        <h1 className={styles["title"]}>This page could not be shown</h1>
        <p>Nothing in the workspace was changed. Show the page again, or go to another one.</p>
        <Button tone="primary" onClick={() => this.setState({ failedKey: null })}>
          Show it again
        </Button>
      </div>
    );
  }
}
