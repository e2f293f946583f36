import { useQuery } from '@tanstack/react-query';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { call } from '../../session.ts';

/** Checks the hash chain from its first line to its last. */
export function VerifyAudit() {
  const { words, formats } = useSpoken();
  const w = words.audit;
  const check = useQuery({
    queryKey: ['verifyAudit'],
    queryFn: ({ signal }) => call('verifyAudit', {}, { signal }),
    enabled: false,
    gcTime: 0,
  });
  const { data } = check;
  return (
    <div className="grid justify-items-start gap-3">
      <Button kind="primary" isBusy={check.isFetching} onPress={() => void check.refetch()}>
        {w.verify}
      </Button>
      <Trouble error={check.error} />
      {data && (
        <div className="notice" data-kind={data.intact ? 'good' : 'trouble'} role="status">
          <p>
            {data.intact
              ? w.intact(formats.count(data.entries))
              : w.broken(formats.count(data.brokenAt ?? 0))}{' '}
            {data.reason}
          </p>
          <p className="mt-1 text-sm">
            {w.head} <code className="break-all">{data.head}</code>
          </p>
          <p className="field-help">{w.headHelp}</p>
        </div>
      )}
    </div>
  );
}
