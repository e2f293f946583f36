import type { Quarantined } from '@musubi/schema';
import { useMemo, useState } from 'react';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { bytesOf, hexOf, textOfBytes } from './raw-bytes.ts';

/** A delivery as it arrived, as text or as bytes. */
export function RawDialog({ entry, onClose }: { entry: Quarantined; onClose: () => void }) {
  const { words, formats } = useSpoken();
  const w = words.unreadable;
  const [asHex, setAsHex] = useState(false);
  const bytes = useMemo(() => bytesOf(entry.raw), [entry.raw]);
  return (
    <Dialog title={w.rawTitle} isOpen onClose={onClose} wide>
      <fieldset className="choice w-fit">
        <legend className="visually-hidden">{w.rawTitle}</legend>
        <button type="button" aria-pressed={!asHex} onClick={() => setAsHex(false)}>
          {w.rawText}
        </button>
        <button type="button" aria-pressed={asHex} onClick={() => setAsHex(true)}>
          {w.rawHex}
        </button>
      </fieldset>
      <section className="code max-h-[50dvh]" aria-label={w.rawTitle} {...{ tabIndex: 0 }}>
        {asHex ? hexOf(bytes) : textOfBytes(bytes)}
      </section>
      {bytes.length < entry.rawBytes && (
        <p className="field-help">{w.cut(formats.bytes(bytes.length), formats.bytes(entry.rawBytes))}</p>
      )}
      <div className="buttons">
        <Button onPress={onClose}>{words.acts.close}</Button>
      </div>
    </Dialog>
  );
}
