import { Link } from '@tanstack/react-router';
import { type ChangeEvent, useId, useState } from 'react';
import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { TextInput } from '../../parts/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useAct } from '../../parts/use-api.ts';
import { Skeleton } from '../../parts/waiting.tsx';
import { FilePreview } from './file-preview.tsx';

/** File import: every row error is seen before anything is stored. */
export function FilesPage() {
  const { words, formats } = useSpoken();
  const w = words.files;
  const [file, setFile] = useState<File>();
  const preview = useAct('previewFile');
  const load = useAct('importFile', ['listDevices', 'listMachines', 'listSeries']);
  const choose = (next: File) => {
    setFile(next);
    load.reset();
    preview.mutate({ input: { fileName: next.name.slice(0, 200) }, file: next });
  };
  const again = () => {
    setFile(undefined);
    preview.reset();
    load.reset();
  };
  const { data } = preview;
  const sentence =
    file && data
      ? w.previewSentence({
          name: file.name,
          rows: formats.count(data.rowCount),
          errors: new Set(data.errors.map(({ row }) => row)).size,
        })
      : w.sentence;
  return (
    <Page name={w.name} sentence={sentence}>
      {load.data ? (
        <Done data={load.data} onAgain={again} />
      ) : (
        <div className="grid gap-6">
          <FileChoice label={file ? w.chooseOther : w.choose} isFirst={!file} onFile={choose} />
          <Trouble error={preview.error} />
          {preview.isPending && <Skeleton rows={2} tall />}
          {file && data && (
            <>
              <FilePreview data={data} />
              <StoreForm
                file={file}
                rows={data.rowCount}
                busy={load.isPending}
                error={load.error}
                onStore={(deviceName) =>
                  load.mutate({ input: { fileName: file.name.slice(0, 200), deviceName }, file })
                }
              />
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function FileChoice(props: { label: string; isFirst: boolean; onFile: (file: File) => void }) {
  const { words } = useSpoken();
  const id = useId();
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (file) props.onFile(file);
    // The same file may be chosen again after it was corrected.
    event.target.value = '';
  };
  return (
    <div>
      <label htmlFor={id} className={props.isFirst ? 'button button-primary' : 'button'}>
        {props.label}
        <input
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          onChange={change}
          className="visually-hidden"
        />
      </label>
      <p className="field-help mt-2">{words.files.drop}</p>
    </div>
  );
}

function StoreForm(props: {
  file: File;
  rows: number;
  busy: boolean;
  error: unknown;
  onStore: (deviceName: string) => void;
}) {
  const { words, formats } = useSpoken();
  const w = words.files;
  const [name, setName] = useState(props.file.name.replace(/\.\w+$/, ''));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') props.onStore(name.trim());
      }}
    >
      <TextInput
        label={w.deviceName}
        help={w.deviceHelp}
        value={name}
        onChange={setName}
        maxLength={120}
        isRequired
      />
      <p className="field-help">{w.errorsStay}</p>
      <Trouble error={props.error} />
      <div className="buttons">
        <Button kind="primary" type="submit" isBusy={props.busy}>
          {props.busy ? w.storing : w.store(formats.count(props.rows))}
        </Button>
      </div>
    </form>
  );
}

function Done({ data, onAgain }: { data: CallOutput<'importFile'>; onAgain: () => void }) {
  const { words, formats } = useSpoken();
  const w = words.files;
  return (
    <div className="grid gap-4" role="status">
      <p className="headline">
        {w.done({
          stored: formats.count(data.stored),
          duplicates: formats.count(data.duplicates),
          errors: formats.count(data.rowErrors),
        })}
      </p>
      <p className="field-help">
        {w.kept} <code>{data.originalSha256}</code>
      </p>
      <div className="buttons">
        <Link to="/explore" className="button button-primary">
          {w.lookAt}
        </Link>
        <Button onPress={onAgain}>{w.another}</Button>
      </div>
    </div>
  );
}
