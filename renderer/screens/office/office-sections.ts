/** Owns the list of what the back office has: each section with its icon and the permission that opens it. */
import {
  IconBarcode,
  IconClockPlay,
  IconDatabase,
  IconGift,
  IconId,
  IconIdBadge2,
  IconUserPlus,
  IconKey,
  IconListSearch,
  IconPhoto,
  IconReceipt,
  IconReportMoney,
  IconStar,
  IconTicket,
  IconUsersGroup,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Permission } from "../../../domain/staff/permission.ts";
import { AuditSection } from "./audit/AuditSection.tsx";
import { BarcodesSection } from "./barcodes/BarcodesSection.tsx";
import { BackupsSection } from "./backups/BackupsSection.tsx";
import { JobsSection } from "./jobs/JobsSection.tsx";
import { CouponsSection } from "./coupons/CouponsSection.tsx";
import { CustomerRulesSection } from "./customer-rules/CustomerRulesSection.tsx";
import { GiftCardsSection } from "./gift-cards/GiftCardsSection.tsx";
import { LoyaltySection } from "./loyalty/LoyaltySection.tsx";
import { MembershipsSection } from "./memberships/MembershipsSection.tsx";
import { ReferralsSection } from "./referrals/ReferralsSection.tsx";
import { ReceiptLogoSection } from "./receipt-logo/ReceiptLogoSection.tsx";
import { ReportsSection } from "./reports/ReportsSection.tsx";
import { RolesSection } from "./roles/RolesSection.tsx";
import { SaleRulesSection } from "./sale-rules/SaleRulesSection.tsx";
import { SegmentsSection } from "./segments/SegmentsSection.tsx";
import { StaffSection } from "./staff/StaffSection.tsx";

export interface OfficeSection {
  /** Also the key of its title in the texts: office.<id>. */
  readonly id:
    | "staff"
    | "roles"
    | "reports"
    | "coupons"
    | "segments"
    | "loyalty"
    | "customerRules"
    | "giftCards"
    | "memberships"
    | "referrals"
    | "audit"
    | "barcodes"
    | "saleRules"
    | "receiptLogo"
    | "backups"
    | "jobs";
  readonly icon: Icon;
  /** Whoever is denied it does not see the section. */
  readonly permission: Permission;
  readonly component: ComponentType;
}

export const OFFICE_SECTIONS: readonly OfficeSection[] = [
  { id: "staff", icon: IconUsers, permission: "staff:read", component: StaffSection },
  { id: "roles", icon: IconKey, permission: "staff:read", component: RolesSection },
  { id: "reports", icon: IconReportMoney, permission: "report:z", component: ReportsSection },
  { id: "coupons", icon: IconTicket, permission: "coupon:read", component: CouponsSection },
  { id: "segments", icon: IconUsersGroup, permission: "segment:read", component: SegmentsSection },
  { id: "loyalty", icon: IconStar, permission: "store:configure", component: LoyaltySection },
  { id: "customerRules", icon: IconId, permission: "store:configure", component: CustomerRulesSection },
  { id: "giftCards", icon: IconGift, permission: "giftcard:read", component: GiftCardsSection },
  {
    id: "memberships",
    icon: IconIdBadge2,
    permission: "membership:configure",
    component: MembershipsSection,
  },
  { id: "referrals", icon: IconUserPlus, permission: "referral:read", component: ReferralsSection },
  { id: "audit", icon: IconListSearch, permission: "audit:read", component: AuditSection },
  { id: "barcodes", icon: IconBarcode, permission: "store:configure", component: BarcodesSection },
  { id: "saleRules", icon: IconReceipt, permission: "store:configure", component: SaleRulesSection },
  { id: "receiptLogo", icon: IconPhoto, permission: "store:configure", component: ReceiptLogoSection },
  { id: "backups", icon: IconDatabase, permission: "backup:create", component: BackupsSection },
  { id: "jobs", icon: IconClockPlay, permission: "job:run", component: JobsSection },
];

export type OfficeSectionId = OfficeSection["id"];
