/** A line of the adapter, or a line with the block of text that followed it (`--multiline--TAG`). */
export interface ShdrLine {
  text: string;
  /** The block, in place of the line's last field. */
  block?: string;
}

/** Larger than any real line; a peer that sends more without a line feed is not an adapter. */
const LONGEST_LINE = 1024 * 1024;
const MARK = '--multiline--';

/** Puts lines together from whatever portions the network delivers. */
export class ShdrLines {
  #rest = '';
  #open: { text: string; end: string; block: string[]; length: number } | undefined;
  readonly #decoder = new TextDecoder('utf-8');

  /** The lines that are whole now. `tooLong` is called for what had to be given up, with its beginning. */
  push(bytes: Uint8Array, tooLong: (beginning: string) => void): ShdrLine[] {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    const lines: ShdrLine[] = [];
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      const line = text.slice(at, text[end - 1] === '\r' && end > at ? end - 1 : end);
      at = end + 1;
      this.#take(line, lines, tooLong);
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > LONGEST_LINE) {
      tooLong(this.#rest.slice(0, 1_000));
      this.#rest = '';
    }
    return lines;
  }

  #take(line: string, lines: ShdrLine[], tooLong: (beginning: string) => void): void {
    const open = this.#open;
    if (!open) {
      const mark = line.lastIndexOf(`|${MARK}`);
      if (mark >= 0)
        this.#open = { text: line.slice(0, mark), end: line.slice(mark + 1), block: [], length: 0 };
      else if (line.trim() !== '') lines.push({ text: line });
    } else if (line.trim() === open.end.trim()) {
      this.#open = undefined;
      lines.push({ text: open.text, block: open.block.join('\n') });
    } else {
      open.block.push(line);
      open.length += line.length;
      if (open.length > LONGEST_LINE) {
        tooLong(open.text.slice(0, 1_000));
        this.#open = undefined;
      }
    }
  }
}
