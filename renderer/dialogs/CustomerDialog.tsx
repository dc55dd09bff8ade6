/**
 * Owns finding a customer for the sale and enrolling a new one, both from the keyboard alone: type, arrows, Enter. What
 * was typed to find somebody goes along into the form. A card that is scanned here finds its customer, or becomes the new
 * one's card.
 */
import { useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../contracts/ipc/customers.ts";
import { attachCustomer } from "../commands/customer-actions.ts";
import { takeScans } from "../commands/handle-scan.ts";
import { goTo, type Dialog } from "../stores/screen-store.ts";
import { FindPart } from "./CustomerFind.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { EnrolForm, type EnrolStart } from "./EnrolForm.tsx";

type CustomerDialogKind = Extract<Dialog, { readonly kind: "customer" }>;

/** What was typed to find somebody is what they said of themselves. */
const startWith = (text: string): EnrolStart => {
  const typed = text.trim();
  const blank = { name: "", phone: "", email: "", cardNumber: "", referralCode: "" };
  if (typed.includes("@")) {
    return { ...blank, email: typed };
  }
  return /^[+\d][\d\s()./-]*$/.test(typed) ? { ...blank, phone: typed } : { ...blank, name: typed };
};

export const CustomerDialog = ({ dialog }: { readonly dialog: CustomerDialogKind }) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [start, setStart] = useState<EnrolStart | null>(
    dialog.cardNumber === null ? null : { ...startWith(""), cardNumber: dialog.cardNumber },
  );
  const isFinding = start === null;
  useLayoutEffect(() => {
    if (isFinding) {
      return takeScans(async (code) => setText(code));
    }
    return undefined;
  }, [isFinding]);
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "F2" && isFinding) {
        event.preventDefault();
        setStart(startWith(text));
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isFinding, text]);
  const pick = (customer: CustomerSummary): void => {
    if (dialog.purpose === "attach") {
      attachCustomer(customer.customerRef);
    } else {
      goTo({ name: "customer", customerRef: customer.customerRef });
    }
  };
  return (
    <DialogFrame title={t(isFinding ? "customer.findTitle" : "customer.enrolTitle")} size={620}>
      {start === null ? (
        <FindPart text={text} onText={setText} onPick={pick} onEnrol={() => setStart(startWith(text))} />
      ) : (
        <EnrolForm start={start} attach={dialog.purpose === "attach"} onKnown={pick} />
      )}
    </DialogFrame>
  );
};
