import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { useCodeText } from '../../parts/trouble.tsx';

/** What «test connection» found: how fast it answered and what it delivers, or why it did not. */
export function TestResult({ result }: { result: CallOutput<'testConnection'> }) {
  const { words, formats } = useSpoken();
  const text = useCodeText();
  const w = words.connections;
  if (!result.reachable)
    return (
      <div className="notice" data-kind="trouble" role="alert">
        <p>{result.problem ? text(result.problem, { detail: result.problemDetail ?? '' }) : w.unreachable}</p>
        <span className="notice-code">{result.problemDetail}</span>
        {result.problem && (
          <span className="notice-code">
            {words.acts.code} {result.problem}
          </span>
        )}
      </div>
    );
  return (
    <div className="notice" role="status">
      <p>
        <strong>{w.reachable(formats.number(result.latencyMs ?? 0))}</strong>{' '}
        {result.sample.length > 0 ? w.sample : w.noSample}
      </p>
      {result.sample.length > 0 && (
        <dl className="facts mt-2">
          {result.sample.map(({ key, value }) => (
            <div key={key} className="contents">
              <dt>
                <code>{key}</code>
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
