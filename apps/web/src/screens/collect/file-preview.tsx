import type { CallOutput } from '../../client.ts';
import { useSpoken } from '../../i18n/use-words.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/page.tsx';
import { useCodeText } from '../../parts/trouble.tsx';

type Preview = CallOutput<'previewFile'>;

/** What the file holds as Musubi reads it: columns, first rows, and each row that has an error. */
export function FilePreview({ data }: { data: Preview }) {
  const { words } = useSpoken();
  const w = words.files;
  const text = useCodeText();
  const delimiters: Readonly<Record<string, string>> = { ',': w.comma, '\t': w.tab, ';': w.semicolon };
  return (
    <>
      <dl className="facts">
        <dt>{w.encoding}</dt>
        <dd>{data.encoding === 'cp932' ? 'Shift_JIS (CP932)' : 'UTF-8'}</dd>
        <dt>{w.delimiter}</dt>
        <dd>{delimiters[data.delimiter] ?? data.delimiter}</dd>
      </dl>
      {data.errors.length > 0 && (
        <Section title={w.errors}>
          <DataTable
            caption={w.errors}
            rows={data.errors}
            rowId={({ row, column, code }) => `${row} ${column ?? ''} ${code}`}
            columns={[
              { id: 'row', header: w.row, number: true, names: true, value: ({ row }) => row },
              { id: 'column', header: w.column, value: ({ column }) => column ?? words.acts.none },
              {
                id: 'problem',
                header: w.problem,
                value: ({ code, detail }) => text(code, { detail }),
                show: ({ code, detail }) => (
                  <>
                    {text(code, { detail })} <span className="notice-code">{detail}</span>
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      <Section title={w.firstRows}>
        <div className="table-wrap">
          <table className="table">
            <caption className="visually-hidden">{w.firstRows}</caption>
            <thead>
              <tr>
                {data.columns.map(({ name, kind, isTime }) => (
                  <th key={name} scope="col">
                    {name}
                    <span className="unit block">{isTime ? w.timeColumn : words.states.kind[kind]}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.slice(0, 10).map((row, i) => (
                // Rows of a file have no identity but their place.
                <tr key={`${String(i)} ${row.join(' ')}`}>
                  {data.columns.map(({ name, kind }, at) => (
                    <td key={name} className={kind === 'number' ? 'number' : undefined}>
                      {row[at] ?? ''}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </>
  );
}
