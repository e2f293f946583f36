const CORD =
  'M62.0 47C49.0 47 44.8 35.7 43.9 27.7C43.4 23.0 41.0 17.9 37.3 13.9C33.6 9.9 28.6 7.0 23.8 5.7C18.9 4.5 14.3 5.0 11.2 6.9C8.1 8.7 6.6 11.9 7.4 15.2C8.1 18.6 11.0 22.1 15.5 24.7C20.0 27.2 26.0 28.7 32.0 28.7C38.0 28.7 44.0 27.2 48.5 24.7C53.0 22.1 55.9 18.6 56.6 15.2C57.4 11.9 55.9 8.7 52.8 6.9C49.7 5.0 45.1 4.5 40.2 5.7C35.4 7.0 30.4 9.9 26.7 13.9C23.0 17.9 20.6 23.0 20.1 27.7C19.2 35.7 15.0 47 2.0 47';

/** Where one strand passes over another: the arc that hides what lies below, and the arc drawn anew above it. */
const OVER = [
  {
    below: 'M62.0 47C49.0 47 44.8 35.7 43.9 27.7C43.7 26.2 43.4 24.5 42.8 22.9C42.2 21.3 41.5 19.8 40.6 18.3',
    above: 'M62.0 47C49.0 47 44.8 35.7 43.9 27.7C43.7 25.8 43.2 23.8 42.4 21.9C41.6 19.9 40.5 18.0 39.2 16.3',
  },
  {
    below: 'M40.7 5.6C37.8 6.3 34.8 7.6 32.1 9.4C29.3 11.2 26.9 13.5 24.9 16.1',
    above: 'M42.8 5.2C39.3 5.7 35.5 7.1 32.1 9.4C28.7 11.6 25.7 14.6 23.5 18.1',
  },
  {
    below: 'M12.1 22.3C14.2 24.1 17.0 25.7 20.2 26.8C23.4 27.9 27.0 28.6 30.6 28.7',
    above: 'M10.6 20.9C12.9 23.3 16.2 25.4 20.2 26.8C24.2 28.2 28.8 28.9 33.3 28.7',
  },
] as const;

/** Three cords side by side are one broad line with two gaps drawn into it. */
function Cords(props: { d: string }) {
  return (
    <>
      <path d={props.d} stroke="currentColor" strokeWidth={7.4} />
      <path d={props.d} className="mark-ground" strokeWidth={3.8} />
      <path d={props.d} stroke="currentColor" strokeWidth={1.8} />
    </>
  );
}

/** The mark: a mizuhiki knot, three cords tied once. */
export function Mark(props: { size?: number }) {
  const size = props.size ?? 40;
  return (
    <svg
      className="mark"
      viewBox="0 0 64 52"
      width={size}
      height={(size * 52) / 64}
      fill="none"
      aria-hidden="true"
    >
      <Cords d={CORD} />
      {OVER.map(({ below, above }) => (
        <g key={above}>
          <path d={below} className="mark-ground" strokeWidth={10} />
          <Cords d={above} />
        </g>
      ))}
    </svg>
  );
}
