import type { Language } from '../names.ts';
import type { Role } from '../person.ts';

/** The session cookie. `__Host-` binds it to this very host and to HTTPS. */
export const SESSION_COOKIE = '__Host-musubi';

/** The header that carries the session's CSRF token with everything but GET. */
export const CSRF_HEADER = 'x-musubi-csrf';

/** The person behind a session cookie or an access token, as the installation knows them at this moment. */
export interface Identity {
  personId: string;
  name: string;
  /** The least of the person's role and the token's. */
  role: Role;
  language: Language;
  /** An adviser's access ends by itself. */
  endsAt?: number;
  /** Both are absent for tokens. */
  sessionId?: string;
  csrf?: string;
}

/** How a handler begins or ends the browser's session; the server makes and clears the cookie. */
export interface SessionCookie {
  begin(secret: string, expiresAt: number): void;
  end(): void;
}
