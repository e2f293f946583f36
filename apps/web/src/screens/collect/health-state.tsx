import type { ConnectionHealth } from '@musubi/schema';
import { useSpoken } from '../../i18n/use-words.ts';
import { connectionLook } from '../../parts/looks.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { useCodeText } from '../../parts/trouble.tsx';
import { useNow } from '../../parts/use-now.ts';

/** State of a connection: shape and word, when it tries again, and why it does not run. */
export function HealthState({ health, long = false }: { health: ConnectionHealth; long?: boolean }) {
  const { words, formats } = useSpoken();
  const text = useCodeText();
  const now = useNow();
  const wait = health.retryAt === undefined ? undefined : health.retryAt - now;
  return (
    <span className="inline-grid gap-0.5">
      <StateMark look={connectionLook[health.state]} word={words.states.connection[health.state]} />
      {wait !== undefined && (
        <span className="text-sm text-soft">
          {wait > 0 ? words.connections.retryIn(formats.duration(wait)) : words.connections.retrying}
        </span>
      )}
      {long && health.problem && (
        <span className="notice mt-2" data-kind="caution">
          {text(health.problem, { detail: health.problemDetail ?? '' })}
          {health.problemDetail && <span className="notice-code">{health.problemDetail}</span>}
          <span className="notice-code">
            {words.acts.code} {health.problem}
          </span>
        </span>
      )}
    </span>
  );
}
