/** Owns a QR code on screen: dark on white in any theme, because scanners expect it so. `label` says what it is for. */
import { useMemo } from "react";
import { encode } from "uqr";

interface QrCodeProps {
  readonly value: string;
  readonly label: string;
  /** Of the picture's side, in CSS pixels. */
  readonly sizePx: number;
}

const QUIET_MODULES = 4;

export const QrCode = ({ value, label, sizePx }: QrCodeProps) => {
  const { size, path } = useMemo(() => drawn(value), [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={sizePx}
      height={sizePx}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};

const drawn = (value: string): { readonly size: number; readonly path: string } => {
  const { data, size } = encode(value, { ecc: "M", border: QUIET_MODULES });
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  return { size, path: squares.join("") };
};
