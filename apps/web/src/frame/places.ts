import type { Words } from '../i18n/words.ts';

/** Every page that the menu knows; the router's own paths. */
export type PagePath =
  | '/'
  | '/explore'
  | '/collect'
  | '/collect/found'
  | '/collect/devices'
  | '/collect/items'
  | '/collect/filters'
  | '/collect/unreadable'
  | '/collect/files'
  | '/site'
  | '/site/people'
  | '/site/tokens'
  | '/site/audit'
  | '/site/backups'
  | '/site/me';

interface PageEntry {
  path: PagePath;
  name: (words: Words) => string;
  /** Shown only to those who may use it. */
  least?: 'leader' | 'administrator';
}

export interface Place {
  id: 'floor' | 'collect' | 'site';
  name: (words: Words) => string;
  pages: readonly [PageEntry, ...PageEntry[]];
}

/** The places that have something in them, in the order of the three steps; the site itself comes last. */
export const places: readonly Place[] = [
  {
    id: 'floor',
    name: (words) => words.frame.floor,
    pages: [
      { path: '/', name: (words) => words.frame.machines },
      { path: '/explore', name: (words) => words.frame.explore },
    ],
  },
  {
    id: 'collect',
    name: (words) => words.frame.collect,
    pages: [
      { path: '/collect', name: (words) => words.frame.connections },
      { path: '/collect/found', name: (words) => words.frame.found },
      { path: '/collect/devices', name: (words) => words.frame.devices },
      { path: '/collect/items', name: (words) => words.frame.items },
      { path: '/collect/filters', name: (words) => words.frame.filters },
      { path: '/collect/unreadable', name: (words) => words.frame.unreadable },
      { path: '/collect/files', name: (words) => words.frame.files, least: 'leader' },
    ],
  },
  {
    id: 'site',
    name: (words) => words.frame.site,
    pages: [
      { path: '/site', name: (words) => words.frame.overview },
      { path: '/site/people', name: (words) => words.frame.people, least: 'administrator' },
      { path: '/site/tokens', name: (words) => words.frame.tokens },
      { path: '/site/audit', name: (words) => words.frame.audit, least: 'administrator' },
      { path: '/site/backups', name: (words) => words.frame.backups, least: 'administrator' },
      { path: '/site/me', name: (words) => words.frame.me },
    ],
  },
];

/** The place a path belongs to; machines belong to the shop floor. */
export function placeOf(path: string): Place['id'] {
  if (path.startsWith('/collect')) return 'collect';
  return path.startsWith('/site') ? 'site' : 'floor';
}

/** The page of the menu that a path stands under: the longest that it begins with. */
export function pageOf(path: string): PagePath {
  const paths = places.flatMap(({ pages }) => pages.map((page) => page.path));
  const under = paths.filter((page) => path === page || (page !== '/' && path.startsWith(`${page}/`)));
  return under.toSorted((a, b) => b.length - a.length)[0] ?? '/';
}
