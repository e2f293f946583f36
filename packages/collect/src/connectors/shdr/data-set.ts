/**
 * Reads `k=v k2='two words' k3={a=1}` with or without braces around it. Values in braces are read likewise, joined by
 * a dot (a table's cells). A key without a value was removed: it is undefined. Undefined if this is no data set.
 */
export function readDataSet(
  text: string,
  prefix = '',
  depth = 0,
): [string, string | undefined][] | undefined {
  const inner = withoutReset(unbraced(text.trim())).trim();
  const entries: [string, string | undefined][] = [];
  let at = 0;
  while (at < inner.length) {
    const equals = /^([^\s={}'"]+)(=?)/.exec(inner.slice(at, at + 300));
    if (!equals) return undefined;
    at += equals[0].length;
    const key = prefix + equals[1];
    if (equals[2] === '') {
      entries.push([key, undefined]);
    } else {
      const value = readValue(inner, at);
      if (!value) return undefined;
      at = value.end;
      const cells = value.braced && depth < 3 ? readDataSet(value.text, `${key}.`, depth + 1) : undefined;
      if (cells) entries.push(...cells);
      else entries.push([key, value.text]);
    }
    while (at < inner.length && /\s/.test(inner[at]!)) at += 1;
  }
  return entries;
}

/** `:RESET` words before the entries say that all others are gone; the entries themselves are read alike. */
function withoutReset(text: string): string {
  return text.startsWith(':') ? text.slice(text.search(/\s|$/)) : text;
}

function unbraced(text: string): string {
  return text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', "'": "'", '"': '"' };

function readValue(text: string, from: number): { text: string; end: number; braced: boolean } | undefined {
  const open = text[from] ?? '';
  const close = CLOSING[open];
  if (close === undefined) {
    const end = text.slice(from).search(/\s|$/) + from;
    return { text: text.slice(from, end), end, braced: false };
  }
  let depth = 0;
  let value = '';
  for (let i = from + 1; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === '\\' && i + 1 < text.length) {
      i += 1;
      value += text[i];
      continue;
    }
    if (letter === close && depth === 0) return { text: value, end: i + 1, braced: open === '{' };
    if (open === '{' && letter === '{') depth += 1;
    if (open === '{' && letter === '}') depth -= 1;
    value += letter;
  }
  return undefined;
}
