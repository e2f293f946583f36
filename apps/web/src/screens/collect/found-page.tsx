import type { FoundDevice } from '@musubi/schema';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Empty, Page } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { CredentialsDialog } from './credentials-dialog.tsx';

/** 見つかった機器: who asks to deliver and is refused until a person decides? */
export function FoundPage() {
  const { words } = useSpoken();
  const w = words.devices;
  const found = useApi('listFoundDevices', {}, { everyMs: 3_000 });
  const [credentials, setCredentials] = useState<{ user: string; secret: string }>();
  const count = found.data?.found.length ?? 0;
  return (
    <Page
      name={w.foundName}
      sentence={
        count === 0 ? w.foundNone : w.foundSentence({ count: <a href="#found">{count}</a>, n: count })
      }
    >
      <Waiting on={found}>
        {(data) =>
          data.found.length === 0 ? (
            <Empty title={w.foundEmptyTitle} why={w.foundEmptyWhy}>
              <Link to="/collect/invite" className="button button-primary">
                {w.invite}
              </Link>
            </Empty>
          ) : (
            <ul id="found" className="tiles">
              {data.found.map((one) => (
                <FoundCard key={one.id} found={one} onCredentials={setCredentials} />
              ))}
            </ul>
          )
        }
      </Waiting>
      {credentials && (
        <CredentialsDialog credentials={credentials} onClose={() => setCredentials(undefined)} />
      )}
    </Page>
  );
}

interface CardProps {
  found: FoundDevice;
  onCredentials: (credentials: { user: string; secret: string }) => void;
}

function FoundCard({ found, onCredentials }: CardProps) {
  const { words, formats } = useSpoken();
  const w = words.devices;
  const now = useNow();
  const mayDecide = useMay('leader');
  const [accepting, setAccepting] = useState(false);
  const dismiss = useAct('dismissFoundDevice', ['listFoundDevices']);
  const name = found.suggestion.name || found.address;
  return (
    <li className="sheet grid content-start gap-3">
      <div>
        <h2 className="headline">{name}</h2>
        <p className="text-sm text-soft">
          <code>{found.address}</code>
          {' · '}
          {w.lastSeen} {words.acts.ago(formats.duration(now - found.lastSeenAt))}
          {' · '}
          {w.attempts(formats.count(found.attempts))}
        </p>
      </div>
      {found.suggestion.series.length > 0 && (
        <div>
          <h3 className="field-label">{w.wouldDeliver}</h3>
          <ul>
            {found.suggestion.series.slice(0, 6).map(({ key, name: item, sample, unit }) => (
              <li key={key} className="reading !grid-cols-[minmax(0,1fr)_auto]">
                <span className="reading-name" title={key}>
                  {item}
                </span>
                <span className="reading-value">
                  {sample}
                  <span className="unit">{unit}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {mayDecide && (
        <div className="buttons">
          <Button onPress={() => setAccepting(true)}>
            {w.accept}
            <span className="visually-hidden"> {name}</span>
          </Button>
          <ConfirmButton
            kind="quiet"
            label={
              <>
                {w.dismiss}
                <span className="visually-hidden"> {name}</span>
              </>
            }
            title={w.dismissTitle(name)}
            act={w.dismiss}
            onAct={async () => {
              await dismiss.mutateAsync({ input: { id: found.id } });
              say(w.dismissed(name));
            }}
          >
            {w.dismissWhat}
          </ConfirmButton>
        </div>
      )}
      {accepting && (
        <AcceptDialog
          found={found}
          onClose={() => setAccepting(false)}
          onAccepted={(device, credentials) => {
            setAccepting(false);
            say(w.accepted(device));
            if (credentials) onCredentials(credentials);
          }}
        />
      )}
    </li>
  );
}
