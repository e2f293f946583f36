import { useMemo } from 'react';
import { encode } from 'uqr';

/** A QR code as one path; black on white in every theme, because cameras want it so. */
export function QrCode(props: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data } = encode(props.text, { ecc: 'M', border: 0 });
    const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { size: data.length, path: squares.join('') };
  }, [props.text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
