/** The one-time set-up link. The secret stands behind `#`, where no server, proxy or log sees it. */
export function setupLink(address: string, setupSecret: string): string {
  return new URL(`/setup#setup=${setupSecret}`, address).href;
}

/** The secret of the set-up link that a page was opened with (`location.hash`), if any. */
export function setupSecretOf(hash: string): string | undefined {
  return /^#setup=([\w-]+)$/.exec(hash)?.[1];
}
