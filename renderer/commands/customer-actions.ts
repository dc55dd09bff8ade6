/** Owns what a person does with a customer: picks one for the basket, enrols one, lets one go, and saves their data as a file. */
import type { CustomerView } from "../../contracts/ipc/customers.ts";
import type { Payload } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";
import { saveFile } from "../controls/save-file.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { applyBasket } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import type { CallFailure } from "../transport/till-client.ts";
import { sayError } from "./say-error.ts";
import { showCustomer } from "./show-customer.ts";
import { inTurn } from "./till-worker.ts";

export const attachCustomer = (customerRef: string): void => {
  inTurn(async () => {
    const result = await call("customer.attach", { customerRef });
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    closeDialog();
    applyBasket(result.value);
    showCustomer(result.value);
  });
};

export const detachCustomer = (): void => {
  inTurn(async () => {
    const result = await call("customer.detach", {});
    if (result.ok) {
      applyBasket(result.value);
    } else {
      sayError(result.error);
    }
  });
};

/** Their basket too, when it was enrolled for. */
export const enrolCustomer = async (
  enrolment: Payload<"customer.enrol">,
): Promise<Result<CustomerView, CallFailure<"customer.enrol">>> => {
  const result = await call("customer.enrol", enrolment);
  if (!result.ok) {
    return result;
  }
  const { basket, customer } = result.value;
  if (basket !== null) {
    applyBasket(basket);
    showCustomer(basket);
  }
  return { ok: true, value: customer };
};

/** Everything that is kept of them. */
export const saveCustomerData = async (
  customerRef: string,
): Promise<Result<null, CallFailure<"customer.export">>> => {
  const result = await call("customer.export", { customerRef });
  if (!result.ok) {
    return result;
  }
  saveFile({ name: result.value.fileName, text: result.value.json, type: "application/json" });
  return { ok: true, value: null };
};
