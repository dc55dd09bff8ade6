/** Owns the renderer's copy of what there is for the basket's customer: read again whenever that may have changed. */
import { create } from "zustand";
import type { CustomerOffersView } from "../../contracts/ipc/participation.ts";
import { useTill } from "./till-store.ts";

interface CustomerOffersState {
  readonly offers: CustomerOffersView | null;
}

const useStore = create<CustomerOffersState>()(() => ({ offers: null }));

export const keepCustomerOffers = (offers: CustomerOffersView | null): void => useStore.setState({ offers });

/** null: nobody's basket, or not read yet. */
export const useBasketCustomerOffers = (): CustomerOffersView | null => {
  const customerRef = useTill((state) => state.basket?.customer?.customerRef ?? null);
  const offers = useStore((state) => state.offers);
  return offers?.customerRef === customerRef ? offers : null;
};
