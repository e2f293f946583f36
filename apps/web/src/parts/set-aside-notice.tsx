import { useSpoken } from '../i18n/use-words.ts';
import { useApi } from './use-api.ts';

/** What was damaged and moved out of the way, named on the first screen; and a disk too full to go on. */
export function SetAsideNotice() {
  const { words, formats } = useSpoken();
  const { data } = useApi('getInstallation', {}, { everyMs: 60_000 });
  if (!data) return null;
  return (
    <>
      {data.disk.paused && (
        <div className="notice mb-6" data-kind="trouble" role="alert">
          {words.frame.paused}
        </div>
      )}
      {data.setAside.length > 0 && (
        <div className="notice mb-6" data-kind="caution">
          <p>
            <strong>{words.frame.setAsideTitle(data.setAside.length)}</strong>
          </p>
          <ul className="mt-1 text-sm">
            {data.setAside.map(({ file, reason, at }) => (
              <li key={file}>
                <code>{file}</code> · {reason} · <time>{formats.dateTime(at)}</time>
              </li>
            ))}
          </ul>
          <details>
            <summary>{words.frame.setAsideWhat}</summary>
            <p>{words.frame.setAsideSafe}</p>
          </details>
        </div>
      )}
    </>
  );
}
