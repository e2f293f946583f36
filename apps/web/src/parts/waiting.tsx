import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Trouble } from './trouble.tsx';

/** Grey places where the content will stand. */
export function Skeleton(props: { rows?: number; tall?: boolean }) {
  const words = useWords();
  return (
    <div className="grid gap-3" role="status" aria-label={words.acts.loading}>
      {Array.from({ length: props.rows ?? 3 }, (_, row) => (
        // Skeleton rows have no identity of their own.
        <span key={`row-${String(row)}`} className={props.tall ? 'skeleton h-40' : 'skeleton h-12'} />
      ))}
    </div>
  );
}

/** Shows the answer, the skeleton until it is there, or the trouble in its place. */
export function Waiting<T>(props: {
  on: UseQueryResult<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.on;
  if (data !== undefined)
    return (
      <>
        {error ? <Trouble error={error} /> : null}
        {props.children(data)}
      </>
    );
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  return props.skeleton ?? <Skeleton />;
}
