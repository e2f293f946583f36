import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Section } from '../../parts/page.tsx';
import { say } from '../../parts/toasts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';

const changed = ['getInstallation', 'listMachines', 'listConnections', 'listDevices', 'listSeries'] as const;

/** The demo factory goes with one click, and comes back with another. */
export function DemoSection({ running }: { running: boolean }) {
  const { words } = useSpoken();
  const w = words.site;
  const mayChange = useMay('administrator');
  const start = useAct('startDemo', changed);
  const remove = useAct('removeDemo', changed);
  return (
    <Section title={w.demo} id="demo">
      <p className="prose mb-3">{running ? w.demoRuns : w.demoGone}</p>
      {mayChange &&
        (running ? (
          <ConfirmButton
            label={words.setup.removeDemo}
            title={words.setup.removeTitle}
            act={words.setup.removeDemo}
            onAct={async () => {
              const { removedDevices, removedSeries } = await remove.mutateAsync({ input: {} });
              say(w.demoRemoved(removedDevices, removedSeries));
            }}
          >
            {words.setup.removeWhat}
          </ConfirmButton>
        ) : (
          <Button
            isBusy={start.isPending}
            onPress={() => start.mutate({ input: {} }, { onSuccess: () => say(w.demoStarted) })}
          >
            {w.demoBack}
          </Button>
        ))}
      <Trouble error={start.error} />
    </Section>
  );
}
