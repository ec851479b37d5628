import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";

export interface ButtonProps extends Omit<ComponentProps<"button">, "className" | "ref"> {
  readonly tone?: "plain" | "primary" | "quiet" | "danger";
  /** Shown as a square with the label for screen readers alone. */
  readonly isIcon?: boolean;
  readonly isPressed?: boolean;
}

export function Button({
  tone = "plain",
  isIcon = false,
  isPressed,
  type = "button",
  ...props
}: ButtonProps) {
  return (
    <BaseButton
      type={type}
      aria-pressed={isPressed}
      className={classNames(
        styles["button"],
        styles[tone],
        isIcon && styles["icon"],
        isPressed === true && styles["pressed"],
      )}
      {...props}
    />
  );
}
