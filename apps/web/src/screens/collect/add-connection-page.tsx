import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAct, useApi } from '../../parts/use-api.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ConnectionEditor } from './connection-editor.tsx';
import type { Connector } from './settings-form.tsx';

/** A new connection: first what kind of source it is, then the form that its connector describes. */
export function AddConnectionPage() {
  const { words, language } = useSpoken();
  const w = words.connections;
  const navigate = useNavigate();
  const connectors = useApi('listConnectors', {});
  const [connector, setConnector] = useState<Connector>();
  const add = useAct('addConnection', ['listConnections', 'listDevices']);
  return (
    <Page
      name={w.add}
      sentence={connector ? w.addSentence(connector.title[language]) : w.kindSentence}
      actions={connector && <Button onPress={() => setConnector(undefined)}>{words.acts.back}</Button>}
    >
      <Waiting on={connectors}>
        {(data) =>
          connector ? (
            <ConnectionEditor
              key={connector.name}
              connector={connector}
              busy={add.isPending}
              error={add.error}
              onSave={(name, settings) =>
                add.mutate(
                  { input: { name, connector: connector.name, settings } },
                  {
                    onSuccess: ({ connection }) => {
                      say(w.saved);
                      void navigate({ to: '/collect/connections/$id', params: { id: connection.id } });
                    },
                  },
                )
              }
            />
          ) : (
            <ul className="tiles">
              {data.connectors
                .filter(({ addable }) => addable)
                .map((one) => (
                  <li key={one.name} className="sheet grid content-between gap-3">
                    <div>
                      <h2 className="headline">{one.title[language]}</h2>
                      <p className="prose text-sm">{one.summary[language]}</p>
                    </div>
                    <div className="buttons">
                      <Button onPress={() => setConnector(one)}>
                        {words.acts.next}
                        <span className="visually-hidden"> {one.title[language]}</span>
                      </Button>
                    </div>
                  </li>
                ))}
            </ul>
          )
        }
      </Waiting>
    </Page>
  );
}
