/**
 * Owns a receipt on screen, block by block as it is on paper. Shows every block; knows nothing of sales.
 */
import { useEffect, useState, type ReactNode } from "react";
import type {
  ItemBlock,
  ReceiptBlock,
  ReceiptDocument,
  TableBlock,
} from "../../../domain/receipt/receipt-document.ts";
import { useTranslation } from "react-i18next";
import { QrCode } from "../../controls/QrCode.tsx";
import { call } from "../../transport/link.ts";
import "./receipt-paper.css";

const Item = ({ block }: { readonly block: ItemBlock }) => (
  <div className="paper-item">
    <div className="paper-columns">
      <span>{block.name}</span>
      {block.detail === null ? <span>{block.amount}</span> : null}
    </div>
    {block.detail === null ? null : (
      <div className="paper-columns paper-indent">
        <span>{block.detail}</span>
        <span>{block.amount}</span>
      </div>
    )}
    {block.adjustments.map((adjustment, index) => (
      <div key={`${adjustment.label}-${String(index)}`} className="paper-columns paper-indent">
        <span>{adjustment.label}</span>
        <span>{adjustment.amount}</span>
      </div>
    ))}
    {block.notes.map((note) => (
      <div key={note} className="paper-indent">
        {note}
      </div>
    ))}
  </div>
);

const Table = ({ block }: { readonly block: TableBlock }) => (
  <table className="paper-table">
    <thead>
      <tr>
        {block.header.map((cell) => (
          <th key={cell} scope="col">
            {cell}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {block.rows.map((row) => (
        <tr key={row.join("|")}>
          {row.map((cell, index) => (
            <td key={`${cell}-${String(index)}`}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** The picture that prints now; a receipt carries none itself. */
const Logo = () => {
  const { t } = useTranslation();
  const [png, setPng] = useState<string | null>(null);
  useEffect(() => {
    void call("receiptLogo.get", {}).then((result) => setPng(result.ok ? result.value.png : null));
  }, []);
  return (
    <div className="paper-logo">
      {png === null ? null : <img src={`data:image/png;base64,${png}`} alt={t("receiptLogo.alt")} />}
    </div>
  );
};

const Block = ({ block }: { readonly block: ReceiptBlock }): ReactNode => {
  switch (block.kind) {
    case "text":
      return (
        <div
          className={`paper-text paper-${block.align} paper-${block.size} ${block.bold ? "paper-bold" : ""}`}
        >
          {block.text}
        </div>
      );
    case "columns":
      return (
        <div
          className={`paper-columns paper-${block.size} ${block.bold ? "paper-bold" : ""} ${block.indent > 0 ? "paper-indent" : ""}`}
        >
          <span>{block.left}</span>
          <span>{block.right}</span>
        </div>
      );
    case "rule":
      return <hr className={`paper-rule-${block.style}`} />;
    case "item":
      return <Item block={block} />;
    case "table":
      return <Table block={block} />;
    case "barcode":
      return (
        <div className="paper-barcode">
          <div aria-hidden />
          {block.value}
        </div>
      );
    case "qr":
      return (
        <div className="paper-qr">
          <QrCode value={block.value} label={block.value} sizePx={132} />
        </div>
      );
    case "logo":
      return <Logo />;
    case "spacer":
      return <div className="paper-spacer" aria-hidden />;
    case "cut":
      return <div className="paper-cut" aria-hidden />;
  }
};

export const ReceiptPaper = ({ document }: { readonly document: ReceiptDocument }) => (
  <article className="paper tw-selectable" lang={document.locale} data-testid="receipt-paper">
    {document.blocks.map((block, index) => (
      // A document never changes once it is made, so a block's place is its name.
      <Block key={`${block.kind}-${String(index)}`} block={block} />
    ))}
  </article>
);
