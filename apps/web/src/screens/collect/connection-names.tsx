import type { Connection } from '@musubi/schema';
import { Link } from '@tanstack/react-router';
import { Simulated } from '../../parts/simulated.tsx';

/** A connection's name as a link to its page, with the tag of what is simulated. */
export function ConnectionName({ connection }: { connection: Connection }) {
  return (
    <>
      <Link to="/collect/connections/$id" params={{ id: connection.id }}>
        {connection.name}
      </Link>{' '}
      <Simulated when={connection.simulated} />
    </>
  );
}
