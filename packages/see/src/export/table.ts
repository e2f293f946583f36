import type { Language } from '@musubi/schema';

/** One cell of an export: an instant, a number, a text, or nothing. */
export type Cell = { time: number } | number | string | null;

/** An export before it becomes a file: a header in the reader's language and rows in portions. */
export interface Table {
  name: string;
  header: readonly string[];
  rows: AsyncIterable<Cell[]>;
}

/** The headings of every export, by language. */
export const headings = {
  ja: {
    sheet: '測定値',
    time: '時刻',
    received: '受信時刻',
    asset: '設備',
    device: '機器',
    series: '項目',
    unit: '単位',
    value: '値',
    text: '文字の値',
    quality: '品質',
    min: '最小',
    max: '最大',
    mean: '平均',
    first: '最初',
    last: '最後',
    count: '件数',
    gap: '欠測（秒）',
  },
  en: {
    sheet: 'Readings',
    time: 'Time',
    received: 'Received',
    asset: 'Machine',
    device: 'Device',
    series: 'Series',
    unit: 'Unit',
    value: 'Value',
    text: 'Text value',
    quality: 'Quality',
    min: 'Minimum',
    max: 'Maximum',
    mean: 'Mean',
    first: 'First',
    last: 'Last',
    count: 'Readings',
    gap: 'Missing (s)',
  },
} as const satisfies Record<Language, Record<string, string>>;
