/** Owns marking a document that may already be on paper, so that two of it are never both taken for the first. */
import { textBlock, type ReceiptDocument } from "./receipt-document.ts";
import { receiptWordsFor } from "./receipt-words.ts";

/** Says so at the top. A document that says it already is left as it is. */
export const markedCopy = (document: ReceiptDocument): ReceiptDocument => {
  const text = `*** ${receiptWordsFor(document.locale).copy} ***`;
  const [first] = document.blocks;
  return first?.kind === "text" && first.text === text
    ? document
    : {
        ...document,
        blocks: [textBlock(text, { align: "center", bold: true, size: "tall" }), ...document.blocks],
      };
};
