/** Owns everything that is not on the bar: what can be done with the line, the sale and the till. */
import { useTranslation } from "react-i18next";
import { removeLine } from "../commands/basket-actions.ts";
import { keyOfCommand, type CommandId } from "../commands/command-table.ts";
import { runCommand } from "../commands/run-command.ts";
import { Key } from "../controls/Key.tsx";
import { useGranted } from "../controls/use-granted.ts";
import { closeDialog, openDialog, type Dialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import type { Permission } from "../../domain/staff/permission.ts";
import { DialogFrame } from "./DialogFrame.tsx";

interface OpenKeyProps {
  readonly label: string;
  readonly dialog: Dialog;
  readonly needs?: Permission | undefined;
  readonly danger?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly first?: boolean | undefined;
}

const OpenKey = ({ label, dialog, needs, danger, hint, first }: OpenKeyProps) => {
  const granted = useGranted(needs ?? "sale:create", hint);
  return (
    <Key
      label={label}
      {...granted}
      look={danger === true ? "danger" : "plain"}
      first={first}
      onPress={() => openDialog(dialog)}
    />
  );
};

const LineGroup = ({ lineId, name }: { readonly lineId: string; readonly name: string }) => {
  const { t } = useTranslation();
  return (
    <section className="more-group">
      <h3>{name}</h3>
      <OpenKey label={t("bar.quantity")} hint="*" first dialog={{ kind: "quantity", lineId }} />
      <OpenKey label={t("bar.discount")} hint="F7" dialog={{ kind: "discount", lineId }} />
      <OpenKey label={t("more.price")} needs="price:override" dialog={{ kind: "price", lineId }} />
      <OpenKey label={t("more.note")} dialog={{ kind: "note", lineId }} />
      <Key label={t("more.remove")} hint={keyOfCommand("removeLine")} onPress={() => removeLine(lineId)} />
      <OpenKey label={t("more.voidLine")} danger needs="line:void" dialog={{ kind: "voidLine", lineId }} />
    </section>
  );
};

const CommandKey = ({ id, label }: { readonly id: CommandId; readonly label: string }) => (
  <Key
    label={label}
    hint={keyOfCommand(id)}
    onPress={() => {
      closeDialog();
      runCommand(id);
    }}
  />
);

export const MoreDialog = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  const line = useTill((state) => state.basket?.lines.find(({ id }) => id === state.selectedLineId) ?? null);
  return (
    <DialogFrame title={t("more.title")} size={860}>
      <div className="more-groups">
        {line === null || line.voided ? (
          <section className="more-group">
            <h3>{t("more.line")}</h3>
            <p className="tw-soft">{t("sell.chooseLine")}</p>
          </section>
        ) : (
          <LineGroup lineId={line.id} name={line.name} />
        )}
        <section className="more-group">
          <h3>{t("more.sale")}</h3>
          <CommandKey id="customer" label={t("customer.title")} />
          <CommandKey id="priceCheck" label={t("more.priceCheck")} />
          <CommandKey id="offers" label={t("offers.title")} />
          <CommandKey id="receipts" label={t("more.receipts")} />
          <OpenKey label={t("giftCard.sell")} needs="giftcard:sell" dialog={{ kind: "sellGiftCard" }} />
          <OpenKey label={t("giftCard.check")} dialog={{ kind: "giftCard", code: null }} />
          <OpenKey label={t("membership.sellKey")} needs="membership:sell" dialog={{ kind: "membership" }} />
          {basket === null ? null : (
            <OpenKey label={t("taxExempt.key")} needs="tax:exempt" dialog={{ kind: "taxExempt" }} />
          )}
          {basket === null ? null : (
            <OpenKey label={t("more.voidBasket")} danger needs="sale:void" dialog={{ kind: "voidBasket" }} />
          )}
        </section>
        <section className="more-group">
          <h3>{t("more.till")}</h3>
          <CommandKey id="devices" label={t("more.devices")} />
          <CommandKey id="drawer" label={t("drawer.title")} />
          <OpenKey label={t("devices.openDrawer")} needs="drawer:open" dialog={{ kind: "openDrawer" }} />
          <CommandKey id="office" label={t("office.title")} />
          <CommandKey id="settings" label={t("more.settings")} />
          <CommandKey id="help" label={t("more.help")} />
          <CommandKey id="switchCashier" label={t("more.switchCashier")} />
          <CommandKey id="signOut" label={t("more.signOut")} />
        </section>
      </div>
    </DialogFrame>
  );
};
