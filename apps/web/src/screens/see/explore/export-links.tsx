import { useState } from 'react';
import { useSpoken } from '../../../i18n/use-words.ts';
import { SelectInput } from '../../../parts/fields.tsx';

interface Props {
  seriesIds: readonly string[];
  from: number;
  to: number;
}

/** The path of an export; the browser downloads it like any file, however large it is. */
function exportPath(props: Props, format: string, grain: string, language: string): string {
  const query = new URLSearchParams({
    seriesIds: props.seriesIds.join(','),
    from: String(Math.floor(props.from)),
    to: String(Math.ceil(props.to)),
    format,
    grain,
    language,
  });
  return `/api/explore/export?${query}`;
}

export function ExportLinks(props: Props) {
  const { words, language } = useSpoken();
  const w = words.explore;
  const [grain, setGrain] = useState<'raw' | 'minute' | 'hour'>('raw');
  const formats = [
    { format: 'csv', name: w.csv },
    { format: 'xlsx', name: w.excel },
    // Parquet carries the raw readings only.
    ...(grain === 'raw' ? [{ format: 'parquet', name: w.parquet }] : []),
  ];
  return (
    <details className="section no-print">
      <summary className="headline font-bold">{w.exportAs}</summary>
      <div className="form mt-2">
        <SelectInput
          label={w.exportGrain}
          help={w.exportWhat}
          value={grain}
          onChange={setGrain}
          options={[
            { value: 'raw', label: w.grain.raw },
            { value: 'minute', label: w.grain.minute },
            { value: 'hour', label: w.grain.hour },
          ]}
        />
        <div className="buttons">
          {formats.map(({ format, name }) => (
            <a key={format} className="button" href={exportPath(props, format, grain, language)} download>
              {name}
            </a>
          ))}
        </div>
      </div>
    </details>
  );
}
