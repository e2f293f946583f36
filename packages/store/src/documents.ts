/** Whole files by content: originals of imports, attachments, evidence. The address is the SHA-256 of the bytes. */
export interface DocumentStore extends AsyncDisposable {
  /** Resolves after fsync with the address; the same content is kept once. */
  put(content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>;
  /** The content, verified while it is read: a damaged file ends the stream with `document.damaged`. */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Copies everything into an empty folder. */
  snapshot(folder: string): Promise<void>;
}
