import { qualityName, type Series } from '@musubi/schema';
import { useSpoken } from '../i18n/use-words.ts';
import { type Judgement, judge, type Reading } from './reading.ts';
import { stateName } from './state-name.ts';

/** A value as text, in the words of the chosen language; unknown is a word, never a number. */
export function useValueText() {
  const { words, formats } = useSpoken();
  return (series: Pick<Series, 'kind' | 'normal'>, reading: Reading | undefined): string => {
    if (judge(series, reading) === 'unknown' || !reading)
      return reading ? words.states.quality[qualityName(reading.quality)] : words.states.unknown;
    if (series.kind === 'boolean' && reading.number !== null)
      return reading.number === 0 ? words.states.off : words.states.on;
    if (reading.number !== null) return formats.number(reading.number);
    if (reading.text === null) return words.states.unknown;
    return series.kind === 'state' ? stateName(words.states.known, reading.text) : reading.text;
  };
}

const tones: Readonly<Record<Judgement, string | undefined>> = {
  usual: undefined,
  doubtful: 'caution',
  outside: 'caution',
  unknown: 'unknown',
};

/**
 * A value with its unit, smaller and apart; what is abnormal carries a mark and a word beside its colour. `isOld` is
 * the last that is known, not what is.
 */
export function ShownValue(props: { series: Series; reading: Reading | undefined; isOld?: boolean }) {
  const { words } = useSpoken();
  const text = useValueText();
  const judgement = judge(props.series, props.reading);
  const isNumber = props.reading?.number !== null && props.series.kind === 'number';
  return (
    <span className="reading-value" data-tone={props.isOld ? 'unknown' : tones[judgement]}>
      {judgement === 'outside' && (
        <>
          <svg viewBox="0 0 16 16" width="12" height="12" className="inline" aria-hidden="true">
            <path d="M8 1.5 15.5 14.5H.5Z" fill="currentColor" />
          </svg>
          <span className="visually-hidden">{words.states.outsideNormal}</span>{' '}
        </>
      )}
      {text(props.series, props.reading)}
      {judgement !== 'unknown' && isNumber && props.series.unit && (
        <span className="unit">{props.series.unit}</span>
      )}
    </span>
  );
}
