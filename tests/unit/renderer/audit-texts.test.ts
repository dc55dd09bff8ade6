/** Every action that leaves an audit entry, and every kind of them, has a text in each language; what changed is words. */
import i18next from "i18next";
import { expect, it } from "vitest";
import { AUDIT_ACTIONS, AUDIT_KINDS } from "../../../domain/audit/audit-action.ts";
import en from "../../../renderer/locales/en.json" with { type: "json" };
import es from "../../../renderer/locales/es.json" with { type: "json" };
import tr from "../../../renderer/locales/tr.json" with { type: "json" };
import { changeText, subjectText } from "../../../renderer/texts/audit-text.ts";
import type { Wording } from "../../../renderer/texts/error-text.ts";
import { shownIn } from "../../support/shown-store.ts";

const wordingIn = async (lng: "en" | "tr" | "es"): Promise<Wording> => {
  const instance = i18next.createInstance();
  const resources = { [lng]: { translation: { en, tr, es }[lng] } };
  const t = await instance.init({ lng, resources, interpolation: { escapeValue: false } });
  return { t, formats: shownIn(lng) };
};

it.each(Object.entries({ en, tr, es }))("%s", (_language, { audit }) => {
  const names = Object.keys(AUDIT_ACTIONS).map((name) => name.replaceAll(".", "_"));
  expect(Object.keys(audit.action).toSorted()).toEqual(names.toSorted());
  expect(Object.keys(audit.kind).toSorted()).toEqual(AUDIT_KINDS.toSorted());
});

it.each([
  {
    field: "line:discount.grant",
    before: "allowed",
    after: "approval",
    reads: "Satırda indirim, sınıra kadar: Serbest → Onaylı",
  },
  { field: "line:discount.limit", before: 1000, after: 500, reads: "Satırda indirim, sınır: %10 → %5" },
  { field: "lockoutMs", before: 60_000, after: 30_000, reads: "Bekleme süresi: 60 sn → 30 sn" },
  { field: "roleCode", before: "cashier", after: "manager", reads: "Rol: Kasiyer → Müdür" },
  { field: "differenceMinor", before: null, after: -500, reads: "Fazla ya da eksik: −₺5,00" },
  { field: "cause", before: null, after: "idle", reads: "Nasıl: kimse dokunmadı" },
  { field: "tenders", before: null, after: "CASH, CARD", reads: "Ödeme türü: Nakit, Kart" },
  { field: "unitPriceMinor.SIMIT", before: 1500, after: 1600, reads: "Fiyat SIMIT: ₺15,00 → ₺16,00" },
])("$field reads in Turkish", async ({ reads, ...change }) => {
  expect(changeText(change, await wordingIn("tr"))).toBe(reads);
});

it.each([
  ["shift 3", "turno 3"],
  ["role cashier", "rol Cajero"],
  ["basket 0198-a, SIMIT", "SIMIT"],
  ["basket 0198-a, receipt S1-T1-000001", "recibo S1-T1-000001"],
  ["D:\\backups\\a.db", "D:\\backups\\a.db"],
])("%s reads in Spanish", async (subject, expected) => {
  expect(subjectText(subject, (await wordingIn("es")).t)).toBe(expected);
});
