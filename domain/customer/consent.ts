/**
 * Owns what consent is: a yes or a no per channel, with when, where and by which wording it was given. Every decision is
 * kept; the newest of a channel is what holds. Nothing is agreed to by being silent.
 */

export const CONSENT_CHANNELS = ["marketing", "sms", "email"] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

export type ConsentSource = "till" | "import" | "online" | "erasure";

export interface ConsentDecision {
  readonly channel: ConsentChannel;
  readonly granted: boolean;
  readonly atMs: number;
  readonly source: ConsentSource;
  readonly wordingVersion: string;
}

export type Consents = Readonly<Record<ConsentChannel, boolean>>;

const NO_CONSENT: Consents = { marketing: false, sms: false, email: false };

/** What holds after these decisions, oldest first. */
export const consentsAfter = (decisions: readonly ConsentDecision[]): Consents =>
  decisions.reduce((held, { channel, granted }) => ({ ...held, [channel]: granted }), NO_CONSENT);

/** The channels on which a wish differs from what holds. */
export const changedChannels = (held: Consents, wished: Consents): readonly ConsentChannel[] =>
  CONSENT_CHANNELS.filter((channel) => held[channel] !== wished[channel]);
