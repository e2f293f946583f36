/** Bytes of a Base64 text; what is no Base64 is shown as nothing rather than breaking the page. */
export function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** Sixteen bytes to a line with their place, as every hex viewer shows them. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.subarray(at, at + 16)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  return lines.join('\n');
}

/** As text; control characters but tab and line end are made visible, so that nothing hides. */
export function textOfBytes(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.replace(/\p{Cc}/gu, (control) =>
    '\t\r\n'.includes(control) || control > '\u001f'
      ? control
      : String.fromCharCode(0x2400 + control.charCodeAt(0)),
  );
}
