/**
 * Splits a line at its pipes. A value in quotes may hold escaped pipes (`"a \| b"`); quotes that don't close before a
 * pipe or the end are letters like any other.
 */
export function splitFields(line: string): string[] {
  if (!line.includes('"')) return line.split('|').map(trimmed);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = readQuoted(line, at);
    const end = quoted ? quoted.end : endOfField(line, at);
    fields.push(quoted ? quoted.text : line.slice(at, end).trim());
    if (end >= line.length) return fields;
    at = end + 1;
  }
}

function trimmed(field: string): string {
  return field.trim();
}

function endOfField(line: string, from: number): number {
  const end = line.indexOf('|', from);
  return end < 0 ? line.length : end;
}

function readQuoted(line: string, from: number): { text: string; end: number } | undefined {
  if (line[from] !== '"') return undefined;
  let text = '';
  for (let i = from + 1; i < line.length; i++) {
    const letter = line[i];
    if (letter === '\\' && line[i + 1] === '|') {
      text += '|';
      i += 1;
    } else if (letter === '|') {
      return undefined;
    } else if (letter === '"' && (i + 1 === line.length || line[i + 1] === '|')) {
      return { text, end: i + 1 };
    } else {
      text += letter;
    }
  }
  return undefined;
}
