/**
 * Owns the bytes of customer displays of two lines of twenty: Epson's commands (ESC/POS) and those of CD5220 displays.
 * Sources: Epson DM-D110 specification (CLR, HOM, ESC @, ESC t, US MD1, US $), the command lists of CD5220, Posiflex and
 * Partner displays (ESC Q A and B, CLR). Every picture is written as a whole, so that a byte that got lost is gone with
 * the next one.
 */
import {
  DISPLAY_COLUMNS,
  layoutRow,
  type DisplayPicture,
  type DisplayRow,
} from "../../domain/display/display-lines.ts";
import { encodeCharacter } from "../printer/code-page.ts";
import { fitText } from "../printer/fit-text.ts";

export type DisplayProtocol = "escpos" | "cd5220";

/** Numbers that Epson's displays have for ESC t; "ASCII" needs none and works on all. */
const PAGE_NUMBERS = {
  ASCII: null,
  CP437: 0,
  CP850: 2,
  WPC1252: 16,
  CP866: 17,
  CP852: 18,
  CP858: 19,
} as const;

export type DisplayCodePage = keyof typeof PAGE_NUMBERS;

export interface DisplayCommands {
  readonly protocol: DisplayProtocol;
  readonly codePage: DisplayCodePage;
}

const CLEAR = 0x0c;
const HOME = 0x0b;
const CR = 0x0d;
const ESC = 0x1b;
const US = 0x1f;
const BLANK = 0x20;
const UNKNOWN = 0x3f;

/** After power on, and after the port was opened: letters, writing mode, no cursor. */
export const startBytes = ({ protocol, codePage }: DisplayCommands): Uint8Array => {
  const page = PAGE_NUMBERS[codePage];
  const letters = page === null ? [] : [ESC, 0x74, page];
  return protocol === "cd5220"
    ? Uint8Array.of(CLEAR, ESC, 0x40)
    : Uint8Array.of(ESC, 0x40, US, 0x01, US, 0x43, 0x00, ...letters, CLEAR);
};

/**
 * In overwrite mode the twenty-first letter of an Epson display begins its second line. A CD5220 takes a line by itself,
 * and after one nothing but another or CLR.
 */
export const pictureBytes = ([upper, lower]: DisplayPicture, commands: DisplayCommands): Uint8Array => {
  const [first, second] = [rowBytes(upper, commands), rowBytes(lower, commands)];
  return commands.protocol === "cd5220"
    ? Uint8Array.of(ESC, 0x51, 0x41, ...first, CR, ESC, 0x51, 0x42, ...second, CR)
    : Uint8Array.of(HOME, ...first, US, 0x24, 1, 2, ...second);
};

/** Exactly twenty bytes, none of them a command. */
const rowBytes = (row: DisplayRow, { codePage }: DisplayCommands): readonly number[] => {
  const line = layoutRow(row, (text) => fitText(text, { pages: [codePage], keepUnknown: false }));
  const bytes = Array.from(line, (character) => encodeCharacter(character, codePage) ?? UNKNOWN);
  return [...bytes, ...Array<number>(DISPLAY_COLUMNS).fill(BLANK)].slice(0, DISPLAY_COLUMNS);
};
