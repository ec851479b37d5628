import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./dialog.module.css";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly size?: "small" | "wide" | "full";
}

/** A question or a form above the page; Esc leaves it and gives the focus back. */
export function Dialog({ title, isOpen, onClose, children, actions, size = "small" }: DialogProps) {
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles["backdrop"]} />
        <BaseDialog.Popup className={`${styles["popup"]} ${styles[size]}`}>
          <header className={styles["header"]}>
            <BaseDialog.Title className={styles["title"]}>{title}</BaseDialog.Title>
            <BaseDialog.Close className={styles["close"]} aria-label="Close">
              <X size={15} aria-hidden="true" />
            </BaseDialog.Close>
          </header>
          <div className={styles["body"]}>{children}</div>
          {actions === undefined ? null : <footer className={styles["actions"]}>{actions}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
