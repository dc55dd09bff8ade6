/**
 * Owns the two acts on a customer that cannot be undone: merging another record into this one, and erasing the person.
 * Each says first what will happen; erasing comes after the person's data were saved as a file.
 */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../contracts/ipc/customers.ts";
import { saveCustomerData } from "../commands/customer-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { closeDialog, goTo, say, type Dialog } from "../stores/screen-store.ts";
import { call } from "../transport/link.ts";
import { FindPart } from "./CustomerFind.tsx";
import { DialogFrame } from "./DialogFrame.tsx";

type DialogOf<K extends Dialog["kind"]> = Extract<Dialog, { readonly kind: K }>;

export const MergeCustomerDialog = ({ dialog }: { readonly dialog: DialogOf<"mergeCustomer"> }) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [other, setOther] = useState<CustomerSummary | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const nameOf = (name: string | null): string => name ?? t("customer.nameless");
  const merge = async (fromRef: string): Promise<void> => {
    const result = await call("customer.merge", { fromRef, intoRef: dialog.customerRef });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    goTo({ name: "customer", customerRef: dialog.customerRef, reading: `merged ${fromRef}` });
    say(t("customer.merge.done"));
  };
  return (
    <DialogFrame title={t("customer.merge.title", { name: nameOf(dialog.name) })} size={620}>
      {other === null ? (
        <FindPart text={text} onText={setText} onPick={setOther} onEnrol={null} />
      ) : (
        <>
          <p>
            {t("customer.merge.explain", {
              from: [other.name ?? t("customer.nameless"), other.maskedPhone].filter(Boolean).join(", "),
              into: nameOf(dialog.name),
            })}
          </p>
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
          <div className="dialog-keys">
            <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
            <Key
              tall
              first
              look="danger"
              label={t("customer.merge.go")}
              testId="merge-go"
              onPress={() => void merge(other.customerRef)}
            />
          </div>
        </>
      )}
    </DialogFrame>
  );
};

export const EraseCustomerDialog = ({ dialog }: { readonly dialog: DialogOf<"eraseCustomer"> }) => {
  const { t } = useTranslation();
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { customerRef } = dialog;
  const save = async (): Promise<void> => {
    const result = await saveCustomerData(customerRef);
    setProblem(result.ok ? null : errorSentence(result.error));
    setSaved((before) => before || result.ok);
  };
  const erase = async (): Promise<void> => {
    const result = await call("customer.erase", { customerRef });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    goTo({ name: "sell" });
    say(t("customer.erase.done"));
  };
  return (
    <DialogFrame
      title={t("customer.erase.title", { name: dialog.name ?? t("customer.nameless") })}
      size={560}
    >
      <p>{t("customer.erase.explain")}</p>
      <Key tall first label={t("customer.erase.save")} testId="erase-save" onPress={() => void save()} />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
        <Key
          tall
          look="danger"
          label={t("customer.erase.go")}
          testId="erase-go"
          disabled={!isSaved}
          onPress={() => void erase()}
        />
      </div>
    </DialogFrame>
  );
};
