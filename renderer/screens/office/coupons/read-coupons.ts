/** Owns reading many coupons of a batch: a page after the other, in the order of their codes. */
import type { CouponRowView } from "../../../../contracts/ipc/coupons.ts";
import { sayError } from "../../../commands/say-error.ts";
import { call } from "../../../transport/link.ts";

const PAGE = 1000;

/** null: a page could not be read, and that was said. */
export const readCoupons = async ({
  batchId,
  skip = 0,
  most = Infinity,
}: {
  readonly batchId: number;
  readonly skip?: number;
  readonly most?: number;
}): Promise<readonly CouponRowView[] | null> => {
  const all: CouponRowView[] = [];
  let after: string | null = "";
  while (after !== null && all.length < most) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage({
      batchId,
      after,
      skip: after === "" ? skip : 0,
      limit: Math.min(PAGE, most - all.length),
    });
    if (!page.ok) {
      sayError(page.error);
      return null;
    }
    all.push(...page.value.coupons);
    after = page.value.nextAfter;
  }
  return all;
};

const readPage = (page: {
  readonly batchId: number;
  readonly after: string;
  readonly skip: number;
  readonly limit: number;
}) => call("coupon.list", { ...page, text: "" });
