/** Owns finding a customer in a dialog: one field, the list below it, arrows and Enter. */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../contracts/ipc/customers.ts";
import { sayError } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useGranted } from "../controls/use-granted.ts";
import { CustomerRow } from "../screens/customers/CustomerRow.tsx";
import { call } from "../transport/link.ts";

const useFound = (text: string): readonly CustomerSummary[] | null => {
  const [found, setFound] = useState<readonly CustomerSummary[] | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    void call("customer.find", { text }).then((result) => {
      if (mine !== asked.current) {
        return;
      }
      if (result.ok) {
        setFound(text.trim() === "" ? null : result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [text]);
  return found;
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface FindPartProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onPick: (customer: CustomerSummary) => void;
  /** null: only somebody who is known will do. */
  readonly onEnrol: (() => void) | null;
}

export const FindPart = ({ text, onText, onPick, onEnrol }: FindPartProps) => {
  const { t } = useTranslation();
  const found = useFound(text);
  const [index, setIndex] = useState(0);
  const enrol = useGranted("customer:create", "F2");
  const chosen = Math.min(index, (found?.length ?? 1) - 1);
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setIndex(Math.max(0, Math.min(chosen + step, (found?.length ?? 1) - 1)));
    }
    const picked = found?.[chosen];
    if (event.key === "Enter" && !event.repeat && picked !== undefined) {
      onPick(picked);
    }
  };
  return (
    <>
      <input
        data-autofocus
        className="tw-field"
        data-testid="customer-find"
        aria-label={t("customer.findField")}
        placeholder={t("customer.findField")}
        value={text}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => {
          onText(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKey}
      />
      {found === null || found.length === 0 ? (
        <p className="tw-soft customer-list">{t(found === null ? "customer.findHint" : "customer.nobody")}</p>
      ) : (
        <ul className="customer-list" aria-label={t("customer.found")}>
          {found.map((customer, position) => (
            <CustomerRow
              key={customer.customerRef}
              customer={customer}
              chosen={position === chosen}
              onPick={onPick}
            />
          ))}
        </ul>
      )}
      {onEnrol === null ? null : (
        <Key tall label={t("customer.enrolNew")} {...enrol} testId="customer-enrol" onPress={onEnrol} />
      )}
    </>
  );
};
