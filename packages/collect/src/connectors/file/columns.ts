import { MusubiError } from '@musubi/base';
import type { ValueKind } from '@musubi/schema';
import { LONGEST_KEY } from '../../payload/delivery.ts';
import { meaningOf } from './cell.ts';
import { halfOf, readFileTime } from './file-time.ts';
import type { Row } from './rows.ts';

export interface Column {
  /** As the header has it. */
  title: string;
  /** The series' key: the title without its unit. */
  key: string;
  unit: string;
  kind: ValueKind;
  isTime: boolean;
}

/** What a table's first rows tell of it. */
export interface Layout {
  columns: Column[];
  /** The one column with the time, or the two with day and time of day. */
  time: number[];
  /** Rows before this line are no data: titles of the file, the header, units. */
  firstDataLine: number;
}

const TIME_TITLE =
  /^(time|timestamp|date ?time|date|ts|日時|時刻|日付|日付時刻|年月日|(測定|計測|収集|記録)(日時|時刻|日))/i;
const scratch = { ms: 0, ns: 0 };

/** Finds header, time and kinds in the first rows. Rejects with `file.empty` or `file.no-time`. */
export function layoutOf(rows: readonly Row[], zone: string): Layout {
  const width = usualWidth(rows);
  const table = rows.filter(({ cells }) => cells.length === width);
  const [first] = table;
  if (!first || width < 2) throw new MusubiError('caller', 'file.empty', 'no table with two columns or more');
  const start = table.findIndex(({ cells }) => timeColumns([cells], cells, zone) !== undefined);
  if (start < 0) throw new MusubiError('caller', 'file.no-time', 'no column holds a time');
  const header = start === 0 ? undefined : headerAbove(table, start);
  const titles = header?.cells ?? first.cells.map((_, i) => `column ${i + 1}`);
  const data = table.slice(start).map(({ cells }) => cells);
  const time = timeColumns(data, titles, zone) ?? timeColumns([data[0]!], titles, zone)!;
  const units = start >= 2 && header === table[start - 2] ? table[start - 1]!.cells : [];
  return { columns: columnsOf(titles, units, data, time), time, firstDataLine: table[start]!.line };
}

/** The header stands right above the data, or one row higher if a row of units alone lies between. */
function headerAbove(table: readonly Row[], start: number): Row {
  const above = table[start - 1]!;
  const higher = table[start - 2];
  const isUnits =
    above.cells.some((cell) => cell.trim() === '') && above.cells.every((cell) => cell.length <= 10);
  return higher && isUnits && higher.cells.every((cell) => cell.trim() !== '') ? higher : above;
}

function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const widths = [...counts].filter(([width]) => width >= 2);
  return widths.sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** The columns that make up the time: in most of the rows they can be read as one. */
function timeColumns(
  rows: readonly string[][],
  titles: readonly string[],
  zone: string,
): number[] | undefined {
  const named = titles.flatMap((title, i) => (TIME_TITLE.test(title.normalize('NFKC').trim()) ? [i] : []));
  const others = titles.flatMap((_, i) => (named.includes(i) ? [] : [i]));
  const holds = (isTime: (cells: readonly string[]) => boolean) => {
    const readable = rows.filter((cells) => isTime(cells)).length;
    return readable > 0 && readable >= rows.length * 0.5;
  };
  const whole = (i: number) => holds((cells) => isMoment(cells[i] ?? '', named.includes(i), zone));
  const halves = (i: number) => holds((cells) => areHalves(cells[i] ?? '', cells[i + 1] ?? ''));
  for (const i of [...named, ...others]) {
    if (whole(i)) return [i];
    if (halves(i)) return [i, i + 1];
  }
  // Data of whole days has no time of day.
  const day = named.find((i) => holds((cells) => halfOf(cells[i] ?? '') === 'day'));
  return day === undefined ? undefined : [day];
}

/** A day with a time of day. Digits alone are a time only where the column says so. */
function isMoment(cell: string, named: boolean, zone: string): boolean {
  if (/^[\d.]*$/.test(cell.trim()) && !named) return false;
  return halfOf(cell) === undefined && readFileTime([cell], scratch, zone);
}

function areHalves(one: string, two: string): boolean {
  return halfOf(one) === 'day' && halfOf(two) === 'clock';
}

function columnsOf(
  titles: readonly string[],
  units: readonly string[],
  data: readonly string[][],
  time: readonly number[],
): Column[] {
  const used = new Set<string>();
  return titles.map((title, i) => {
    const named = nameAndUnit(title, units[i] ?? '', i);
    const key = unique(named.key, title, used);
    return { title: title.trim(), key, unit: named.unit, kind: kindOf(data, i), isTime: time.includes(i) };
  });
}

const UNIT = /^(.*?)\s*(?:\[([^\]]{1,20})\]|\(([^)]{1,20})\))$/;

function nameAndUnit(title: string, unit: string, i: number): { key: string; unit: string } {
  const text = title.normalize('NFKC').trim();
  const found = UNIT.exec(text);
  const key = (found?.[1] || text || `column ${i + 1}`).slice(0, LONGEST_KEY - 8);
  return { key, unit: (found?.[2] ?? found?.[3] ?? unit.normalize('NFKC').trim()).slice(0, 20) };
}

function unique(key: string, title: string, used: Set<string>): string {
  let free = used.has(key)
    ? title
        .normalize('NFKC')
        .trim()
        .slice(0, LONGEST_KEY - 8) || key
    : key;
  for (let i = 2; used.has(free); i++) free = `${key} ${i}`;
  used.add(free);
  return free;
}

function kindOf(data: readonly string[][], column: number): ValueKind {
  const values = data.map((cells) => meaningOf(cells[column] ?? '')).filter((value) => value != null);
  if (values.length === 0 || values.every((value) => typeof value === 'number')) return 'number';
  return values.every((value) => typeof value === 'boolean') ? 'boolean' : 'text';
}
