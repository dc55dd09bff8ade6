/**
 * Owns the customers of the demo store: a dozen neighbours with cards, some birthdays (one on 29 February) and what they
 * agreed to. Their phone numbers are of a range that nobody has.
 */
import type { CustomersDep } from "../services/deps.ts";
import { cardNumber, DEFAULT_CARD_FORMATS } from "../../domain/customer/card-format.ts";
import { CONSENT_CHANNELS, type ConsentChannel } from "../../domain/customer/consent.ts";
import { PROGRAM_WORDING } from "../../domain/customer/program-wording.ts";
import { NO_DETAILS, type CustomerDetails } from "../../domain/customer/customer.ts";

interface DemoCustomer {
  readonly details: Pick<CustomerDetails, "name"> & Partial<CustomerDetails>;
  /** How many cards they carry. */
  readonly cards?: number;
  readonly agreed?: readonly ConsentChannel[];
}

const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  {
    details: {
      name: "Elif Yılmaz",
      phone: "+905550001001",
      email: "elif@ornek.example",
      dateOfBirth: "1990-11-20",
    },
    agreed: ["marketing", "sms", "email"],
  },
  {
    details: { name: "Mehmet Kaya", phone: "+905550001002", dateOfBirth: "1978-03-14" },
    cards: 2,
    agreed: ["sms"],
  },
  {
    details: { name: "Zeynep Demir", phone: "+905550001003", email: "zeynep@ornek.example" },
    agreed: ["email"],
  },
  {
    details: { name: "Ahmet Şahin", phone: "+905550001004", dateOfBirth: "1984-02-29" },
    agreed: ["marketing"],
  },
  { details: { name: "Ayşe Çelik", phone: "+905550001005", dateOfBirth: "1995-11-03", gender: "female" } },
  {
    details: {
      name: "Can Öztürk",
      phone: "+905550001006",
      invoiceName: "Öztürk Kırtasiye Ltd. Şti.",
      invoiceAddress: "Moda Cad. No: 40, 34710 Kadıköy / İstanbul",
      taxOffice: "Kadıköy",
      taxId: "5730098765",
      tags: ["invoice"],
    },
  },
  { details: { name: "Fatma Arslan", phone: "+905550001007", dateOfBirth: "1959-07-22" }, agreed: ["sms"] },
  { details: { name: "Emre Doğan", phone: "+905550001008", email: "emre@ornek.example" } },
  {
    details: { name: "Selin Aydın", phone: "+905550001009", dateOfBirth: "2001-12-31" },
    agreed: ["marketing", "email"],
  },
  { details: { name: "Burak Koç", phone: "+905550001010" } },
  {
    details: { name: "Deniz Işık", phone: "+905550001011", preferences: { language: "en" } },
    agreed: ["email"],
  },
  { details: { name: "Elif Yılmaz", phone: "+905550001012", dateOfBirth: "1968-05-01" } },
];

/** In the caller's transaction. */
export const seedDemoCustomers = (deps: CustomersDep): void => {
  const [format] = DEFAULT_CARD_FORMATS;
  if (!format) {
    throw new Error("The program has no card format of its own");
  }
  let handedOut = 0;
  for (const [index, { details, cards = 1, agreed = [] }] of DEMO_CUSTOMERS.entries()) {
    const customer = deps.customers.create(
      {
        customerRef: `demo-customer-${String(index + 1).padStart(4, "0")}`,
        code: null,
        country: null,
        registrationSource: "import",
        details: { ...NO_DETAILS, ...details },
      },
      null,
    );
    for (let count = 0; count < cards; count += 1) {
      handedOut += 1;
      deps.loyaltyCards.add({ number: cardNumber(format, String(handedOut)), customerId: customer.id }, null);
    }
    for (const channel of CONSENT_CHANNELS.filter((each) => agreed.includes(each))) {
      deps.customerConsents.append(
        customer.customerRef,
        { channel, granted: true, source: "import", wordingVersion: PROGRAM_WORDING },
        null,
      );
    }
  }
};
