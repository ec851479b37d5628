import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ErrorShape } from "../../shared/errors.ts";
import styles from "./toaster.module.css";

const manager = Toast.createToastManager();

/** Says that something was done; it goes away by itself. */
export function tell(title: string, description?: string): void {
  manager.add(description === undefined ? { title } : { title, description });
}

/** Says that something could not be done; it stays until it is closed. */
export function tellError(error: ErrorShape): void {
  manager.add({
    title: error.message,
    description: error.remedy,
    type: "error",
    priority: "high",
    timeout: 0,
  });
}

/** A failure the page itself met, for example an upload that was refused. */
export function tellFailure(reason: unknown): void {
  const message = reason instanceof Error ? reason.message : "It could not be done.";
  tellError({ code: "internal", message, remedy: "Try it again." });
}

export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={3} timeout={6000}>
      <Toast.Portal>
        <Toast.Viewport className={styles["viewport"]}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={[]}
      className={`${styles["toast"]} ${toast.type === "error" ? styles["error"] : ""}`}
    >
      <Toast.Content className={styles["content"]}>
        <div className={styles["text"]}>
          <Toast.Title className={styles["title"]} />
          <Toast.Description className={styles["description"]} />
        </div>
        <Toast.Close className={styles["close"]} aria-label="Close this message">
          <X size={14} aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
