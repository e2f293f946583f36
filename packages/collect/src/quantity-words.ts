import type { Language } from '@musubi/schema';
import { unitSymbol, unitsLike } from './filters/units.ts';

/** What the name of a value tells about it. */
export interface GuessedQuantity {
  name: string;
  unit: string;
  isCounter: boolean;
  isState: boolean;
}

interface Word {
  pattern: RegExp;
  ja: string;
  en: string;
  /** Given only where shops hardly use another. */
  unit?: string;
  isCounter?: boolean;
  isState?: boolean;
}

const WORDS: readonly Word[] = [
  { pattern: /^(temp|temperature|tmp)$|温度/, ja: '温度', en: 'temperature', unit: '°C' },
  { pattern: /^(hum|humid|humidity|rh)$|湿度/, ja: '湿度', en: 'humidity', unit: '%' },
  { pattern: /^(current|amp|amps|ampere)$|電流/, ja: '電流', en: 'current', unit: 'A' },
  { pattern: /^(volt|volts|voltage)$|電圧/, ja: '電圧', en: 'voltage', unit: 'V' },
  { pattern: /^(power|watt|watts)$|電力(?!量)/, ja: '電力', en: 'power' },
  { pattern: /^energy$|電力量/, ja: '電力量', en: 'energy', unit: 'kWh', isCounter: true },
  { pattern: /^(press|pressure)$|圧力|(?<!電)圧$/, ja: '圧力', en: 'pressure' },
  { pattern: /^(vib|vibration)$|振動/, ja: '振動', en: 'vibration' },
  { pattern: /^(accel|acceleration|acc)$|加速度/, ja: '加速度', en: 'acceleration' },
  { pattern: /^(flow|flowrate)$|流量/, ja: '流量', en: 'flow' },
  { pattern: /^(rpm|rotation|rotary)$|回転数|回転速度/, ja: '回転数', en: 'rotation', unit: 'rpm' },
  { pattern: /^(speed|velocity)$|速度/, ja: '速度', en: 'speed' },
  { pattern: /^(feed|feedrate)$|送り/, ja: '送り', en: 'feed' },
  { pattern: /^load$|負荷/, ja: '負荷', en: 'load', unit: '%' },
  { pattern: /^(pos|position)$|位置/, ja: '位置', en: 'position' },
  { pattern: /^torque$|トルク/, ja: 'トルク', en: 'torque' },
  { pattern: /^weight$|重量|重さ/, ja: '重量', en: 'weight' },
  { pattern: /^level$|液面|水位/, ja: 'レベル', en: 'level' },
  { pattern: /^co2$|二酸化炭素/, ja: 'CO₂', en: 'CO₂', unit: 'ppm' },
  { pattern: /^(battery|batt|bat)$|電池|バッテリ/, ja: '電池', en: 'battery' },
  {
    pattern: /^(count|counter|cnt|pieces|pcs|parts)$|個数|生産数|カウン|積算/,
    ja: '個数',
    en: 'count',
    isCounter: true,
  },
  { pattern: /^(state|status|execution|mode)$|状態|モード/, ja: '状態', en: 'state', isState: true },
  { pattern: /^(alarm|alert|fault|error)$|警報|異常|アラーム/, ja: '警報', en: 'alarm', isState: true },
];

/** A unit at the end of a key, as devices write it where symbols aren't allowed. */
const UNIT_ENDINGS: Readonly<Record<string, string>> = {
  degc: '°C',
  celsius: '°C',
  degf: '°F',
  pct: '%',
  percent: '%',
  lpm: 'L/min',
  rpm: 'rpm',
  mmps: 'mm/s',
  kgfcm2: 'kgf/cm²',
};

/** These letters alone are a unit only after a quantity that is measured in it (`current_a`, but not `axis_a`). */
const SHORT_UNITS: Readonly<Record<string, string>> = {
  c: '°C',
  f: '°F',
  a: 'A',
  ma: 'mA',
  v: 'V',
  mv: 'mV',
};

/** Guesses from a key such as `spindle/motor_temp_degC` or `電流[A]` how the series is called and measured. */
export function guessQuantity(key: string, language: Language): GuessedQuantity {
  const bracketed = /^(.*?)\s*[[(（［](.+?)[\])）］]\s*$/.exec(key);
  const inBrackets = bracketed && unitsLike(bracketed[2]!).length > 0 ? unitSymbol(bracketed[2]!) : undefined;
  const words = wordsOf(inBrackets ? bracketed![1]! : key);
  const known = words.map((word) => WORDS.find(({ pattern }) => pattern.test(word.toLowerCase())));
  const quantity = known.findLast((word) => word !== undefined);
  const ending = inBrackets ? undefined : unitEnding(words, quantity);
  if (ending && words.length > 1) words.pop();
  return {
    name: nameOf(words, known, language) || key,
    unit: inBrackets ?? ending ?? quantity?.unit ?? '',
    isCounter: quantity?.isCounter ?? false,
    isState: quantity?.isState ?? false,
  };
}

/** The last two parts of a path, split at underscores, spaces and camel humps. */
function wordsOf(key: string): string[] {
  return key
    .split(/[/.:#]/)
    .filter((part) => part !== '')
    .slice(-2)
    .flatMap((part) => part.replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1 $2').split(/[\s_-]+/))
    .flatMap((part) => part.split(/(?<=\p{L})(?=\d+$)/u))
    .filter((word) => word !== '');
}

function unitEnding(words: readonly string[], quantity: Word | undefined): string | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const spelled = UNIT_ENDINGS[last.toLowerCase()];
  if (spelled) return spelled;
  const short = SHORT_UNITS[last.toLowerCase()];
  if (short) return quantity?.unit && unitsLike(quantity.unit).includes(short) ? short : undefined;
  // `m`, `s`, `h`, `g` … alone are too often an index or an axis.
  return last.length > 1 && unitsLike(last).length > 0 ? unitSymbol(last) : undefined;
}

function nameOf(words: readonly string[], known: readonly (Word | undefined)[], language: Language): string {
  const parts = words.map((word, i) => {
    const hasJapanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
    return hasJapanese ? word : (known[i]?.[language] ?? word);
  });
  return parts.join(' ').slice(0, 120);
}
