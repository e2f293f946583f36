import type { Series } from '@musubi/schema';
import type uPlot from 'uplot';
import type { Formats } from '../../../i18n/format.ts';
import { formatNumber, formatTime } from '../../../i18n/format.ts';
import { CHART_FONT, DASHES, type Ink, inkOf } from './use-ink.ts';

/** Room for the numbers on the left and a little air on the right: the same in every pane, so that times align. */
export const PLOT_LEFT = 64;
export const PLOT_RIGHT = 12;

const DAY = 86_400_000;

/** 14:05 · 14:05:33 · 11月24日: as exact as the distance of the marks. */
export function timeMark(formats: Formats, ms: number, distance: number): string {
  const at = new Date(ms);
  const midnight = at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
  if (distance >= 28 * DAY) return `${at.getFullYear()}/${at.getMonth() + 1}`;
  if (distance >= DAY || midnight)
    return formats
      .date(ms)
      .replace(/^\d+年|\s\d{4}$/g, '')
      .replace(/^\w{3} /, '');
  if (distance < 1_000) return `${formatTime(ms, true)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  return formatTime(ms, distance < 60_000);
}

/** The bounds of the value axis: the data, and the normal band where one is set. */
function valueRange(series: readonly Series[], low: number | null, high: number | null): [number, number] {
  const bounds = series
    .flatMap(({ normal }) => [normal?.low, normal?.high])
    .filter((bound) => bound !== undefined);
  const all = [...bounds, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])];
  if (all.length === 0) return [0, 1];
  const min = Math.min(...all);
  const max = Math.max(...all);
  const air = max === min ? Math.max(1, Math.abs(max) * 0.1) : (max - min) * 0.06;
  return [min - air, max + air];
}

function drawBand(plot: uPlot, series: readonly Series[], ink: Ink): void {
  const only = series.length === 1 ? series[0]?.normal : undefined;
  if (!only || (only.low === undefined && only.high === undefined)) return;
  const { ctx, bbox } = plot;
  const y = (bound: number | undefined, edge: number) =>
    bound === undefined
      ? edge
      : Math.min(bbox.top + bbox.height, Math.max(bbox.top, plot.valToPos(bound, 'y', true)));
  const top = y(only.high, bbox.top);
  const bottom = y(only.low, bbox.top + bbox.height);
  ctx.save();
  ctx.fillStyle = ink.band;
  ctx.fillRect(bbox.left, top, bbox.width, Math.max(1, bottom - top));
  ctx.restore();
}

/** A bucket between two gaps has no area: its minimum to maximum is drawn as a bar, so that no crossing is lost. */
function drawLoneBuckets(plot: uPlot, count: number, ink: Ink): void {
  const { ctx } = plot;
  const times = plot.data[0];
  const isSet = (column: ArrayLike<number | null | undefined>, i: number) => typeof column[i] === 'number';
  ctx.save();
  ctx.lineWidth = 2 * devicePixelRatio;
  for (let one = 0; one < count; one++) {
    const low = plot.data[one * 3 + 1]!;
    const high = plot.data[one * 3 + 2]!;
    ctx.strokeStyle = inkOf(ink, one);
    ctx.beginPath();
    for (let i = 0; i < times.length; i++) {
      if (!isSet(low, i) || isSet(low, i - 1) || isSet(low, i + 1)) continue;
      const x = plot.valToPos(times[i]!, 'x', true);
      const [top, bottom] = [plot.valToPos(high[i]!, 'y', true), plot.valToPos(low[i]!, 'y', true)];
      if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width) continue;
      ctx.moveTo(x, Math.min(top, bottom - ctx.lineWidth));
      ctx.lineTo(x, bottom);
    }
    ctx.stroke();
  }
  ctx.restore();
}

interface Wanted {
  series: readonly Series[];
  ink: Ink;
  formats: Formats;
  width: number;
  height: number;
  /** Whether this pane names the times: the lowest one does, for all. */
  named: boolean;
  /** Steps for readings that come on change only: between two of them the value stood still. */
  stepped: uPlot.Series.PathBuilder;
}

/** One pane: per series its minimum and maximum as a band and its mean as a line; the normal band lies behind. */
export function plotOptions({ series, ink, formats, width, height, named, stepped }: Wanted): uPlot.Options {
  const axis = {
    stroke: ink.soft,
    grid: { stroke: ink.line, width: 1 },
    ticks: { show: false },
    font: CHART_FONT,
  };
  return {
    width,
    height,
    ms: 1,
    padding: [10, PLOT_RIGHT, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: true, auto: false },
      y: { range: (_, low, high) => valueRange(series, low, high) },
    },
    axes: [
      {
        ...axis,
        size: named ? 30 : 8,
        space: 96,
        values: (_, marks) =>
          marks.map((mark) => (named ? timeMark(formats, mark, (marks[1] ?? mark) - marks[0]! || 1) : '')),
      },
      { ...axis, size: PLOT_LEFT, values: (_, marks) => marks.map(formatNumber) },
    ],
    series: [
      {},
      ...series.flatMap((one, i): uPlot.Series[] => {
        const colour = inkOf(ink, i);
        const paths = one.expectedEveryMs === undefined ? { paths: stepped } : {};
        const edge = { stroke: 'transparent', width: 0, points: { show: false }, ...paths };
        return [
          edge,
          edge,
          {
            stroke: colour,
            width: 1.5,
            dash: [...DASHES[i % 4]!],
            points: { size: 4, fill: colour },
            ...paths,
          },
        ];
      }),
    ],
    bands: series.map((_, i) => ({ series: [i * 3 + 2, i * 3 + 1] as [number, number], fill: ink.spread })),
    hooks: {
      drawClear: [(plot) => drawBand(plot, series, ink)],
      draw: [(plot) => drawLoneBuckets(plot, series.length, ink)],
    },
  };
}
