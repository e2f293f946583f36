/**
 * One frame, little endian: u32 count, then per value u32 series number, f64 source time, f64 number (NaN if none),
 * u8 quality, u16 length and UTF-8 bytes of the text. Offsets are not aligned: read with a DataView.
 */
export interface LiveValue {
  series: number;
  time: number;
  number: number;
  quality: number;
  text: string | null;
}

export function encodeLiveFrame(values: readonly LiveValue[]): Uint8Array {
  const encoder = new TextEncoder();
  const texts = values.map((value) =>
    value.text === null ? undefined : encoder.encode(value.text.slice(0, 2_000)),
  );
  let size = 4;
  for (const text of texts) size += 23 + (text?.length ?? 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, values.length, true);
  let at = 4;
  values.forEach((value, i) => {
    const text = texts[i];
    view.setUint32(at, value.series, true);
    view.setFloat64(at + 4, value.time, true);
    view.setFloat64(at + 12, value.number, true);
    view.setUint8(at + 20, value.quality);
    // 0xffff tells «no text» from the empty text.
    view.setUint16(at + 21, text ? text.length : 0xffff, true);
    if (text) bytes.set(text, at + 23);
    at += 23 + (text?.length ?? 0);
  });
  return bytes;
}

export function decodeLiveFrame(bytes: Uint8Array): LiveValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  const values: LiveValue[] = [];
  let at = 4;
  for (let i = view.getUint32(0, true); i > 0; i--) {
    const length = view.getUint16(at + 21, true);
    const end = at + 23 + (length === 0xffff ? 0 : length);
    values.push({
      series: view.getUint32(at, true),
      time: view.getFloat64(at + 4, true),
      number: view.getFloat64(at + 12, true),
      quality: view.getUint8(at + 20),
      text: length === 0xffff ? null : decoder.decode(bytes.subarray(at + 23, end)),
    });
    at = end;
  }
  return values;
}
