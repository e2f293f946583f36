import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { CopyButton } from './copy-button.tsx';
import { asTsv } from './copy-text.ts';

/** One column: what it says, how it looks (`show`), and the plain value for sorting and copying. */
export interface Column<T> {
  id: string;
  header: string;
  value: (row: T) => string | number;
  show?: (row: T) => ReactNode;
  number?: boolean;
  /** The cell that names the row. */
  names?: boolean;
  /** Buttons: neither sorted nor copied. */
  acts?: boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

interface Props<T> {
  caption: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowId: (row: T) => string;
}

/** Sorts by its heads, copies as TSV, becomes cards on a phone; heads repeat in print. */
export function DataTable<T extends object>(props: Props<T>) {
  const words = useWords();
  const [sorting, setSorting] = useState<SortingState>([]);
  const data = useMemo(() => [...props.rows], [props.rows]);
  const columns = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return helper.columns(
      props.columns.map((column) =>
        helper.accessor((row: T) => column.value(row), {
          id: column.id,
          header: column.header,
          enableSorting: !column.acts,
          sortFn: column.number ? 'basic' : 'alphanumeric',
          sortUndefined: 'last',
        }),
      ),
    );
  }, [props.columns]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: props.rowId,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const rows = table.getRowModel().rows.map((row) => row.original);
  const copied = props.columns.filter(({ acts }) => !acts);
  const sorted = (id: string) => sorting.find((sort) => sort.id === id);
  return (
    <div>
      <div className="table-wrap">
        <table className="table table-cards">
          <caption className="visually-hidden">{props.caption}</caption>
          <thead>
            <tr>
              {props.columns.map((column) => {
                const sort = sorted(column.id);
                return (
                  <th
                    key={column.id}
                    scope="col"
                    className={column.number ? 'number' : undefined}
                    aria-sort={sort ? (sort.desc ? 'descending' : 'ascending') : undefined}
                  >
                    {column.acts ? (
                      <span className="visually-hidden">{column.header}</span>
                    ) : (
                      <button
                        type="button"
                        className="sort"
                        onClick={() => table.getColumn(column.id)?.toggleSorting()}
                      >
                        {column.header}
                        <span aria-hidden="true">{sort ? (sort.desc ? ' ↓' : ' ↑') : ''}</span>
                      </button>
                    )}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.rowId(row)}>
                {props.columns.map((column) => {
                  const Cell = column.names ? 'th' : 'td';
                  return (
                    <Cell
                      key={column.id}
                      {...(column.names ? { scope: 'row' } : {})}
                      data-label={column.acts ? undefined : column.header}
                      className={column.number ? 'number' : undefined}
                    >
                      {column.show ? column.show(row) : column.value(row)}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        <span>{words.acts.rows(rows.length)}</span>
        <CopyButton
          label={words.acts.copyTable}
          text={() =>
            asTsv([
              copied.map(({ header }) => header),
              ...rows.map((row) => copied.map(({ value }) => value(row))),
            ])
          }
        />
      </div>
    </div>
  );
}
