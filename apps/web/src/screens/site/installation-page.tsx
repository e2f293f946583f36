import { Link } from '@tanstack/react-router';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { useApi } from '../../parts/use-api.ts';
import { useMay } from '../../parts/use-me.ts';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { DemoSection } from './demo-section.tsx';

type Installation = CallOutput<'getInstallation'>;

/** この工場: how this installation is reached, what it holds and how long the disk lasts. */
export function InstallationPage() {
  const { words } = useSpoken();
  const installation = useApi('getInstallation', {}, { everyMs: 10_000 });
  return (
    <Page
      name={words.site.name}
      sentence={installation.data ? <Sentence data={installation.data} /> : words.acts.loading}
    >
      <Waiting on={installation}>{(data) => <Installed data={data} />}</Waiting>
    </Page>
  );
}

function Sentence({ data }: { data: Installation }) {
  const { words, formats } = useSpoken();
  const now = useNow(10_000);
  const isAdministrator = useMay('administrator');
  const backups = useApi('listBackups', {}, { enabled: isAdministrator }).data?.backups;
  const good = backups?.find(({ state }) => state === 'good');
  const w = words.site;
  return w.sentence({
    readings: <Link to="/collect/items">{formats.count(data.stored.readings)}</Link>,
    days: data.stored.days < 1 ? undefined : formats.count(data.stored.days),
    daysLeft: data.disk.daysLeft === undefined ? undefined : formats.count(Math.floor(data.disk.daysLeft)),
    backup: !backups
      ? null
      : good
        ? w.backupGood(<Link to="/site/backups">{formats.duration(now - good.startedAt)}</Link>)
        : w.backupNone(<Link to="/site/backups">{w.backupNoneLink}</Link>),
  });
}

function Installed({ data }: { data: Installation }) {
  const { words, formats } = useSpoken();
  const w = words.site;
  const { disk, mqtt } = data;
  return (
    <>
      <div className="grid gap-6 lg:grid-cols-2">
        <section className="sheet" aria-label={w.addresses}>
          <h2 className="headline">{w.addresses}</h2>
          <p className="field-help">{w.addressesHelp}</p>
          <ul className="mt-2 grid gap-1">
            {data.addresses.map((address) => (
              <li key={address} className="flex items-center justify-between gap-2">
                <a href={address}>{address}</a>
                <CopyButton text={() => address} />
              </li>
            ))}
          </ul>
          <h3 className="field-label mt-4">{w.mqtt}</h3>
          <dl className="facts">
            {mqtt.secureAddress && (
              <>
                <dt>{w.mqttSecure}</dt>
                <dd>
                  <code>{mqtt.secureAddress}</code>
                </dd>
              </>
            )}
            {mqtt.plainAddress && (
              <>
                <dt>{w.mqttPlain}</dt>
                <dd>
                  <code>{mqtt.plainAddress}</code> ({mqtt.plainOnLan ? w.mqttPlainLan : w.mqttPlainHere})
                </dd>
              </>
            )}
          </dl>
        </section>
        <section className="sheet" aria-label={w.trust}>
          <h2 className="headline">{w.trust}</h2>
          <p className="field-help">{w.trustHelp}</p>
          {data.trustAddress && (
            <div className="mt-3 grid gap-3">
              <QrCode text={data.trustAddress} label={w.trustQr} />
              <a href={data.trustAddress}>{data.trustAddress}</a>
            </div>
          )}
          <h3 className="field-label mt-4">{w.fingerprint}</h3>
          <p className="field-help">{w.fingerprintHelp}</p>
          <code className="block break-all">{data.certificate.fingerprint}</code>
          <p className="field-help">
            {w.validTo} {formats.date(data.certificate.validTo)}
          </p>
        </section>
      </div>
      <Section title={w.disk}>
        <dl className="facts figures">
          <dt>{w.daysLeft}</dt>
          <dd>
            {disk.daysLeft === undefined ? w.unknownYet : w.days(formats.count(Math.floor(disk.daysLeft)))}
          </dd>
          <dt>{w.free}</dt>
          <dd>{formats.bytes(disk.freeBytes)}</dd>
          <dt>{w.used}</dt>
          <dd>{formats.bytes(disk.dataBytes)}</dd>
          <dt>{w.perDay}</dt>
          <dd>{disk.bytesPerDay === undefined ? w.unknownYet : formats.bytes(disk.bytesPerDay)}</dd>
        </dl>
      </Section>
      {data.setAside.length > 0 && (
        <Section title={w.setAside}>
          <p className="prose mb-2">{words.frame.setAsideSafe}</p>
          <DataTable
            caption={w.setAside}
            rows={data.setAside}
            rowId={({ file }) => file}
            columns={[
              { id: 'file', header: w.file, names: true, value: ({ file }) => file },
              { id: 'reason', header: w.reason, value: ({ reason }) => reason },
              { id: 'when', header: w.when, value: ({ at }) => formats.dateTime(at) },
            ]}
          />
        </Section>
      )}
      <DemoSection running={data.demo} />
      <Section title={w.program}>
        <dl className="facts">
          <dt>{w.version}</dt>
          <dd>{data.version}</dd>
          <dt>{w.runningSince}</dt>
          <dd>{formats.dateTime(data.startedAt)}</dd>
        </dl>
      </Section>
      <Section title={w.scripts}>
        <p className="prose">{w.openapiHelp}</p>
        <p>
          <a href="/api/openapi.json">{w.openapi}</a>
        </p>
      </Section>
    </>
  );
}
