/**
 * Owns how every dialog looks and behaves: a title, a body, focus kept inside and given back, Escape handled centrally.
 */
import { Modal } from "@mantine/core";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { closeDialog } from "../stores/screen-store.ts";
import "./dialogs.css";

interface DialogFrameProps {
  readonly title: string;
  readonly size?: number | undefined;
  readonly onClose?: (() => void) | undefined;
  readonly children: ReactNode;
}

export const DialogFrame = ({ title, size, onClose, children }: DialogFrameProps) => {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose ?? closeDialog}
      title={title}
      size={size ?? 460}
      radius={14}
      // Its header is no landmark of the page.
      attributes={{ header: { role: "presentation" } }}
      classNames={{ title: "dialog-title", body: "dialog-body" }}
      closeButtonProps={{ "aria-label": t("dialog.close"), size: 48, iconSize: 22 }}
    >
      <FocusAtOnce />
      {children}
    </Modal>
  );
};

/** The library moves the focus in a later task, and a key pressed before that would go to the field behind the dialog. */
const FocusAtOnce = () => {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const dialog = place.current?.closest("[role=dialog]");
    dialog?.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true });
  }, []);
  return <span ref={place} hidden />;
};
