/** Owns how a key shows its permission: off with the reason where it is denied, marked where it needs approval. */
import { useTranslation } from "react-i18next";
import type { Permission } from "../../domain/staff/permission.ts";
import { useGrant } from "../stores/use-grant.ts";
import type { KeyProps } from "./Key.tsx";

/** `hint`: what the key shows where it is simply allowed. */
export const useGranted = (permission: Permission, hint?: string): Pick<KeyProps, "disabled" | "hint"> => {
  const { t } = useTranslation();
  switch (useGrant(permission)) {
    case "allowed":
      return { disabled: false, hint };
    case "approval":
      return { disabled: false, hint: t("approval.mark") };
    case "denied":
      return { disabled: true, hint: t("approval.denied") };
  }
};
