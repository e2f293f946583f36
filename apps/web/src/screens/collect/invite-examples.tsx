import type { ReactNode } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Section } from '../../parts/page.tsx';
import { type Access, curlLine, enrolLine, mosquittoLine, pythonLines, trustLine } from './examples.ts';

/** Lines to copy, with this installation's own addresses in them. */
export function InviteExamples({ access, code }: { access: Access; code: string | undefined }) {
  const { words } = useSpoken();
  const w = words.devices;
  const trust = trustLine(access);
  return (
    <Section title={w.byHand}>
      <div className="grid gap-4">
        {trust && <Example title={w.step0} text={trust} />}
        {code && <Example title={w.step1} text={enrolLine(access, code)} />}
        {code && <p className="field-help">{w.exampleNote}</p>}
        <h3 className="headline">{w.step2}</h3>
        <Example title={w.mqttExample} text={mosquittoLine(access)} />
        <Example title={w.httpExample} text={curlLine(access)} />
        <Example title={w.pythonExample} text={pythonLines(access)} />
      </div>
    </Section>
  );
}

function Example({ title, text }: { title: ReactNode; text: string }) {
  return (
    <div>
      <div className="mb-1 flex items-center justify-between gap-3">
        <h4 className="field-label">{title}</h4>
        <CopyButton text={() => text} />
      </div>
      <pre className="code">{text}</pre>
    </div>
  );
}
